"""Arabic (and Persian and Urdu letters): one spelling of a word, and the letters as they sound."""

from __future__ import annotations

import re

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")  # harakat, tatweel, Quranic signs
_FORMS = str.maketrans(
    {
        form: letter
        for letter, forms in {"ا": "أإآٱٲٳ", "ي": "ىیېئۍ", "و": "ؤۆۇۈ", "ف": "ڤ", "ك": "کڪ", "ه": "ہھەۀة"}.items()
        for form in forms
    }
)
_SOUNDS = str.maketrans(
    {
        **dict(zip("بتجدرزسشفكلمنهوي", "btjdrzsSfklmnהוי", strict=True)),
        **dict(zip("حخذصضطظعغقثپچژڤگ", "חxDצdtDעGqTpcZvg", strict=True)),
        "ا": "ا", "ء": "", "ئ": "א", "ؤ": "ו", "ة": "ة",
    }
)  # fmt: skip
_SAME_SOUND = str.maketrans(
    {
        form: letter
        for letter, forms in {"ا": "أإآٱ", "ي": "ىیې", "ك": "کڪ", "ه": "ہھەۀ", "و": "ۆۇۈ"}.items()
        for form in forms
    }
)
_NUMERALS = {"أ": "الف", "ا": "الف", "ب": "بيت", "ج": "جيمل"}


def fold_arabic(text: str) -> str:
    """Return ``text`` without harakat and tatweel, with the forms of alef, yeh, waw, kaf and heh united.

    Alef with hamza or madda becomes alef, alef maqsura becomes yeh, ta marbuta becomes heh, a lone hamza is dropped.

    >>> fold_arabic("رَهـط") == fold_arabic("رهط"), fold_arabic("الطيبة") == fold_arabic("الطيبه")
    (True, True)
    """
    return _MARKS.sub("", text).translate(_FORMS).replace("ء", "")


def arabic_sounds(word: str) -> str:
    """Return the sound tokens of one Arabic word. ``ا و ي ه`` stay open: they also write vowels.

    Doubled they are one: they render foreign spellings. Other doubled letters are two consonants, but for the lam of
    the article before another.
    """
    word = _MARKS.sub("", word).strip("'\"")
    word = _NUMERALS.get(word, word).translate(_SAME_SOUND)
    word = re.sub("^الل", "ال", word)
    return re.sub("([اوي])\\1+", "\\1", word.replace("تس", "ص")).translate(_SOUNDS)
