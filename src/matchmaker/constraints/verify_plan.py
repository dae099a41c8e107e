"""verify_plan: replay a plan against every rule, without a line of the solver's half."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.plan_view import plan_view
from matchmaker.model import Plan, Problem
from matchmaker.travel import Commutes


def verify_plan(
    problem: Problem,
    plan: Plan,
    constraints: Iterable[Constraint],
    commutes: Commutes,
    given: Mapping[tuple[str, str], Decimal] | None = None,
    *,
    assignments: Iterable[tuple[str, str]] | None = None,
) -> list[Violation]:
    """Return everything that is wrong with a plan; an empty list means that it holds.

    Plain Python over ids and exact numbers. ``given`` are the exact scores of candidate pairs by (participant id,
    seat id): a pair that is not in it is no candidate, and rules that count scores need it. ``assignments`` are the
    (participant id, seat id) lines of a written plan, if not those of ``plan``. Order: unknown ids, then one violation
    list per rule in the order of ``constraints``.
    """
    lines = tuple(plan.seats.items() if assignments is None else assignments)
    view = plan_view(problem, plan, commutes, lines, given)
    found = _unknown(view, lines)
    if given is not None:
        found += [
            Violation("not_a_candidate", f"participant '{p}' and seat '{s}' have no score")
            for p, s in view.assignments
            if (p, s) not in given
        ]
    for constraint in constraints:
        found += constraint.check(view)
    return found


def _unknown(view: PlanView, lines: Iterable[tuple[str, str]]) -> list[Violation]:
    found = []
    for participant_id, seat_id in sorted(lines):
        if participant_id not in view.participants:
            found.append(Violation("unknown_id", f"participant '{participant_id}' of the plan does not exist"))
        if seat_id not in view.seats:
            found.append(Violation("unknown_id", f"seat '{seat_id}' of the plan does not exist"))
    for opportunity_id in sorted(view.plan.opened):
        opportunity = view.opportunities.get(opportunity_id)
        if opportunity is None:
            found.append(Violation("unknown_id", f"opportunity '{opportunity_id}' of the plan does not exist"))
        elif not opportunity["min_size"]:
            found.append(Violation("unknown_id", f"opportunity '{opportunity_id}' is no cohort and cannot be opened"))
    return found
