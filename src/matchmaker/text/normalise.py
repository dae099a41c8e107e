"""Normalisation: one form for the spellings of a text that differ only in how letters are written."""

from __future__ import annotations

import re
from functools import lru_cache

from matchmaker.text.arabic import fold_arabic
from matchmaker.text.hebrew import fold_hebrew
from matchmaker.text.identity import identity_key
from matchmaker.text.latin import fold_latin

_APOSTROPHES = re.compile("['\"ʼʻʿʾˈ]")
# Forms that folding again cannot change: no final letter, no doubled vav or yod.
_SETTLED = re.compile(r"\A(?:[a-z0-9 אבגדהזחטכלמנסעפצקרשת]|ו(?!ו)|י(?!י))*\Z")
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def normalise(text: str) -> str:
    """Return ``text`` in the form used to compare free text: lower case words parted by one space.

    Hebrew: niqqud, final letters, geresh and gershayim, maqaf, doubled vav and yod. Arabic: harakat, tatweel, forms of
    alef, yeh and ta marbuta, hamza. Latin and Cyrillic: case, diacritics, apostrophes. Hyphens and other punctuation
    are spaces. The normal form of a normal form is itself; it may be empty. Never raises.

    >>> normalise("קִרְיַת־גַּת"), normalise("Qiryat-Gat "), normalise("الطَّيِّبَة")
    ('קרית גת', 'qiryat gat', 'الطيبه')
    """
    form = _fold(text)
    if _SETTLED.search(form) is not None:
        return form
    while (again := _fold(form)) != form:
        form = again
    return form


def _fold(text: str) -> str:
    text = fold_latin(fold_arabic(fold_hebrew(_APOSTROPHES.sub("", identity_key(text)))))
    return _SEPARATORS.sub(" ", text).strip(" ")
