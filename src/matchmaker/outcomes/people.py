"""people: what became of each person, every answer with "cannot say"."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.model import Problem
from matchmaker.outcomes.first_placement import first_placement, placed_by
from matchmaker.outcomes.reached import duration_of, meets, reached
from matchmaker.outcomes.scope_increase import scope_increase
from matchmaker.outcomes.training import training
from matchmaker.programmes.outcomes import OutcomeRules

MILESTONES = ("quality", "employed", "scope_increased")
"""Milestones that a person reaches on a day: each with ``<name>`` (Boolean) and ``<name>_on``."""

_FACTS = ("participant_id", "joined_on", "birth_date", "organisation_id", "case_manager", "state", "meetings_held")


def people(problem: Problem, spells: pl.DataFrame, rules: OutcomeRules, quality: str, as_of: date) -> pl.DataFrame:
    """Return a row per person of the participants and the history who had joined by ``as_of``, sorted by id.

    ``outcome`` tells nobody twice: ``quality``, ``employed`` (and known not to be in quality employment),
    ``employed_quality_cannot_say``, ``none`` or ``cannot_say``. The Boolean columns hold null for "cannot say".
    """
    gap = rules.gap_days.value
    definitions = {"quality": rules.quality[quality], "work": rules.employment[rules.employment_definition.value]}
    frame = _everybody(problem, spells, as_of)
    for name, parts in definitions.items():
        found = reached(spells, meets(parts), duration_of(parts), gap_days=gap, as_of=as_of)
        frame = _with_milestone(frame, found, name, rules)
    found = scope_increase(spells, rules.scope_increase, gap_days=gap, as_of=as_of)
    frame = _with_milestone(frame, found, "scope_increased", rules)
    frame = frame.join(first_placement(spells), on="participant_id", how="left", maintain_order="left")
    frame = frame.join(training(spells), on="participant_id", how="left", maintain_order="left")
    return _with_answers(frame, rules, as_of)


def _everybody(problem: Problem, spells: pl.DataFrame, as_of: date) -> pl.DataFrame:
    listed = problem.participants.select(_FACTS).filter(pl.col("joined_on").is_null() | (pl.col("joined_on") <= as_of))
    told = spells.select("participant_id").unique().join(problem.participants, on="participant_id", how="anti")
    told = told.with_columns(pl.lit(None, problem.participants.schema[name]).alias(name) for name in _FACTS[1:])
    has_spell = pl.col("participant_id").is_in(spells["participant_id"].unique().implode())
    return pl.concat([listed, told]).with_columns(has_spell.alias("has_spell")).sort("participant_id")


def _with_milestone(frame: pl.DataFrame, found: pl.DataFrame, name: str, rules: OutcomeRules) -> pl.DataFrame:
    """Add ``name`` and ``name_on``: reached, not reached, or cannot say."""
    found = found.select("participant_id", pl.col("reached_on").alias(f"{name}_on"), pl.lit(True).alias("open"))
    nothing_told = ~pl.col("has_spell") & (pl.col("joined_on").is_null() | (rules.without_spell.value == "cannot_say"))
    answer = (
        pl.when(pl.col(f"{name}_on").is_not_null())
        .then(True)
        .when(pl.col("open").is_not_null() | nothing_told)
        .then(None)
        .otherwise(False)
    )
    joined = frame.join(found, on="participant_id", how="left", maintain_order="left")
    return joined.with_columns(answer.alias(name)).drop("open")


def _with_answers(frame: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    quality, work = pl.col("quality"), pl.col("work")
    outcome = (
        pl.when(quality.fill_null(False)).then(pl.lit("quality"))
        .when(work & ~quality).then(pl.lit("employed"))
        .when(work.fill_null(False)).then(pl.lit("employed_quality_cannot_say"))
        .when(~work & ~quality).then(pl.lit("none"))
        .otherwise(pl.lit("cannot_say"))
    )  # fmt: skip
    unknown = ~pl.col("has_spell") & pl.col("joined_on").is_null()
    without = rules.without_spell.value
    met = pl.col("meetings_held") >= rules.active_meetings.value
    return frame.with_columns(
        outcome.alias("outcome"),
        (work & ~quality).alias("employed"),
        pl.when(work & ~quality).then("work_on").alias("employed_on"),
        (work | quality).alias("employed_or_quality"),
        pl.when(~unknown).then(placed_by(pl.lit(as_of), without)).alias("placed"),
        pl.when(pl.col("has_spell")).then("going_on").when(~unknown & (without == "not_placed")).then(False)
        .alias("working"),
        pl.when(pl.col("has_spell")).then(True).otherwise(met).alias("active"),
        (pl.col("state") != "left").alias("stays"),
    ).drop("going_on")  # fmt: skip
