"""deadlines: until when what was granted is to be used."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.accompaniment.working_days import working_days
from matchmaker.criteria import months_later
from matchmaker.model import Problem
from matchmaker.programmes.accompaniment import AccompanimentRules


def deadlines(problem: Problem, rules: AccompanimentRules, as_of: date) -> pl.DataFrame:
    """Return an event for each request granted by ``as_of`` with its last working day, and ``done_on`` if it was used.

    Granted is what was decided with an amount above 0 (000:4507); placed or not, every participant's requests count.
    """
    by = pl.lit(as_of)
    people = problem.participants.select("participant_id", "case_manager")
    frames = []
    for name, deadline in rules.deadline.items():
        granted = problem.requests.filter(
            pl.col("kind") == deadline.request, pl.col("decided_on") <= by, pl.col("decided_amount") > 0
        ).sort("participant_id", "decided_on", "request_id")
        last = [months_later(day, deadline.months) for day in granted["decided_on"]]
        frames.append(
            granted.select(
                "participant_id",
                pl.lit(name).alias("schedule"),
                pl.lit(deadline.request).alias("contact"),
                pl.lit(value=False).alias("needs_agreement"),
                pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("participant_id").alias("number"),
                pl.Series("due", working_days(last, rules, "before"), dtype=pl.Date),
                pl.col("decided_on").alias("window_from"),
                pl.when(pl.col("realised_on") <= by).then("realised_on").alias("done_on"),
            ).join(people, on="participant_id", how="left", maintain_order="left")
        )
    return pl.concat(frames) if frames else pl.DataFrame()
