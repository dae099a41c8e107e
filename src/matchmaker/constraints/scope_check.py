"""The units of a scope as plain ids, for the check half of the rules that have one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaker.constraints.constraint import PlanView
from matchmaker.constraints.scope import Scope

Row = Mapping[str, Any]


def placed_by_unit(scope: Scope, view: PlanView) -> dict[str, list[tuple[Row, Row]]]:
    """Return the (participant row, seat row) of every placement by unit of ``scope``; a unit without any has ``[]``."""
    by_unit: dict[str, list[tuple[Row, Row]]] = {unit: [] for unit in _units(scope, view)}
    for participant, seat in view.placed():
        unit = _unit(scope, seat, view)
        if unit in by_unit:
            by_unit[unit].append((participant, seat))
    return by_unit


def is_closed(scope: Scope, unit: str, view: PlanView) -> bool:
    """Whether a unit is a cohort that the plan does not open."""
    if scope.by not in ("cohort", "opportunity"):
        return False
    return (view.opportunities[unit]["min_size"] or 0) > 0 and unit not in view.plan.opened


def _unit(scope: Scope, seat: Row, view: PlanView) -> str:
    if scope.by == "plan":
        return "the plan"
    if scope.by == "employer":
        return str(seat["employer_id"])
    if scope.by == "region":
        return view.opportunities[seat["opportunity_id"]]["region"] or ""
    return str(seat["opportunity_id"])


def _units(scope: Scope, view: PlanView) -> list[str]:
    if scope.by == "plan":
        return ["the plan"]
    if scope.ids is not None:
        return list(scope.ids)
    if scope.by == "employer":
        return list(view.employers)
    if scope.by == "region":
        return list(dict.fromkeys(row["region"] for row in view.opportunities.values() if row["region"]))
    return [key for key, row in view.opportunities.items() if scope.by == "opportunity" or (row["min_size"] or 0) > 0]
