"""Text: keys, normal forms and the resolution of names in Hebrew, Arabic, Latin and Cyrillic script."""
