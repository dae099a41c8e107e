"""to_know: what a reader must know of the placements before agreeing to them."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.text.normalise import normalise

_MOST_IDS = 5
_COURSES = ("triangle_training", "technology_class", "workshop", "pre_employment")
_TRAINING_OR_EXPERIENTIAL = ("triangle_training", "technology_class", "on_the_job_training", "practicum")
"""Training, and work for experience (DOMAIN section 2); a plain job counts where it is not quality employment."""

_HEBREW = ("hebrew", "he", normalise("עברית"))


def to_know(result: Result, language: Language = "en") -> list[str]:
    """Return a sentence per concern that occurs, with the number of people and the first of their ids.

    None of these is forbidden: a wage below the person's floor, no day or shift in common, work on the Sabbath against
    the wish, a start before the earliest date, a commute that is not known, initial maturity in training or experiential
    work with no override on record (000:3901), Hebrew below conversational in a course taught in Hebrew (000:2640).
    """
    placed = _placed(result)
    concerns = {
        "know_wage_floor": pl.col("wage") < pl.col("wage_floor"),
        "know_no_time": _nothing_common("available_days", "days") | _nothing_common("available_shifts", "shifts"),
        "know_sabbath": ~pl.col("works_sabbath") & pl.col("works_sabbath_seat"),
        "know_early": pl.col("start") < pl.col("earliest_start"),
        "know_commute": pl.col("minutes").is_nan(),
        "know_initial": (pl.col("maturity") == "initial") & _is_training_or_experiential() & ~pl.col("overridden"),
        "know_hebrew": pl.col("taught_in_hebrew")
        & pl.col("kind").is_in(_COURSES)
        & pl.col("hebrew_level").is_in(["none", "basic"]),
    }
    told = []
    for key, concern in concerns.items():
        ids = placed.filter(concern.fill_null(False))["participant_id"].sort().to_list()
        if ids:
            more = ", …" if len(ids) > _MOST_IDS else ""
            told.append(sentence(key, language, n=len(ids), ids=", ".join(ids[:_MOST_IDS]) + more))
    return told


def _placed(result: Result) -> pl.DataFrame:
    """Return one row per placement with the facts of the person, the seat and its opportunity that are compared."""
    problem = result.problem
    people = problem.participants.select(
        "participant_id", "wage_floor", "available_days", "available_shifts", "works_sabbath", "earliest_start",
        "maturity", "hebrew_level",
    ).with_row_index("person")  # fmt: skip
    seats = problem.seats.select(
        "seat_id", "opportunity_id", "wage", "days", "shifts", "start_date", works_sabbath_seat="works_sabbath"
    ).with_row_index("seat")
    languages = problem.opportunities["language"]
    opportunities = problem.opportunities.select(
        "opportunity_id", "kind", "quality_employment", opportunity_start="start_date"
    ).with_columns(
        pl.Series(
            "taught_in_hebrew", [None if each is None else normalise(each) in _HEBREW for each in languages], pl.Boolean
        )
    )
    overridden = problem.decisions.filter(pl.col("decision") == "override").select(
        "participant_id", "seat_id", overridden=pl.lit(True)
    )
    plan = sorted(result.plan.seats.items())
    placed = (
        pl.DataFrame(plan, schema={"participant_id": pl.String, "seat_id": pl.String}, orient="row")
        .join(people, on="participant_id", how="left", maintain_order="left")
        .join(seats, on="seat_id", how="left", maintain_order="left")
        .join(opportunities, on="opportunity_id", how="left", maintain_order="left")
        .join(overridden.unique(), on=["participant_id", "seat_id"], how="left", maintain_order="left")
    )
    minutes = result.commutes.of(placed["person"].to_numpy(), placed["seat"].to_numpy())
    return placed.with_columns(
        pl.col("overridden").fill_null(False),
        pl.Series("minutes", minutes),
        start=pl.coalesce("start_date", "opportunity_start"),
    )


def _nothing_common(theirs: str, here: str) -> pl.Expr:
    both = pl.col(theirs).is_not_null() & pl.col(here).is_not_null()
    return both & (pl.col(theirs).list.set_intersection(pl.col(here)).list.len() == 0)


def _is_training_or_experiential() -> pl.Expr:
    plain_job = (pl.col("kind") == "job") & (pl.col("quality_employment") == False)  # noqa: E712 - null is not false
    return pl.col("kind").is_in(_TRAINING_OR_EXPERIENTIAL) | plain_job.fill_null(False)
