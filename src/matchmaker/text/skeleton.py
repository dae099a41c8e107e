"""Consonant skeleton: the coarse key under which spellings of one name in any script come near each other."""

from __future__ import annotations

import re

from matchmaker.text.sounds import sounds

_DOUBLED = re.compile(r"(\D)\1+")

_CLASSES = {
    "B": "bvfpבפ",
    "K": "gjγGגcqkקכxχח",
    "D": "dDד",
    "Z": "zZsSCסזצש",
    "T": "tTטת",
    "L": "lל",
    "M": "mמ",
    "N": "nנ",
    "R": "rר",
}
_SKELETON = {token: name for name, tokens in _CLASSES.items() for token in tokens}


def skeleton(text: str) -> str:
    """Return the consonant skeleton of ``text``: nine classes of consonants, vowels and semivowels dropped.

    The same for Hebrew, Arabic, Latin and Cyrillic spellings of a name, but for what the scripts do not tell. Digits
    are kept.

    >>> skeleton("קריית גת"), skeleton("Qiryat Gat"), skeleton("Кирьят-Гат"), skeleton("كريات جات")
    ('KRTKT', 'KRTKT', 'KRTKT', 'KRTKT')
    """
    return skeleton_of_tokens(sounds(text).tokens)


def skeleton_of_tokens(tokens: str) -> str:
    """Return the skeleton of sound tokens. A doubled token counts once: doubling is spelling in most scripts."""
    single = _DOUBLED.sub(r"\1", tokens)
    return "".join(_SKELETON.get(token, token if token.isdigit() else "") for token in single)
