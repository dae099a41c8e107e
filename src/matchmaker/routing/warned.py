"""warned_placements: which pairs are warned against, and whether somebody let them through on record."""

from __future__ import annotations

import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes.routing import Routing
from matchmaker.routing.matrix import STEP_FACTS, Matrix
from matchmaker.routing.words import Language

_SCHEMA = {
    "participant_id": pl.String,
    "seat_id": pl.String,
    "opportunity_id": pl.String,
    "warning": pl.String,
    "reason": pl.String,
    "source": pl.String,
    "override": pl.Boolean,
    "by": pl.String,
    "override_reason": pl.String,
}


def warned_placements(
    problem: Problem, section: Routing | None, pairs: pl.DataFrame, language: Language = "en"
) -> pl.DataFrame:
    """Return one row per pair (``participant_id``, ``seat_id``) and warning that holds for it, ordered by both ids.

    ``warning`` is its key in the profile, ``reason`` its words, ``override`` whether ``decisions`` holds an override of
    the pair, with ``by`` and ``override_reason``. Warned pairs are never barred (000:3901-3905, 3968-3978).
    """
    if section is None or not section.warning or pairs.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    steps = seat_steps(problem, Matrix.of(section))
    people = problem.participants.select("participant_id", "maturity", "traffic_light")
    overrides = problem.decisions.filter(pl.col("decision") == "override").select(
        "participant_id", "seat_id", override=pl.lit(True), by="by", override_reason="reason"
    )
    facts = (
        pairs.select("participant_id", "seat_id")
        .join(people, on="participant_id", how="inner")
        .join(steps, on="seat_id", how="inner")
        .join(
            overrides.unique(["participant_id", "seat_id"], keep="first"), on=["participant_id", "seat_id"], how="left"
        )
    )
    found = [
        facts.filter(
            (pl.col("maturity").is_in(each.maturity) | pl.col("traffic_light").is_in(each.light)).fill_null(False)
            & (pl.col("kind").is_in(each.kinds) | pl.col("step").is_in(each.steps))
        ).select(
            "participant_id",
            "seat_id",
            "opportunity_id",
            warning=pl.lit(key),
            reason=pl.lit(each.he if language == "he" else each.en),
            source=pl.lit(each.source, dtype=pl.String),
            override=pl.col("override").fill_null(False),
            by="by",
            override_reason="override_reason",
        )
        for key, each in section.warning.items()
    ]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *found]).sort("participant_id", "seat_id", "warning")


def seat_steps(problem: Problem, matrix: Matrix) -> pl.DataFrame:
    """Return each seat's ``seat_id``, ``opportunity_id``, ``kind`` and ``step`` ("" = cannot be told)."""
    facts = problem.seats.select("seat_id", "opportunity_id", "position_percent").join(
        problem.opportunities.select("opportunity_id", *STEP_FACTS[:3]),
        on="opportunity_id",
        how="left",
        maintain_order="left",
    )
    return facts.select("seat_id", "opportunity_id", "kind", matrix.steps(facts))
