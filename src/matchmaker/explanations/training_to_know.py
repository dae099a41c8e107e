"""training_to_know: what a reader must know of the trainings of a plan."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.explanations.opening_conditions import conditions_to_know

_MOST_IDS = 5


def training_to_know(result: Result, language: Language = "en") -> list[str]:
    """Return sentences on opening conditions that fail or cannot be said (000:2669-2675), on places of employers who join
    after the course begins (000:2788), and on people in on-the-job training whom nobody pinned: the employer has still
    to accept them (000:4598).
    """
    problem = result.problem
    starts = problem.opportunities.select("opportunity_id", "kind", begins="start_date")
    seats = problem.seats.select("seat_id", "opportunity_id", "count", "joins_on").join(starts, on="opportunity_id")
    late = seats.filter(pl.col("joins_on") > pl.col("begins")).sort("seat_id")
    plan = pl.DataFrame(
        sorted(result.plan.seats.items()), schema={"participant_id": pl.String, "seat_id": pl.String}, orient="row"
    )
    pinned = problem.decisions.filter(pl.col("decision") == "pin")
    open_ = (
        plan.join(seats.filter(pl.col("kind") == "on_the_job_training"), on="seat_id")
        .join(pinned, on=["participant_id", "seat_id"], how="anti")["participant_id"]
        .sort()
    )
    told = conditions_to_know(result, language)
    if late.height:
        n = int(late["count"].sum())
        told.append(sentence("know_late_seats", language, n=n, ids=_first(late["seat_id"].to_list())))
    if open_.len():
        told.append(sentence("know_acceptance", language, n=open_.len(), ids=_first(open_.to_list())))
    return told


def _first(ids: list[str]) -> str:
    return ", ".join(ids[:_MOST_IDS]) + (", …" if len(ids) > _MOST_IDS else "")
