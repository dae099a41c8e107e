"""lottery: random serial dictatorship."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies.policy import Effort
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import Insertion, closing_rounds
from matchmaker.scoring import ScoreTable, preference


def lottery(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
    """Return the plan in which people choose in a random order, each their best place still open.

    The order is drawn from ``effort.seed`` over the participants by id, once, and kept through every closing round.
    Preferences are the participant side's scores, else totals; ties by seat id. (Random serial dictatorship:
    Abdulkadiroğlu and Sönmez, *Random serial dictatorship and the core from random endowments*, 1998.) Floors over the
    whole plan are served first.
    """
    turn = np.random.default_rng(effort.seed).permutation(formulation.n_left)
    order = np.lexsort((-preference(scores, "participant")[formulation.order], turn[formulation.left]))

    def fill(state: Insertion) -> None:
        state.fill_floors(order)
        state.fill(order)

    solution = closing_rounds(formulation, fill, "lottery")
    return replace(solution, notes=(*solution.notes, f"the order of the lottery was drawn with seed {effort.seed}"))
