"""opening_charges: what the cohorts that open take off the sum of scores."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import polars as pl

from matchmaker.criteria import decimal_of
from matchmaker.model import Problem


def opening_charges(problem: Problem, opened: Collection[str]) -> Decimal:
    """Return the exact sum of ``opening_penalty`` over the opportunities whose ids are ``opened``, as they were written."""
    charged = problem.opportunities.filter(pl.col("opportunity_id").is_in(sorted(opened)))["opening_penalty"]
    return sum(map(decimal_of, charged.drop_nulls().to_list()), Decimal(0))
