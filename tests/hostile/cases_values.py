"""Rows 41 to 70."""

CASES = ()
