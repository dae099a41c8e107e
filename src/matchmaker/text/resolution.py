"""Resolution: what became of a name that a person wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["resolved", "ambiguous", "unknown"]
Rule = Literal["code", "exact", "spelling", "sound", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place or term the text may mean. ``score`` in [0, 1]: 1 is written or sounds the same."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """Outcome for one text: ``resolved`` to one id, ``ambiguous`` with at least two candidates, or ``unknown``.

    ``id`` is set only when resolved. ``score`` in [0, 1] is that of the best candidate, 0 when there is none.
    ``rule`` says what matched: the code itself, the exact name, a spelling that differs only in what normalisation
    unites, or the sound. ``candidates`` are sorted best first, ties by id. An unknown text may list one near candidate
    or more, as help for the person who corrects it.
    """

    query: str
    status: Status
    id: str | None = None
    score: float = 0.0
    rule: Rule = "none"
    candidates: tuple[Candidate, ...] = ()
