"""cheapest: the cheapest set of changes that makes a plan possible, proved or with the bound that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from threading import Event
from typing import Literal

import numpy as np
import numpy.typing as npt

from matchmaker.allocation import Formulation
from matchmaker.allocation.solvers import solve_mip
from matchmaker.decisions.diagnosis.way import Way
from matchmaker.decisions.diagnosis.with_slack import cost_of, with_slack


@dataclass(frozen=True, slots=True, eq=False)
class Cheapest:
    """``amounts``: units per way (by number) of the best answer found; ``None`` without one.

    ``cost`` is theirs and ``bound`` what no answer costs less than. ``status``: ``proved`` where both are equal, or where no
    answer exists at all; ``not proved`` where the search was stopped before. ``positions`` are the caller's pairs of a
    plan that the changes allow (of pairs in no row there may be more).
    """

    status: Literal["proved", "not proved"]
    amounts: dict[int, int] | None = None
    cost: Decimal | None = None
    bound: Decimal | None = None
    positions: npt.NDArray[np.int64] | None = None


def cheapest(
    formulation: Formulation,
    ways: Sequence[Way],
    forbidden: Sequence[Collection[int]] = (),
    *,
    single: bool = False,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: Event | None = None,
) -> Cheapest:
    """Return the cheapest amounts by which ``ways`` have to give, so that there is a plan.

    ``forbidden`` are sets of ways of which at least one stays as it is; with ``single`` only one way gives. Solved as an
    integer program to a gap of 0 within ``time_limit`` seconds.
    """
    slack = with_slack(formulation, ways, forbidden, single=single)
    answer = solve_mip(slack.formulation, gap=0.0, time_limit=time_limit, seed=seed, interrupt=interrupt, any_tie=True)
    if answer.status == "infeasible":
        return Cheapest("proved")
    bound = Decimal(-answer.bound) / slack.unit
    if answer.status == "no_plan_found":
        return Cheapest("not proved", bound=bound)
    amounts = slack.amounts(answer)
    cost = cost_of(ways, amounts)
    return Cheapest(
        "proved" if cost == bound else "not proved",
        amounts,
        cost,
        bound,
        slack.formulation.order[answer.pairs],
    )
