"""diagnosis_frames: a diagnosis as tables."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from matchmaker.allocation.frames import plan_frame
from matchmaker.decisions.diagnosis.diagnosis import Diagnosis
from matchmaker.decisions.float_of import float_of

_CONFLICT = {"rule": pl.String, "asks": pl.String, "why": pl.String, "needed": pl.String}
_OPTIONS = {
    "option": pl.Int64, "cost": pl.Float64, "bound": pl.Float64, "proof": pl.String, "placed": pl.Int64,
    "n_participants": pl.Int64, "objective": pl.Float64, "plan_bound": pl.Float64, "plan_gap": pl.Float64,
    "plan_status": pl.String,
}  # fmt: skip
_CHANGES = {
    "option": pl.Int64, "kind": pl.String, "where": pl.String, "before": pl.String, "after": pl.String,
    "by": pl.Int64, "unit": pl.String, "cost": pl.Float64,
}  # fmt: skip
_COSTS = {"kind": pl.String, "meaning": pl.String, "cost": pl.Float64, "basis": pl.String}


def diagnosis_frames(diagnosis: Diagnosis) -> Mapping[str, pl.DataFrame]:
    """Return the tables of a diagnosis (`Diagnosis.to_frames`)."""
    numbered = list(enumerate(diagnosis.options, 1))
    conflict = [(each.rule, each.asks, each.why, each.needed) for each in diagnosis.conflict]
    options = [
        (
            number, float(each.cost), float(each.bound), each.proof, each.result.plan.n_placed,
            each.result.problem.n_participants, float_of(each.result.objective), float_of(each.result.bound),
            each.result.gap, each.result.status,
        )
        for number, each in numbered
    ]  # fmt: skip
    changes = [
        (
            number, given.change.kind, given.change.where, _text(given.change.before), _text(given.after), given.by,
            given.change.unit, float(given.cost),
        )
        for number, each in numbered
        for given in each.changes
    ]  # fmt: skip
    plans = [plan_frame(each.result).select(pl.lit(number).alias("option"), pl.all()) for number, each in numbered]
    empty = pl.DataFrame(schema={"option": pl.Int32, "participant_id": pl.String, "seat_id": pl.String})
    return {
        "conflict": pl.DataFrame(conflict, schema=_CONFLICT, orient="row"),
        "options": pl.DataFrame(options, schema=_OPTIONS, orient="row"),
        "changes": pl.DataFrame(changes, schema=_CHANGES, orient="row"),
        "plans": pl.concat(plans) if plans else empty,
        "costs": pl.DataFrame(diagnosis.costs.rows(), schema=_COSTS, orient="row"),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
