"""greedy: the best pair first."""

from __future__ import annotations

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies.policy import Effort
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import closing_rounds, fill_by_gain
from matchmaker.scoring import ScoreTable


def greedy(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
    """Return the plan that takes pairs by total score, best first, ties by participant id and seat id.

    Floors over the whole plan are served first; cohorts that stay too small are closed (`closing_rounds`).
    """
    return closing_rounds(formulation, fill_by_gain, "greedy")
