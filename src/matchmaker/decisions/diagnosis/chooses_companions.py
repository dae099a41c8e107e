"""chooses_companions: whether the choice of who accompanies a cohort bounds what gives way."""

from __future__ import annotations

import polars as pl

from matchmaker.model import Problem

BUT_FOR_THE_CHOICE = "proved but for the choice of companions"
"""What a proof is worth there: places and hours also stand in the rows of the choice, which do not give way, so that a
cheaper change than the one found may exist."""


def chooses_companions(problem: Problem) -> bool:
    """Whether the plan of a problem chooses who accompanies some cohort."""
    chooses = pl.col("companion_candidates").is_not_null() & pl.col("companion_org_id").is_null()
    return not problem.opportunities.filter(chooses & (pl.col("min_size") > 0)).is_empty()
