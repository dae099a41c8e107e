"""warned_placements: which pairs are warned against, and whether somebody let them through on record."""

from __future__ import annotations

import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes.routing import Routing
from matchmaker.routing.matrix import STEP_FACTS, Matrix
from matchmaker.routing.states import STEPS
from matchmaker.routing.words import Language, word

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
    the pair, with ``by`` and ``override_reason``. Warned pairs are never barred (000:3901-3905, 3968-3978). Where the step
    of a seat cannot be told, a pair is warned against if every step that it may be is: by the warnings that hold whichever
    it is, else by all of them in one row, their keys joined by ``;``.
    """
    if section is None or not section.warning or pairs.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    steps = _possible_steps(problem, section)
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
            step="step",
            ways="ways",
        )
        for key, each in section.warning.items()
    ]
    return _certain(pl.concat(found), language).sort("participant_id", "seat_id", "warning")


def _certain(found: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Return the warnings (a row per step that the seat may be) of pairs that are warned against whichever it is."""
    pair = ["participant_id", "seat_id"]
    always = pl.len().over(*pair, "warning") == pl.col("ways")
    sure = found.filter(pl.col("step").n_unique().over(pair) == pl.col("ways")).with_columns(always=always)
    alone = sure.filter("always").unique([*pair, "warning"], maintain_order=True)
    either = sure.filter(~pl.col("always").any().over(pair)).unique([*pair, "warning"], maintain_order=True)
    joined = either.group_by(pair, maintain_order=True).agg(
        pl.col("opportunity_id").first(),
        pl.col("warning").str.join(";"),
        pl.col("reason").str.join(word("or", language)),
        pl.col("source").str.join("; "),
        pl.col("override", "by", "override_reason").first(),
    )
    return pl.concat(
        [frame.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items()) for frame in (alone, joined)]
    )


def _possible_steps(problem: Problem, section: Routing) -> pl.DataFrame:
    """Return a row per seat and step that it may be: ``seat_id``, ``opportunity_id``, ``kind``, ``step`` and ``ways``.

    ``ways`` is how many steps it may be; a kind that the profile places nowhere has one, which is "".
    """
    told = _seat_steps(problem, Matrix.of(section))
    rows = [(kind, step) for kind, sort in section.kinds.items() for step in STEPS[sort.value]]
    steps = pl.DataFrame(rows, schema={"kind": pl.String, "may_be": pl.String}, orient="row")
    maybe = told.join(steps, on="kind", how="left", maintain_order="left")
    step = pl.when(pl.col("step") == "").then(pl.col("may_be").fill_null("")).otherwise("step")
    return (
        maybe.select("seat_id", "opportunity_id", "kind", step=step)
        .unique(maintain_order=True)
        .with_columns(ways=pl.len().over("seat_id"))
    )


def _seat_steps(problem: Problem, matrix: Matrix) -> pl.DataFrame:
    """Return each seat's ``seat_id``, ``opportunity_id``, ``kind`` and ``step`` ("" = cannot be told)."""
    facts = problem.seats.select("seat_id", "opportunity_id", "position_percent").join(
        problem.opportunities.select("opportunity_id", *STEP_FACTS[:3]),
        on="opportunity_id",
        how="left",
        maintain_order="left",
    )
    return facts.select("seat_id", "opportunity_id", "kind", matrix.steps(facts))
