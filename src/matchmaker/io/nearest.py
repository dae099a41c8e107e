"""The nearest of some known words, to suggest what was meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, cutoff: float = 60.0) -> str | None:
    """Return the word of ``known`` most like ``word``, or ``None`` if none reaches ``cutoff`` (0 to 100, assumed).

    >>> nearest("femal", ["female", "male"])
    'female'
    """
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=cutoff
    )
    return None if found is None else str(found[0])


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean '...'?" for the nearest known word, or ``None``."""
    found = nearest(word, known)
    return None if found is None else f"did you mean '{found}'?"
