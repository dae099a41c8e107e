"""Latin script: diacritics folded, and the letters as they sound in the common transliterations."""

from __future__ import annotations

import re
import unicodedata

# Diacritics that change the consonant: scholarly, Turkish, Slavic and GeoNames romanisation.
_MARKED = {
    "s\u030c": "S", "s\u0327": "S", "s\u0326": "S", "s\u0323": "C", "z\u0331": "C", "z\u0323": "C", "t\u0326": "C",
    "t\u0327": "C",
    "h\u0331": "x", "h\u0323": "x", "h\u032e": "x", "g\u030c": "G", "g\u0306": "G", "z\u030c": "Z",
    "d\u0331": "D", "d\u0323": "D",
    "ʻ": "ע", "ʿ": "ע", "ʾ": "",
}  # fmt: skip
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "e", "œ": "e", "ə": "e"})
_GRAPHEMES = {
    "tsch": "c", "tch": "c", "sch": "S", "sh": "S", "sz": "S", "tz": "C", "ts": "C", "ch": "χ", "kh": "x", "gh": "G",
    "ph": "f",
    "th": "T", "dh": "D", "dj": "j", "ck": "k", "ee": "i", "oo": "u", "ou": "u", "ei": "e", "ey": "e", "ej": "e",
}  # fmt: skip
_PATTERN = re.compile("|".join(_GRAPHEMES))
_OTHER = re.compile("[^a-zCDGSTZχעא]")
_NUMERALS = {"a": "alef", "b": "bet", "c": "gimel"}


def fold_latin(text: str) -> str:
    """Return ``text`` without diacritics: every combining mark is dropped and special letters are spelled out.

    >>> fold_latin("Naẕerat ‘Illit")
    'Nazerat ‘Illit'
    """
    text = unicodedata.normalize("NFKD", text).translate(_SPECIAL)
    return "".join(c for c in text if not unicodedata.combining(c))


def latin_sounds(word: str) -> str:
    """Return the sound tokens of one lower-case Latin word; a written ``ch`` stays open (``χ``).

    >>> latin_sounds("nazareth"), latin_sounds("šalom")
    ('nazareT', 'Salom')
    """
    word = _NUMERALS.get(word, word)
    word = unicodedata.normalize("NFD", word)
    for marked, token in _MARKED.items():
        word = word.replace(marked, token)
    word = fold_latin(word)
    if re.search("[aeiou]", word):  # a word without vowels is written letter by letter: "sh" is then two letters
        word = _PATTERN.sub(lambda match: _GRAPHEMES[match[0]], word)
    else:  # letter by letter: doubled vav and yod are a spelling of one, an apostrophe is alef
        word = re.sub("([wy])\\1+", "\\1", word.replace("'", "א"))
    return _OTHER.sub("", word)
