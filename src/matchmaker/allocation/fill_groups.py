"""fill_groups: workshops and pre-employment filled beside a plan of placements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.result import OPTIMALITY_TOLERANCE, Status
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import solve
from matchmaker.candidates import Pairs
from matchmaker.constraints import Constraint, pair_rules, plan_rules, verify_plan
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
    columns fixed in. The same solvers as for placements; the answer is replayed by the rules' other halves. Raises
    `VerificationError` where it does not survive that.
    """
    table, fixed = _beside(fits, plan)
    formulation = _formulation(problem, table, constraints, fixed)
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
    _verify(problem, replace(plan, opened=plan.opened | opened), constraints, commutes, lines)
    fit = table.total[at].tolist()
    return _filled(formulation, solution, lines, fit, opened=opened, gap=gap)


def _filled(
    formulation: Formulation,
    solution: Solution,
    lines: tuple[tuple[str, str], ...],
    fit: list[float],
    *,
    opened: frozenset[str],
    gap: float,
) -> Filled:
    objective = sum((Decimal(repr(each)) for each in fit), Decimal(0))
    slack = Decimal(formulation.n_left) / 2 if formulation.rounded else Decimal(0)
    bound = max(objective, (solution.bound + slack) / formulation.scale)
    relative = float((bound - objective) / max(Decimal("1e-9"), bound))
    status: Status = "feasible"
    if relative <= max(gap, OPTIMALITY_TOLERANCE):
        status = "optimal" if relative <= OPTIMALITY_TOLERANCE else "within_gap"
    return Filled(lines, tuple(fit), opened, status, objective, bound, relative)


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
    problem: Problem, table: ScoreTable, constraints: Sequence[Constraint], fixed: npt.NDArray[np.bool_]
) -> Formulation:
    """Return the formulation in which a placement is fixed, and a person may have several groups.

    How many is a rule's matter (`matchmaker.constraints.GroupsEach`), so each column is a party of its own.
    """
    made = formulate(problem, table, constraints)
    lower = made.lower.copy()
    lower[: made.n_pairs][fixed[made.order]] = 1
    return replace(made, left=np.arange(made.n_pairs, dtype=np.int32), n_left=made.n_pairs, lower=lower)


def _verify(
    problem: Problem,
    plan: Plan,
    constraints: Sequence[Constraint],
    commutes: Commutes,
    lines: tuple[tuple[str, str], ...],
) -> None:
    of_pairs = [rule for rule in constraints if pair_rules([rule])]
    of_plans = [rule for rule in constraints if plan_rules([rule])]
    violations = verify_plan(problem, plan, of_pairs, commutes, assignments=lines)
    violations += verify_plan(problem, plan, of_plans, commutes, assignments=(*lines, *plan.seats.items()))
    if violations:
        raise VerificationError(f"{violation.code}: {violation.message}" for violation in violations)
