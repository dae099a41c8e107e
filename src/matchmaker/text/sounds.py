"""How a name sounds, in one alphabet of consonants and vowels for Hebrew, Arabic, Latin and Cyrillic script."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchmaker.text.arabic import arabic_sounds
from matchmaker.text.cyrillic import cyrillic_sounds
from matchmaker.text.hebrew import hebrew_sounds
from matchmaker.text.identity import identity_key
from matchmaker.text.latin import latin_sounds

HEBREW, ABJAD, VOWELLED = 0, 1, 2
TOKENS = "אבגדהוזחטיכלמנסעפצקרשתاةabcdefghijklmnopqrstuvwxyzCDGSTZγχ0123456789"
_SINGLE_A = ("a", "а")  # Latin, Cyrillic: before another word an article or a syllable, after it the ordinal "alef"
_VOWELS = frozenset("aeiou")
_SEPARATORS = re.compile(r"[\s\-_/\\.,;:*()\[\]+&]+")


@dataclass(frozen=True, slots=True)
class Sounds:
    """Sound tokens of a name, one character each, and how its script writes vowels.

    ``kind``: ``HEBREW`` letters; ``ABJAD``, another writing that leaves vowels out (Arabic, or letter-by-letter Latin);
    ``VOWELLED``.
    """

    tokens: str
    kind: int


def words(text: str) -> list[str]:
    """Return the words of ``text``: identity key cut at spaces, hyphens, brackets and other punctuation."""
    return [word for word in _SEPARATORS.split(identity_key(text)) if word.strip("'\"")]


def sounds(text: str) -> Sounds:
    """Return the sounds of ``text``, its words run together; a name in no known script has no sounds.

    >>> sounds("Kefar-Saba")
    Sounds(tokens='kefarsaba', kind=2)
    >>> sounds("כפר סבא")
    Sounds(tokens='כפרסבא', kind=0)
    """
    return sounds_of_words(words(text))


def sounds_of_words(parts: list[str]) -> Sounds:
    """Return the sounds of words cut by ``words``."""
    last = len(parts) - 1
    tokens = "".join(
        token for index, part in enumerate(parts) for token in _word_sounds(part, index == last) if token in TOKENS
    )
    if any("א" <= c <= "ת" for part in parts for c in part):
        return Sounds(tokens, HEBREW)
    n_vowels = sum(token in _VOWELS for token in tokens)
    return Sounds(tokens, ABJAD if n_vowels * 5 < len(tokens) else VOWELLED)


def _word_sounds(word: str, is_last: bool) -> str:
    if not is_last and word in _SINGLE_A:
        return "a"
    first = next((c for c in word if c.isalpha()), "")
    if "א" <= first <= "ת":
        return hebrew_sounds(word)
    if "\u0600" <= first <= "\u06ff":
        return arabic_sounds(word)
    if "\u0400" <= first <= "\u052f":
        return cyrillic_sounds(word)
    digits = "".join(c for c in word if c.isdigit())
    return latin_sounds(word) + digits
