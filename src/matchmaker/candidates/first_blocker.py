"""Which rule stood first between one participant and each seat."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.pair_rule import PairRule
from matchmaker.model import Problem
from matchmaker.travel import Commutes


def first_blocker(
    problem: Problem, commutes: Commutes, rules: Sequence[PairRule], participant: int
) -> npt.NDArray[np.object_]:
    """Return, per seat row, the code of the first rule that drops the pair, or ``None`` where all let it through.

    ``participant`` is a row of the participants table. Shape (S,), of texts and ``None``. Agrees with the counts of
    `generate_pairs` under the same rules.
    """
    people = np.array([[participant]], np.int32)
    seats = np.arange(problem.n_seats, dtype=np.int32)[None, :]
    blocker = np.full(problem.n_seats, None, object)
    undecided = np.ones(problem.n_seats, bool)
    for rule in rules:
        allowed = np.broadcast_to(rule.allowed(problem, commutes, people, seats), (1, problem.n_seats))[0]
        blocker[undecided & ~allowed] = rule.code
        undecided &= allowed
    return blocker
