"""Spelling noise as people write Hebrew: maqaf, geresh, plene or defective, final letters, gendered and slash forms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matchmaker.generation.draws import Codes, Texts

# What is written instead of what; each gives one variant of a text that holds it.
_SWAPS: tuple[tuple[str, str], ...] = (
    ("-", " "), ("-", "־"), ("׳", "'"), ("'", "׳"), ("״", '"'), ("״", "''"), ("יי", "י"), ("וו", "ו"),
)  # fmt: skip
_FINALS = {"ם": "מ", "ן": "נ", "ץ": "צ", "ף": "פ", "ך": "כ"}


def spellings(text: str) -> tuple[str, ...]:
    """Return ``text`` and the ways it is also written, in a fixed order, without repeats.

    >>> spellings("קריית גת")
    ('קריית גת', 'קרית גת')
    """
    swapped = [text.replace(old, new) for old, new in _SWAPS if old in text]
    last = text[-1:]
    slips = [text[:-1] + _FINALS[last]] if last in _FINALS else []
    return tuple(dict.fromkeys([text, *swapped, *slips]))


def slash_form(masculine: str, feminine: str) -> str:
    """Return both forms of an occupation in one, word by word.

    >>> slash_form("מלגזן", "מלגזנית"), slash_form("מעצב גרפי", "מעצבת גרפית")
    ('מלגזן/ית', 'מעצב/ת גרפי/ת')
    """
    he, she = masculine.split(), feminine.split()
    if len(he) != len(she):
        return f"{masculine}/{feminine}"
    return " ".join(_joined(a, b) for a, b in zip(he, she, strict=True))


def _joined(he: str, she: str) -> str:
    if he == she:
        return he
    stem = he[:-1] + _FINALS.get(he[-1], he[-1])
    return f"{he}/{she.removeprefix(stem)}"


def written(rng: np.random.Generator, codes: Codes, forms: Sequence[Sequence[str]], rate: float) -> Texts:
    """Return ``forms[code][0]`` for every code, or with chance ``rate`` another form; shape of ``codes``."""
    widest = max(len(options) for options in forms)
    table = np.empty((len(forms), widest), dtype=object)
    for row, options in enumerate(forms):
        table[row, : len(options)] = options
    others = np.array([len(options) - 1 for options in forms])[codes]
    noisy = rng.random(codes.shape) < rate
    form = np.where(noisy & (others > 0), 1 + (rng.random(codes.shape) * others).astype(np.int64), 0)
    return np.asarray(table[codes, form], dtype=object)
