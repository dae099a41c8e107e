"""Tables about groups that need no solver: sizes, whom a response is recommended to, meetings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from matchmaker.criteria import Criterion, day_numbers, judge
from matchmaker.model import Problem
from matchmaker.programmes.responses import Response
from matchmaker.programmes.training import Groups, Meetings


def sized_groups(problem: Problem, groups: Groups) -> Problem:
    """Return the problem with the programme's sizes for workshops that state none; one that is stated bounds the other."""
    workshop = pl.col("kind") == "workshop"
    smallest = pl.min_horizontal(pl.lit(groups.smallest.value, pl.Int64), "max_size")
    largest = pl.max_horizontal(pl.lit(groups.largest.value, pl.Int64), "min_size")
    return problem.replace(
        opportunities=problem.opportunities.with_columns(
            min_size=pl.when(workshop).then(pl.coalesce("min_size", smallest)).otherwise("min_size"),
            max_size=pl.when(workshop).then(pl.coalesce("max_size", largest)).otherwise("max_size"),
        )
    )


def recommended_frame(problem: Problem, responses: Sequence[Response]) -> pl.DataFrame:
    """Return participant_id, response, answer ("yes" or "cannot say"), ask (columns to ask for, ``;`` between).

    Responses that are offered, in the catalogue's order, and only those that are not known to be for others. Time passed
    is counted to today by no clock: criteria on it cannot be said here.
    """
    people, tables = problem.participants, []
    nowhen = day_numbers(pl.Series([None], dtype=pl.Date))
    for place, response in enumerate(each for each in responses if each.is_offered):
        yes, no = np.ones(people.height, bool), np.zeros(people.height, bool)
        asks = pl.Series([""] * people.height, dtype=pl.String)
        for criterion in response.audience:
            holds, fails = judge(criterion, people, nowhen)
            asks = _asked(asks, criterion, ~(holds | fails)[:, 0])
            yes, no = yes & holds[:, 0], no | fails[:, 0]
        frame = people.select("participant_id").with_columns(
            response=pl.lit(response.code),
            answer=pl.when(pl.Series(yes)).then(pl.lit("yes")).otherwise(pl.lit("cannot say")),
            ask=asks,
            place=pl.lit(place),
        )
        tables.append(frame.filter(pl.Series(~no)))
    schema = {
        "participant_id": pl.String,
        "response": pl.String,
        "answer": pl.String,
        "ask": pl.String,
        "place": pl.Int32,
    }
    every = pl.concat([pl.DataFrame(schema=schema), *tables])
    return every.sort("participant_id", "place").drop("place")


def _asked(asks: pl.Series, criterion: Criterion, unknown: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pl.Series:
    names = ";".join(sorted(_columns(criterion)))
    more = pl.when(pl.col("ask") == "").then(pl.lit(names)).otherwise(pl.col("ask") + ";" + names)
    return asks.to_frame("ask").select(pl.when(pl.Series(unknown)).then(more).otherwise("ask").alias("ask"))["ask"]


def _columns(criterion: Criterion) -> set[str]:
    if hasattr(criterion, "column"):
        return {str(criterion.column)}
    return {name for member in criterion.members for name in _columns(member)}


def meetings_frame(problem: Problem, meetings: Meetings | None) -> pl.DataFrame:
    """Return participant_id, meetings_held, left (to the most), state: ``too few``, ``within``, ``full``, ``over`` or
    ``cannot say``, by participant id; no rows where the programme has no budget of meetings.

    Individual meetings only (002:276): sessions of groups are not among them.
    """
    held = problem.participants.select("participant_id", "meetings_held").sort("participant_id")
    if meetings is None:
        return held.clear().with_columns(left=pl.lit(None, pl.Int64), state=pl.lit(None, pl.String))
    n, least, most = pl.col("meetings_held"), meetings.least.value, meetings.most.value
    return held.with_columns(
        left=(most - n).clip(lower_bound=0),
        state=pl.when(n.is_null())
        .then(pl.lit("cannot say"))
        .when(n < least)
        .then(pl.lit("too few"))
        .when(n < most)
        .then(pl.lit("within"))
        .when(n == most)
        .then(pl.lit("full"))
        .otherwise(pl.lit("over")),
    )
