"""Hebrew: one spelling of a word, and the letters as they sound."""

from __future__ import annotations

import re

_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_DOUBLED = re.compile("([וי])\\1+")
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
# A geresh after these letters writes a sound Hebrew has no letter for: names of Arabic and foreign origin.
_GERESH = {"ג'": "j", "ז'": "Z", "צ'": "c", "ץ'": "c", "ח'": "x", "ד'": "D", "ט'": "D", "ת'": "T", "ע'": "G", "ר'": "G"}
_GERESH_LETTER = re.compile("[גזצץחדטתער]'(?=[א-ת])")
_NUMERALS = {"א": "אלפ", "ב": "בית", "ג": "גימל", "ד": "דלת"}


def fold_hebrew(text: str) -> str:
    """Return ``text`` with niqqud dropped, final letters made plain and doubled vav and yod made single.

    Doubled vav and yod are the common difference of plene and defective spelling.

    >>> fold_hebrew("קריית שָׁלוֹם") == fold_hebrew("קרית שלום")
    True
    """
    return _DOUBLED.sub(r"\1", _POINTS.sub("", text).translate(_FINALS))


def hebrew_sounds(word: str) -> str:
    """Return the sound tokens of one Hebrew word: its letters, digraphs with geresh as their sound.

    Letters that also write vowels, and letters with two sounds, stay as they are: the sound costs know them.
    A word of one letter is an ordinal and becomes the letter's name.
    """
    bare = word.rstrip("'")
    if bare in _NUMERALS:
        return _NUMERALS[bare]
    word = _GERESH_LETTER.sub(lambda match: _GERESH[match[0]], word)
    word = word.replace("'", "").replace('"', "").translate(_FINALS)
    return re.sub("י+", "י", re.sub("ו{2,}", "w", word))
