"""standings: where those who began a course stand."""

from __future__ import annotations

import polars as pl

from matchmaker.outcomes.share import COUNTED, with_shares
from matchmaker.outcomes.training import STANDINGS
from matchmaker.programmes.outcomes import OutcomeRules


def standings(people: pl.DataFrame, rules: OutcomeRules) -> pl.DataFrame:
    """Return a row per standing: `COUNTED` over everybody who began a course, and shares (000:2850-2852).

    The shares are of everybody, and "cannot say" is a row of its own: they sum to one, as the source's do not (76%).
    """
    stood = people["standing"].drop_nulls()
    rows = [(name, int((stood == name).sum()), stood.len(), 0) for name in STANDINGS]
    schema = {"standing": pl.String, **dict.fromkeys(COUNTED, pl.Int64)}
    return with_shares(pl.DataFrame(rows, schema=schema, orient="row"), rules)
