"""Solution: what a strategy or a policy answers, in columns and integers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

SolutionStatus = Literal["optimal", "feasible", "infeasible", "no_plan_found"]


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """A choice of columns of a `Formulation`, checked in exact arithmetic before it is made.

    ``pairs`` (n_chosen,) int64: the pair columns chosen, ascending. ``openings`` (n_openings,) bool. ``objective`` and
    ``bound`` are sums of integer gains, ``objective <= bound``. ``status``: ``optimal`` when both are equal,
    ``feasible`` when a plan stands below its bound, ``infeasible`` when no plan exists, ``no_plan_found`` when none was
    reached. ``stopped_by`` is ``proof``, ``gap``, ``time``, ``effort`` or ``interrupt``. ``clash`` names the rows that
    clash (infeasible) or that could not be met (no plan found). ``notes`` are sentences a reader must see.
    """

    pairs: npt.NDArray[np.int64]
    openings: npt.NDArray[np.bool_]
    objective: int
    bound: int
    status: SolutionStatus
    stopped_by: str
    strategy: str
    clash: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def without_plan(
    status: Literal["infeasible", "no_plan_found"],
    *,
    n_openings: int,
    strategy: str,
    stopped_by: str,
    bound: int = 0,
    clash: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Solution:
    """Return a solution that holds no plan: nobody placed, nothing opened."""
    nothing = np.empty(0, np.int64)
    closed = np.zeros(n_openings, np.bool_)
    return Solution(nothing, closed, 0, bound, status, stopped_by, strategy, clash, notes)
