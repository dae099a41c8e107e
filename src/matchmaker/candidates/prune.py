"""Pruning pairs that were given: the same rules, asked pair by pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.pair_rule import PairRule
from matchmaker.candidates.pairs import Pairs
from matchmaker.model import Problem
from matchmaker.travel import Commutes


def prune(
    problem: Problem, commutes: Commutes, rules: Sequence[PairRule], pairs: Pairs
) -> tuple[Pairs, npt.NDArray[np.bool_]]:
    """Return the pairs that every rule lets through, and which of the given ones those are, (n_pairs,) bool."""
    participant = pairs.participant
    keep = np.ones(pairs.n_pairs, bool)
    dropped: dict[str, int] = {}
    for rule in rules:
        allowed = rule.allowed(problem, commutes, participant, pairs.seat)
        if lost := int(np.count_nonzero(keep & ~allowed)):
            dropped[rule.code] = dropped.get(rule.code, 0) + lost
            keep &= allowed
    if not dropped:
        return pairs, keep
    counts = np.bincount(participant[keep], minlength=pairs.n_participants)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Pairs(pairs.participant_ids, pairs.seat_ids, indptr, pairs.seat[keep], dropped), keep
