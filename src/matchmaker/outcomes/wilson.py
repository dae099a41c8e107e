"""wilson: the interval of a share."""

from __future__ import annotations

from statistics import NormalDist

import polars as pl


def wilson(reached: pl.Expr, n: pl.Expr, confidence: float) -> tuple[pl.Expr, pl.Expr]:
    """Return the ends of Wilson's score interval for ``reached`` of ``n`` (Wilson 1927), null where ``n`` is 0."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    n = n.cast(pl.Float64)
    share = pl.when(n > 0).then(reached / n)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).sqrt()
    # rounding must not push a bound over the share itself
    return (
        pl.min_horizontal((middle - half).clip(0, 1), share),
        pl.max_horizontal((middle + half).clip(0, 1), share),
    )
