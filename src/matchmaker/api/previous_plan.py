"""previous_plan: the plan that stood, from whatever holds it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from matchmaker.allocation import Result
from matchmaker.api.load_result import read_json, read_texts, written_lines
from matchmaker.errors import UsageError, escape
from matchmaker.model import Plan


def previous_plan(previous: Result | Plan | str | Path) -> Plan:
    """Return the plan of a result, or of a folder that `report` wrote; its data may have changed since, or be gone.

    Raises:
        UsageError: there is no plan, or the folder is not whole.
    """
    if isinstance(previous, Plan):
        return previous
    if isinstance(previous, Result):
        if not previous.has_plan:
            raise UsageError(f"the result before holds no plan: it is {previous.status}")
        return previous.plan
    folder = Path(previous)
    if not (folder / "plan.csv").is_file():
        shown = escape(str(previous))
        raise UsageError(f"previous must be a folder written by `matchmaker allocate`, and '{shown}' has no plan.csv")
    status = read_json(folder / "result.json").get("status")
    if status in ("infeasible", "no_plan_found"):
        raise UsageError(f"the result before, in {escape(str(folder))}, holds no plan: it is {status}")
    lines = written_lines(folder)
    seats = dict(lines)
    if len(seats) < len(lines):
        raise UsageError(f"{escape(str(folder / 'plan.csv'))} places somebody twice; expected one line a person")
    cohorts = read_texts(folder / "cohorts.csv", ("opportunity_id", "opened", "companion_org_id"))
    opened = cohorts.filter(pl.col("opened") == "true")
    companions = dict(opened.drop_nulls().select("opportunity_id", "companion_org_id").iter_rows())
    return Plan(seats, frozenset(opened["opportunity_id"]), companions)
