"""plan_frame, cohorts_frame and warned_frame: a result as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from matchmaker.allocation.companions import with_companions
from matchmaker.allocation.sentences import Language
from matchmaker.model.vocabulary import GROUP_KINDS
from matchmaker.programmes import load_programme
from matchmaker.routing import warned_placements

if TYPE_CHECKING:
    from matchmaker.allocation.result import Result


def plan_frame(result: Result) -> pl.DataFrame:
    """Return one row per person placed, ordered by participant id.

    Columns: participant_id, opportunity_id, seat_id, employer_id, score (float, in [0, 1]), commute_minutes (one way, to a
    tenth; null = not known).
    """
    people = sorted(result.plan.seats)
    frame = pl.DataFrame(
        {"participant_id": people, "seat_id": [result.plan.seats[person] for person in people]},
        schema={"participant_id": pl.String, "seat_id": pl.String},
    )
    problem = result.problem
    of_person = problem.participants.select("participant_id").with_row_index("participant")
    of_seat = problem.seats.select("seat_id", "opportunity_id", "employer_id").with_row_index("seat")
    frame = frame.join(of_person, on="participant_id", how="left", maintain_order="left")
    frame = frame.join(of_seat, on="seat_id", how="left", maintain_order="left")
    participant, seat = frame["participant"].to_numpy(), frame["seat"].to_numpy()
    at = result.scores.pairs.positions(participant, seat)
    minutes = result.commutes.of(participant, seat).astype(np.float64).round(1)
    return frame.select(
        "participant_id",
        "opportunity_id",
        "seat_id",
        "employer_id",
        score=pl.Series(result.scores.total[at], dtype=pl.Float64),
        commute_minutes=pl.Series(minutes, dtype=pl.Float64).fill_nan(None),
    )


def cohorts_frame(result: Result) -> pl.DataFrame:
    """Return one row per cohort (``min_size`` > 0), ordered by id: opportunity_id, opened, size, min_size, max_size,
    companion_org_id, opening_penalty (what opening it takes off the sum of scores; null = nothing).

    ``size`` counts the people placed in it; the accompanying organisation is the one it names, or that the plan chose.
    Workshops and pre-employment are no placements and have a table of their own (`matchmaker.allocation.GroupPlan`).
    """
    problem = result.problem
    chosen = pl.DataFrame({"seat_id": sorted(result.plan.seats.values())}, schema={"seat_id": pl.String})
    home = problem.seats.select("seat_id", "opportunity_id")
    size = chosen.join(home, on="seat_id", how="left").group_by("opportunity_id").agg(size=pl.len())
    return (
        with_companions(problem, result.plan.companions)
        .opportunities.filter((pl.col("min_size") > 0) & ~pl.col("kind").is_in(GROUP_KINDS))
        .join(size, on="opportunity_id", how="left")
        .sort("opportunity_id")
        .select(
            "opportunity_id",
            opened=pl.col("opportunity_id").is_in(sorted(result.plan.opened)),
            size=pl.col("size").fill_null(0).cast(pl.Int64),
            min_size="min_size",
            max_size="max_size",
            companion_org_id="companion_org_id",
            opening_penalty="opening_penalty",
        )
    )


def warned_frame(result: Result, language: Language = "en") -> pl.DataFrame:
    """Return one row per placement and warning that the programme has against it, ordered by participant id.

    Columns as in `matchmaker.routing.warned_placements`: ``override`` says whether somebody let the pair through on record.
    Nothing here is forbidden (000:3901-3905, 3968-3978).
    """
    placed = sorted(result.plan.seats.items())
    pairs = pl.DataFrame(placed, schema={"participant_id": pl.String, "seat_id": pl.String}, orient="row")
    return warned_placements(result.problem, load_programme(result.programme).routing, pairs, language)
