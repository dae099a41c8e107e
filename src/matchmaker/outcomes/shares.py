"""shares: the indicators of people, all together and by organisation, counsellor and age."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.outcomes.groupings import grouped
from matchmaker.outcomes.persistence import first_placements, milestone_day, persists
from matchmaker.outcomes.share import COUNTED, counted, with_shares
from matchmaker.programmes.outcomes import OutcomeRules

_OF_EVERYBODY = (
    "active", "placed", "working", "quality", "employed", "employed_or_quality", "scope_increased", "stays",
)  # fmt: skip
_OF_SOME = {"training_completed": "training_ended", "placed_after": "group_ended"}
"""Indicators of those only of whom another column is true."""


def shares(people: pl.DataFrame, placements: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per grouping, group and indicator: `COUNTED` and shares.

    ``persists`` is that of each person's first placement in the job at the profile's first milestone. Among them are the
    counsellor's measures (004:149-157): active, placed, persists, scope_increased (promotion, 000:3509),
    training_completed, placed_after (a training or group accompaniment), quality, and stays (in the accompaniment).
    """
    first = (
        first_placements(placements)
        .with_columns(milestone_day(rules.persistence_months.value[0]).alias("day"))
        .select("participant_id", persists("job").alias("persists"), (pl.col("day") <= as_of).alias("ripe"))
    )
    frame = people.join(first, on="participant_id", how="left", maintain_order="left")
    chosen = {name: (pl.lit(True), pl.col(name)) for name in _OF_EVERYBODY}
    chosen["persists"] = (pl.col("ripe"), pl.col("persists"))
    chosen |= {name: (pl.col(applies), pl.col(name)) for name, applies in _OF_SOME.items()}
    tables = [
        grouped(frame.filter(applies), counted(value)).select(
            "grouping", "group", pl.lit(name).alias("indicator"), *COUNTED
        )
        for name, (applies, value) in chosen.items()
    ]
    return with_shares(pl.concat(tables), rules)
