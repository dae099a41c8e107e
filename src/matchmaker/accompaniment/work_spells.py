"""work_spells: from when on a placed participant works, as planned or as it came about."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from matchmaker.model import Plan, Problem

_WITH_COURSE = ("triangle_training", "technology_class")


def work_spells(problem: Problem, plan: Plan) -> pl.DataFrame:
    """Return a row for each placement, ordered by participant: who, where, ``start``, ``end`` and ``left``.

    ``start`` is the first working day: that of ``history`` for the same participant and seat; else the seat's; else, for
    what has no course before it, the opportunity's; else what ``start_phase`` says (000:4435-4476): before the course its
    first day, at the end the day after its last. Null where none of these is known. ``end`` is the opportunity's last day
    (or its weeks counted from the start), null where it has none; ``left`` the last day in ``history``, null if it goes on.
    The accompanying organisation is the opportunity's, else the one that the plan chose.
    """
    placed = pl.DataFrame(
        {"participant_id": list(plan.seats), "seat_id": list(plan.seats.values())},
        schema={"participant_id": pl.String, "seat_id": pl.String},
    )
    seats = problem.seats.select("seat_id", "opportunity_id", "employer_id", "start_phase", seat_start="start_date")
    opportunities = problem.opportunities.select(
        "opportunity_id", "kind", "companion_org_id", "weeks", first="start_date", last="end_date"
    )
    chosen = pl.DataFrame(
        {"opportunity_id": list(plan.companions), "chosen": list(plan.companions.values())},
        schema={"opportunity_id": pl.String, "chosen": pl.String},
    )
    employers = problem.employers.select("employer_id", employer_name="name")
    shares_name = pl.col("consents").list.contains("name").fill_null(value=False)
    people = problem.participants.select(
        "participant_id", "case_manager", participant_name=pl.when(shares_name).then("name")
    )
    # the same spell may stand in the history twice, as it was reported again
    actual = (
        problem.history.filter(pl.col("seat_id").is_not_null())
        .sort("reported_on", "start_date", nulls_last=False)
        .group_by("participant_id", "seat_id", maintain_order=True)
        .agg(actual_start=pl.col("start_date").drop_nulls().last(), left=pl.col("end_date").last())
    )
    days = (pl.col("weeks") * 7).round().cast(pl.Int64)
    course_end = pl.coalesce("last", pl.col("first") + pl.duration(days=days - 1))
    by_phase = (
        pl.when(pl.col("start_phase") == "before").then("first")
        .when(pl.col("start_phase") == "end").then(course_end + timedelta(days=1))
    )  # fmt: skip
    by_kind = pl.when(pl.col("kind").is_in(_WITH_COURSE)).then(by_phase).otherwise("first")
    spells = (
        placed.join(seats, on="seat_id", how="left")
        .join(opportunities, on="opportunity_id", how="left")
        .join(chosen, on="opportunity_id", how="left")
        .join(employers, on="employer_id", how="left")
        .join(people, on="participant_id", how="left")
        .join(actual, on=["participant_id", "seat_id"], how="left")
        .with_columns(
            start=pl.coalesce("actual_start", "seat_start", by_kind),
            companion_org_id=pl.coalesce("companion_org_id", "chosen"),
        )
    )
    end = pl.coalesce("last", pl.col("start") + pl.duration(days=days - 1))
    return spells.select(
        "participant_id", "participant_name", "case_manager", "seat_id", "opportunity_id", "kind", "employer_id",
        "employer_name", "companion_org_id", "start", "left",
        end=pl.when(end >= pl.col("start")).then(end),
    ).sort("participant_id")  # fmt: skip
