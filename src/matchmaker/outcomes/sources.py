"""sources: who found the placements."""

from __future__ import annotations

from typing import get_args

import polars as pl

from matchmaker.model.vocabulary import PlacementSource
from matchmaker.outcomes.share import counted, with_shares
from matchmaker.programmes.outcomes import OutcomeRules


def sources(placements: pl.DataFrame, rules: OutcomeRules) -> pl.DataFrame:
    """Return a row per source (self, programme, other): `COUNTED` over placements, and shares (002:120-123).

    The programme takes no credit for what people found themselves.
    """
    rows = [
        placements.select(pl.lit(source).alias("source"), *counted(pl.col("source") == source))
        for source in get_args(PlacementSource)
    ]
    return with_shares(pl.concat(rows), rules)
