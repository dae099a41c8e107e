"""Russian and its neighbours: the letters as they sound."""

from __future__ import annotations

_NUMERALS = {"а": "алеф", "б": "бет", "в": "бет"}
_SOUNDS = str.maketrans(
    {
        **dict(zip("абвгґдежзийіїјклмнопрстуфхцчшщыэ", "abvγgdeZziyiiyklmnoprstufxCcSSie", strict=True)),
        "ё": "yo", "ю": "yu", "я": "ya", "є": "e", "ъ": "", "ь": "", "ў": "u", "ћ": "c", "ђ": "j", "љ": "l", "њ": "n",
        "џ": "j",
    }
)  # fmt: skip


def cyrillic_sounds(word: str) -> str:
    """Return the sound tokens of one Cyrillic word, lower case.

    >>> cyrillic_sounds("хайфа")
    'xayfa'
    """
    word = _NUMERALS.get(word, word)
    return word.replace("дж", "џ").replace("тц", "ц").translate(_SOUNDS)
