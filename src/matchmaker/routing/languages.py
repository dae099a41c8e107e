"""language_of: which language a text means."""

from __future__ import annotations

from matchmaker.programmes.requirement import LanguageName
from matchmaker.text.normalise import normalise

_NAMES: dict[LanguageName, tuple[str, ...]] = {
    "hebrew": ("hebrew", "he", "עברית", "العبرية", "иврит"),
    "arabic": ("arabic", "ar", "ערבית", "العربية", "арабский"),
    "english": ("english", "en", "אנגלית", "الإنجليزية", "английский"),
    "russian": ("russian", "ru", "רוסית", "الروسية", "русский"),
    "amharic": ("amharic", "am", "אמהרית", "الأمهرية", "амхарский"),
}
_OF = {normalise(name): language for language, names in _NAMES.items() for name in names}


def language_of(text: str | None) -> LanguageName | None:
    """Return the language that a text names, in one of four languages or by its ISO code; ``None`` = none of the five.

    >>> language_of("עִבְרִית"), language_of("Hebrew "), language_of("French")
    ('hebrew', 'hebrew', None)
    """
    return None if text is None else _OF.get(normalise(text))
