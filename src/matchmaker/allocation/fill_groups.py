"""fill_groups: workshops and pre-employment filled beside a plan of placements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.group_violations import group_violations
from matchmaker.allocation.opening_charges import opening_charges
from matchmaker.allocation.result import OPTIMALITY_TOLERANCE, Status
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import solve
from matchmaker.candidates import Pairs
from matchmaker.constraints import Constraint
from matchmaker.errors import VerificationError
from matchmaker.model import Plan, Problem
from matchmaker.scoring import ScoreTable, given_scores
from matchmaker.travel import Commutes


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Group lines (participant id, seat id) with their fit, the groups that open, and what is proved."""

    lines: tuple[tuple[str, str], ...]
    fit: tuple[float, ...]
    opened: frozenset[str]
    status: Status
    objective: Decimal | None
    bound: Decimal | None
    gap: float | None
    clash: tuple[str, ...] = ()


def fill_groups(
    problem: Problem,
    fits: ScoreTable,
    constraints: Sequence[Constraint],
    commutes: Commutes,
    plan: Plan,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
) -> Filled:
    """Return who comes to which group, so that the sum of ``fits`` is as large as the rules let it be.

    ``fits`` holds the pairs that may be chosen with their fit as total; ``constraints`` bind groups and placements
    together, so that a budget or the hours of an organisation are spent once: the placements of ``plan`` stand, as
    columns fixed in. Opening penalties of groups are taken off the sum. The same solvers as for placements; the answer is
    replayed by the rules' other halves. Raises `VerificationError` where it does not survive that.
    """
    table, fixed = _beside(fits, plan)
    formulation = _formulation(problem, table, constraints, fixed, plan.opened)
    solution = solve(formulation, gap=gap, time_limit=time_limit, seed=seed)
    if solution.status in ("infeasible", "no_plan_found"):
        status: Status = "infeasible" if solution.status == "infeasible" else "no_plan_found"
        return Filled((), (), frozenset(), status, None, None, None, solution.clash)
    at = formulation.order[solution.pairs]
    at = np.sort(at[~fixed[at]])
    pairs = table.pairs
    lines = tuple(
        zip(pairs.participant_ids[pairs.participant[at]].tolist(), pairs.seat_ids[pairs.seat[at]].tolist(), strict=True)
    )
    n_named = formulation.n_openings - formulation.n_further
    named = zip(formulation.opening_names[:n_named], solution.openings[:n_named], strict=True)
    opened = frozenset(name for name, is_open in named if is_open) - plan.opened
    found = group_violations(problem, replace(plan, opened=plan.opened | opened), constraints, commutes, lines)
    if found:
        raise VerificationError(f"{each.code}: {each.message}" for each in found)
    fit = table.total[at].tolist()
    worth = sum((Decimal(repr(each)) for each in fit), Decimal(0)) - opening_charges(problem, opened)
    return _filled(formulation, solution, Filled(lines, tuple(fit), opened, "feasible", worth, None, None), gap)


def _filled(formulation: Formulation, solution: Solution, filled: Filled, gap: float) -> Filled:
    """Return what was filled with its bound, its gap and its status."""
    objective = filled.objective or Decimal(0)
    slack = Decimal(formulation.n_left + formulation.n_openings) / 2 if formulation.rounded else Decimal(0)
    bound = max(objective, (solution.bound + slack) / formulation.scale)
    relative = float((bound - objective) / max(Decimal("1e-9"), abs(bound)))
    status: Status = "feasible"
    if relative <= max(gap, OPTIMALITY_TOLERANCE):
        status = "optimal" if relative <= OPTIMALITY_TOLERANCE else "within_gap"
    return replace(filled, status=status, bound=bound, gap=relative)


def _beside(fits: ScoreTable, plan: Plan) -> tuple[ScoreTable, npt.NDArray[np.bool_]]:
    """Return the pairs of ``fits`` and of the plan together, the plan's worth nothing, and which those are (n_pairs,)."""
    pairs = fits.pairs
    people = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seats = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    held = sorted((people[person], seats[seat]) for person, seat in plan.seats.items())
    person = np.concatenate([pairs.participant, np.array([p for p, _ in held], np.int32)])
    seat = np.concatenate([pairs.seat, np.array([s for _, s in held], np.int32)])
    total = np.concatenate([fits.total, np.zeros(len(held))])
    order = np.lexsort((seat, person))
    counts = np.bincount(person, minlength=pairs.n_participants)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    merged = Pairs(pairs.participant_ids, pairs.seat_ids, indptr, seat[order].astype(np.int32))
    return given_scores(merged, total[order]), order >= pairs.n_pairs


def _formulation(
    problem: Problem,
    table: ScoreTable,
    constraints: Sequence[Constraint],
    fixed: npt.NDArray[np.bool_],
    opened: Collection[str],
) -> Formulation:
    """Return the formulation in which a placement is fixed, and a person may have several groups.

    How many is a rule's matter (`matchmaker.constraints.GroupsEach`), so each column is a party of its own. The
    penalties of the placements' cohorts are counted with those and not again.
    """
    made = formulate(problem, table, constraints)
    lower = made.lower.copy()
    lower[: made.n_pairs][fixed[made.order]] = 1
    gains = made.gains.copy()
    gains[made.n_pairs :][np.isin(np.array(made.opening_names, np.str_), sorted(opened))] = 0
    return replace(made, gains=gains, left=np.arange(made.n_pairs, dtype=np.int32), n_left=made.n_pairs, lower=lower)
