"""From people, seats and pair rules to the pairs worth a score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.candidates.pair_rule import PairRule
from matchmaker.candidates.pairs import Pairs
from matchmaker.model import Problem
from matchmaker.travel import Commutes

CELLS_PER_CHUNK = 4_000_000
"""Participants x seats judged at once: bounds the memory of the masks, not the work."""


def generate_pairs(problem: Problem, commutes: Commutes, rules: Sequence[PairRule]) -> Pairs:
    """Return the pairs that every rule lets through, in row order of participants and seats.

    Rules are asked in order, for a chunk of participants against all seats; a dropped pair counts under the first
    rule that stood in its way. Beside the result (4 bytes a pair) only masks of `CELLS_PER_CHUNK` cells are held.
    """
    n_participants, n_seats = problem.n_participants, problem.n_seats
    seats = np.arange(n_seats, dtype=np.int32)[None, :]
    step = max(1, CELLS_PER_CHUNK // max(1, n_seats))
    counts = np.zeros(n_participants + 1, np.int64)
    dropped: dict[str, int] = {}
    found: list[npt.NDArray[np.int32]] = []
    for start in range(0, n_participants, step):
        people = np.arange(start, min(start + step, n_participants), dtype=np.int32)[:, None]
        keep = np.ones((people.size, n_seats), bool)
        for rule in rules:
            _drop(keep, rule, rule.allowed(problem, commutes, people, seats), dropped)
        counts[start + 1 : start + 1 + people.size] = np.count_nonzero(keep, axis=1)
        found.append(np.broadcast_to(seats, keep.shape)[keep])
    seat = np.concatenate(found) if found else np.empty(0, np.int32)
    return Pairs(ids(problem.participants), ids(problem.seats), np.cumsum(counts), seat, dropped)


def ids(frame: pl.DataFrame) -> npt.NDArray[np.object_]:
    """Return the first column of a table, its identifiers, as (n,) objects in row order."""
    return np.array([*frame.to_series(0), None], object)[:-1]  # the None keeps numpy from reading texts as one array


def _drop(keep: npt.NDArray[np.bool_], rule: PairRule, allowed: npt.NDArray[np.bool_], dropped: dict[str, int]) -> None:
    """Take what ``rule`` forbids out of ``keep``, counting it under the rule's code."""
    before = np.count_nonzero(keep)
    keep &= allowed
    if lost := before - np.count_nonzero(keep):
        dropped[rule.code] = dropped.get(rule.code, 0) + int(lost)
