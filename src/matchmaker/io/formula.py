"""Text that a spreadsheet would run as a formula, disarmed in CSV files meant for people, and armed again when read.

The scheme, decided once for every ``.csv`` that `write_table` makes (``plan.csv``, ``cohorts.csv``, rankings, ...):

- a text cell that starts (after blanks and apostrophes) with ``=``, ``+``, ``-``, ``@``, tab, line feed or one of the
  full-width forms ``＝＋－＠`` gets one leading apostrophe, as OWASP ASVS 1.2.10 asks;
- a text that is a plain number, such as the id ``-5``, is left alone: a spreadsheet only shows it as that number;
- because a text that already has apostrophes before such a sign gets one more, taking one away again is exact:
  ``unescape_formula(escape_formula(text)) == text`` for every text, so ids survive;
- every other text, hence every ordinary id, stands in the file exactly as it is.

A file named ``.raw.csv`` is for machines only and is not escaped.
"""

from __future__ import annotations

import re

import polars as pl

_SIGN = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_DANGEROUS = rf"^[ ']*{_SIGN}"
_ESCAPED = rf"^'([ ']*{_SIGN})"
_PLAIN_NUMBER = r"[+-][0-9]+(?:\.[0-9]+)?"


def escape_formula(text: str) -> str:
    """Return ``text`` with one leading apostrophe if a spreadsheet would run it as a formula.

    >>> escape_formula("=1+1"), escape_formula("-5"), escape_formula("p1")
    ("'=1+1", '-5', 'p1')
    """
    dangerous = re.match(_DANGEROUS, text) and not re.fullmatch(_PLAIN_NUMBER, text)
    return f"'{text}" if dangerous else text


def unescape_formula(text: str) -> str:
    """Return what `escape_formula` was given."""
    return text[1:] if re.match(_ESCAPED, text) else text


def escape_formulas(texts: pl.Series) -> pl.Series:
    """Return a text column with every dangerous cell escaped; null stays null."""
    dangerous = texts.str.contains(_DANGEROUS) & ~texts.str.contains(f"^{_PLAIN_NUMBER}$")
    if not dangerous.any():
        return texts
    return texts.set(dangerous, None).fill_null("'" + texts)


def unescape_formulas(texts: pl.Series) -> pl.Series:
    """Return what `escape_formulas` was given."""
    return texts.str.replace(_ESCAPED, "$1")
