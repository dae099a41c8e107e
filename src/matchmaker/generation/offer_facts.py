"""offer_facts: what opportunities tell beside their frame, drawn apart from all else."""

from __future__ import annotations

import numpy as np
import polars as pl

_TOLD = 0.85
"""Share of on-the-job trainings of which it is on record that no course would do instead (assumed)."""


def offer_facts(rng: np.random.Generator, opportunities: pl.DataFrame) -> pl.DataFrame:
    """Return the table with ``no_alternative_training``: on-the-job training is where there is no course (000:2887)."""
    told = pl.Series(rng.random(opportunities.height) < _TOLD)
    none = pl.when((pl.col("kind") == "on_the_job_training") & told).then(True)
    return opportunities.with_columns(none.alias("no_alternative_training"))
