"""to_know: what a reader must know of the placements before agreeing to them."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.frames import warned_frame
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.constraints import Prerequisites
from matchmaker.routing import waiting_placements

_MOST_IDS = 5


def to_know(result: Result, language: Language = "en") -> list[str]:
    """Return a sentence per concern that occurs, with the number of people and the first of their ids.

    None of these is forbidden: a wage below the person's floor, no day or shift in common, work on the Sabbath against
    the wish, a start before the earliest date, a commute that is not known, what the programme warns against with no
    override on record, such as initial maturity in training (000:3901), and what should come before an opportunity and is
    lacking (by an override) or cannot be said, such as Hebrew before a course taught in it (000:2640).
    """
    placed = _placed(result)
    concerns = {
        "know_wage_floor": pl.col("wage") < pl.col("wage_floor"),
        "know_no_time": _nothing_common("available_days", "days") | _nothing_common("available_shifts", "shifts"),
        "know_sabbath": ~pl.col("works_sabbath") & pl.col("works_sabbath_seat"),
        "know_early": pl.col("start") < pl.col("earliest_start"),
        "know_commute": pl.col("minutes").is_nan(),
        "know_waiting": pl.col("lacks"),
        "know_unsaid": pl.col("unsaid"),
    }
    told = []
    for key, concern in concerns.items():
        ids = placed.filter(concern.fill_null(False))["participant_id"].sort().to_list()
        if ids:
            told.append(sentence(key, language, n=len(ids), ids=_first(ids)))
    unanswered = warned_frame(result, language).filter(~pl.col("override"))
    for (reason,), rows in unanswered.group_by("reason", maintain_order=True):
        ids = rows["participant_id"].sort().to_list()
        told.append(sentence("know_warned", language, n=len(ids), ids=_first(ids), reason=str(reason)))
    return told


def _first(ids: list[str]) -> str:
    return ", ".join(ids[:_MOST_IDS]) + (", …" if len(ids) > _MOST_IDS else "")


def _placed(result: Result) -> pl.DataFrame:
    """Return one row per placement with the facts of the person, the seat and its opportunity that are compared."""
    problem = result.problem
    people = problem.participants.select(
        "participant_id", "wage_floor", "available_days", "available_shifts", "works_sabbath", "earliest_start",
    ).with_row_index("person")  # fmt: skip
    seats = problem.seats.select(
        "seat_id", "opportunity_id", "wage", "days", "shifts", "start_date", works_sabbath_seat="works_sabbath"
    ).with_row_index("seat")
    opportunities = problem.opportunities.select("opportunity_id", opportunity_start="start_date")
    plan = sorted(result.plan.seats.items())
    placed = (
        pl.DataFrame(plan, schema={"participant_id": pl.String, "seat_id": pl.String}, orient="row")
        .join(people, on="participant_id", how="left", maintain_order="left")
        .join(seats, on="seat_id", how="left", maintain_order="left")
        .join(opportunities, on="opportunity_id", how="left", maintain_order="left")
    )
    minutes = result.commutes.of(placed["person"].to_numpy(), placed["seat"].to_numpy())
    first = next((each for each in result.constraints if isinstance(each, Prerequisites)), Prerequisites())
    return waiting_placements(problem, first.items, first.rules, placed).with_columns(
        pl.Series("minutes", minutes),
        start=pl.coalesce("start_date", "opportunity_start"),
    )


def _nothing_common(theirs: str, here: str) -> pl.Expr:
    both = pl.col(theirs).is_not_null() & pl.col(here).is_not_null()
    return both & (pl.col(theirs).list.set_intersection(pl.col(here)).list.len() == 0)
