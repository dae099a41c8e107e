"""localities: jobs, their variety and wage, jobseekers, unemployment and employers of each locality."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.model import Problem
from matchmaker.outcomes.quarters import quarter_of
from matchmaker.programmes.outcomes import OutcomeRules
from matchmaker.text.identity import identity_keys
from matchmaker.travel.places import PLACE, home_places, locate_names, seat_places

_NO_JOB = ("workshop", "pre_employment")


def localities(problem: Problem, people: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per locality that the data name, for the quarter of ``as_of`` (003:674, 846); the profile says which columns.

    ``jobs`` counts the places of opportunities that had not ended, by site; ``variety`` their distinct occupations
    (``occupation_known``: places whose occupation is told); ``average_wage`` is theirs, by places (``wage_n``: places
    whose wage is told). ``employers`` have their main site or a seat there. ``jobseekers`` are the residents in the
    participants table who are not at work. ``unemployment_rate`` is jobseekers over the ``labour_force`` of the
    localities table, and null (cannot say) where that is not given. The row without a locality holds what no place is told of.
    """
    homes, (sites, _), bases = home_places(problem), seat_places(problem), problem.employers.select(PLACE)
    names = locate_names(problem, [homes, sites, bases], None).select("name", "key")
    parts = [
        _jobs(problem, _keys(sites, names), as_of),
        _employers(problem, _keys(sites, names), _keys(bases, names)),
        _jobseekers(problem, _keys(homes, names), people),
    ]
    frame = pl.concat([part.select("key") for part in parts]).unique().sort("key", nulls_last=True)
    for part in parts:
        frame = frame.join(part, on="key", how="left", nulls_equal=True, maintain_order="left")
    counts = ("jobs", "occupation_known", "variety", "wage_n", "employers", "jobseekers")
    forces = problem.localities.select(pl.format("id:{}", "locality_id").alias("key"), "labour_force")
    labels = names.group_by("key").agg(pl.col("name").min().alias("locality"))
    frame = (
        frame.join(labels, on="key", how="left", maintain_order="left")
        .join(forces, on="key", how="left", maintain_order="left")
        .with_columns(pl.col(counts).fill_null(0), quarter_of(pl.lit(as_of)).alias("quarter"))
        .with_columns((pl.col("jobseekers") / pl.when(pl.col("labour_force") > 0).then("labour_force")).alias("rate"))
        .rename({"rate": "unemployment_rate"})
    )
    wanted = set(rules.locality_indicators.value)
    behind = {
        "jobs": ("jobs",), "variety": ("variety", "occupation_known"), "average_wage": ("average_wage", "wage_n"),
        "employers": ("employers",), "jobseekers": ("jobseekers",),
        "unemployment_rate": ("labour_force", "unemployment_rate"),
    }  # fmt: skip
    shown = [column for name, columns in behind.items() if name in wanted for column in columns]
    number = pl.col("key").str.strip_prefix("id:")
    code = pl.when(pl.col("key").str.starts_with("id:")).then(number).alias("locality_id")
    return frame.select("quarter", code, "locality", *shown)


def _keys(places: pl.DataFrame, names: pl.DataFrame) -> pl.Series:
    return places.join(names, left_on="locality", right_on="name", how="left", maintain_order="left")["key"]


def _jobs(problem: Problem, keys: pl.Series, as_of: date) -> pl.DataFrame:
    opportunities = problem.opportunities.select("opportunity_id", "kind", "end_date")
    seats = problem.seats.select("opportunity_id", "count", "occupation", "wage").with_columns(keys.alias("key"))
    occupation = pl.Series("occupation", identity_keys(seats["occupation"]))
    known = pl.col("wage").is_not_null()
    places = pl.col("count")
    return (
        seats.with_columns(occupation)
        .join(opportunities, on="opportunity_id", how="left", maintain_order="left")
        .filter(~pl.col("kind").is_in(_NO_JOB), pl.col("end_date").is_null() | (pl.col("end_date") >= as_of))
        .group_by("key")
        .agg(
            places.sum().alias("jobs"),
            pl.col("occupation").drop_nulls().n_unique().cast(pl.Int64).alias("variety"),
            places.filter(pl.col("occupation").is_not_null()).sum().alias("occupation_known"),
            places.filter(known).sum().alias("wage_n"),
            (pl.col("wage").cast(pl.Float64) * places).sum().alias("wages"),
        )
        .with_columns((pl.col("wages") / pl.when(pl.col("wage_n") > 0).then("wage_n")).round(2).alias("average_wage"))
        .drop("wages")
    )


def _employers(problem: Problem, sites: pl.Series, bases: pl.Series) -> pl.DataFrame:
    there = pl.concat(
        [
            problem.seats.select("employer_id").with_columns(sites.alias("key")),
            problem.employers.select("employer_id").with_columns(bases.alias("key")),
        ]
    )
    placed = there.filter(pl.col("key").is_not_null())
    nowhere = there.join(placed, on="employer_id", how="anti")
    return (
        pl.concat([placed, nowhere])
        .group_by("key")
        .agg(pl.col("employer_id").n_unique().cast(pl.Int64).alias("employers"))
    )


def _jobseekers(problem: Problem, homes: pl.Series, people: pl.DataFrame) -> pl.DataFrame:
    working = people.filter(pl.col("working").fill_null(False)).select("participant_id")
    seeking = problem.participants.select("participant_id", "state").with_columns(homes.alias("key"))
    gone = pl.col("state").is_in(["placed", "left"]).fill_null(False)
    seeking = seeking.filter(~gone).join(working, on="participant_id", how="anti")
    return seeking.group_by("key").agg(pl.len().cast(pl.Int64).alias("jobseekers"))
