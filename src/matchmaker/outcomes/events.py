"""events: the days on which each indicator with a target grew by one."""

from __future__ import annotations

import polars as pl

from matchmaker.model import Problem
from matchmaker.outcomes.people import MILESTONES

_PROGRAMMES = ("triangle_training", "technology_class", "on_the_job_training")


def events(problem: Problem, people: pl.DataFrame, spells: pl.DataFrame) -> pl.DataFrame:
    """Return ``indicator``, ``unit`` (who or what) and ``day`` (null = not known), one row each time it counts.

    - quality, employed, scope_increased: the day on which the person reached it.
    - training_participants: the first day told of a course, of work that came from one, or of training at work (000:3493-3495).
    - active_participants: the day of joining of those who joined and used one more tool (000:3497-3501).
    - training_programmes: the first day of each training (000:3485-3491).
    - employers: each day on which an employer took somebody in through the programme (000:3481-3483).
    - accompanying_bodies: the organisations that accompany; no day is known of them.

    Days of training for mentors are in no table: they cannot be said.
    """
    course = pl.col("activity").eq_missing("training") | pl.col("kind").is_in(_PROGRAMMES).fill_null(False)
    trainings = problem.opportunities.filter(pl.col("kind").is_in(_PROGRAMMES))
    bodies = problem.organisations.filter(pl.col("kind").ne_missing("training_body"))
    through = pl.col("counts") & pl.col("begun") & (pl.col("source") == "programme")
    learners = spells.filter(course).group_by("participant_id").agg(pl.col("start_date").min())
    found = [
        *(_rows(people.filter(pl.col(name)), name, "participant_id", f"{name}_on") for name in MILESTONES),
        _rows(learners, "training_participants", "participant_id", "start_date"),
        _rows(people.filter("active"), "active_participants", "participant_id", "joined_on"),
        _rows(trainings, "training_programmes", "opportunity_id", "start_date"),
        _rows(spells.filter(through, pl.col("employer_id").is_not_null()), "employers", "employer_id", "start_date"),
        _rows(bodies.with_columns(pl.lit(None, pl.Date).alias("day")), "accompanying_bodies", "organisation_id", "day"),
    ]
    return pl.concat(found).sort("indicator", "day", "unit")


def undecided(problem: Problem, people: pl.DataFrame, spells: pl.DataFrame) -> dict[str, int]:
    """Return how many people (for employers: placements) cannot be said to count, by indicator that tables can tell of."""
    unsaid = {"training_programmes": 0, "active_participants": people["active"].null_count()}
    if not problem.organisations.is_empty():
        unsaid["accompanying_bodies"] = 0
    if not problem.history.is_empty():
        unsaid |= {name: people[name].null_count() for name in MILESTONES}
        unsaid["training_participants"] = 0
        unsaid["employers"] = spells.filter(pl.col("counts"), pl.col("source").is_null()).height
    return unsaid


def _rows(frame: pl.DataFrame, indicator: str, unit: str, day: str) -> pl.DataFrame:
    return frame.select(pl.lit(indicator).alias("indicator"), pl.col(unit).alias("unit"), pl.col(day).alias("day"))
