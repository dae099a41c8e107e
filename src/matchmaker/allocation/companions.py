"""Companions: who accompanies the cohorts that name several candidates, where no search chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.constraints import Constraint, SharedCapacity
from matchmaker.model import Problem
from matchmaker.model.vocabulary import GROUP_KINDS


def with_companions(problem: Problem, companions: Mapping[str, str]) -> Problem:
    """Return the problem with the accompanying organisation of those opportunities written in (by id)."""
    if not companions:
        return problem
    chosen = pl.DataFrame(
        {"opportunity_id": list(companions), "chosen": list(companions.values())},
        schema={"opportunity_id": pl.String, "chosen": pl.String},
    )
    return problem.replace(
        opportunities=problem.opportunities.join(chosen, on="opportunity_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("companion_org_id", "chosen").alias("companion_org_id"))
        .drop("chosen")
    )


def roomiest_companions(
    problem: Problem, constraints: Sequence[Constraint], people: Mapping[str, int] | None = None
) -> dict[str, str]:
    """Return, for each cohort that names candidates, the one with the most hours left (by id).

    ``people`` are those in each opportunity, by id; without them every cohort counts as full. Hours of what has its
    companion are taken off first, then cohorts choose in order of the hours they take, those with most first, ties
    by id. Hours that are not known count as the most. Ties fall to the candidate named first.
    """
    rules = [rule for rule in constraints if isinstance(rule, SharedCapacity) and rule.owner == "companion_org_id"]
    each = sum((rule.use_each for rule in rules if rule.capacity == "hours" and rule.use is None), Decimal(0))
    places = dict(problem.seats.group_by("opportunity_id").agg(pl.col("count").sum()).iter_rows())
    left = {
        organisation: None if hours is None else Decimal(str(hours))
        for organisation, hours in problem.organisations.select("organisation_id", "hours").iter_rows()
    }
    named: dict[str, str] = {}
    rows = [row for row in problem.opportunities.iter_rows(named=True) if row["kind"] not in GROUP_KINDS]
    hours = {
        row["opportunity_id"]: _hours(
            row, _size(row, places) if people is None else people.get(row["opportunity_id"], 0), each
        )
        for row in rows
    }
    for row in sorted(
        rows, key=lambda row: (row["companion_org_id"] is None, -hours[row["opportunity_id"]], row["opportunity_id"])
    ):
        companion = row["companion_org_id"]
        candidates = [g for g in row["companion_candidates"] or () if g in left] if row["min_size"] else []
        if companion is None and candidates:
            most = max((left[g] is None, left[g] or Decimal(0)) for g in candidates)
            companion = next(g for g in candidates if (left[g] is None, left[g] or Decimal(0)) == most)
            named[row["opportunity_id"]] = companion
        free = left.get(companion)
        if free is not None:
            left[companion] = free - hours[row["opportunity_id"]]
    return named


def _size(row: Mapping[str, Any], places: Mapping[str, int]) -> int:
    most = places.get(row["opportunity_id"], 0)
    return most if row["max_size"] is None else min(most, row["max_size"])


def _hours(row: Mapping[str, Any], people: int, each: Decimal) -> Decimal:
    """Return the hours that an opportunity takes with so many people; as a whole only a cohort with somebody in it."""
    is_open = bool(row["min_size"]) and people > 0
    whole, own = Decimal(str(row["companion_hours"] or 0)), Decimal(str(row["companion_hours_each"] or 0))
    return whole * is_open + (own + each) * people
