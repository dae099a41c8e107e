"""Vectorised draws that the generators share. Every function takes the random generator it draws from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Texts = npt.NDArray[np.object_]
Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Columns = dict[str, npt.NDArray[Any] | pl.Series]


def codes(rng: np.random.Generator, n: int, weights: Sequence[float] | npt.NDArray[np.float64]) -> Codes:
    """Return ``n`` indices into ``weights`` (non-negative, not all zero), drawn in proportion to them."""
    shares = np.asarray(weights, dtype=np.float64)
    return rng.choice(shares.size, size=n, p=shares / shares.sum())


def codes_by_row(rng: np.random.Generator, weights: npt.NDArray[np.float64]) -> Codes:
    """Return one index per row of ``weights`` (n, k), drawn in proportion to the row."""
    return ranked_codes(rng, weights, 1)[:, 0]


def ranked_codes(rng: np.random.Generator, weights: npt.NDArray[np.float64], k: int) -> Codes:
    """Return ``k`` different indices per row of ``weights`` (n, m), first drawn first, as (n, k); ``k`` <= m.

    The Gumbel trick draws without replacement in proportion to the weights, for all rows at once.
    """
    with np.errstate(divide="ignore"):
        keys = np.log(weights) + rng.gumbel(size=weights.shape)
    return np.argsort(-keys, axis=1, kind="stable")[:, :k].astype(np.int64)


def picked(options: Sequence[object], indices: Codes) -> Texts:
    """Return ``options[i]`` for every index, as an object array of the same shape."""
    table = np.empty(len(options), dtype=object)
    table[:] = options
    return np.asarray(table[indices], dtype=object)


def blanked(values: Texts, gone: Flags) -> Texts:
    """Return a copy of ``values`` with ``None`` where ``gone``, of the same shape."""
    kept = values.copy()
    kept[gone] = None
    return kept


def first_slots(slots: Texts, counts: Codes) -> Texts:
    """Keep the first ``counts[i]`` entries of row ``i`` of ``slots`` (n, k) and blank the others."""
    return blanked(slots, np.arange(slots.shape[1]) >= counts[:, None])


def text_lists(slots: Texts) -> pl.Series:
    """Return the rows of ``slots`` (n, k) as lists of text without blanks or repeats; an empty row is null."""
    columns = {f"s{i}": pl.Series(slots[:, i].tolist(), dtype=pl.String) for i in range(slots.shape[1])}
    joined = pl.concat_list(list(columns)).list.drop_nulls().list.unique(maintain_order=True)
    lists = pl.DataFrame(columns).select(joined.alias("texts")).to_series()
    return pl.select(pl.when(lists.list.len() > 0).then(lists).alias("texts")).to_series()


def missing(rng: np.random.Generator, frame: pl.DataFrame, rates: dict[str, float]) -> pl.DataFrame:
    """Return ``frame`` with each column named in ``rates`` blanked at its rate, independently."""
    blanks = {name: pl.Series(rng.random(frame.height) < rate) for name, rate in rates.items()}
    return frame.with_columns(
        pl.when(gone).then(None).otherwise(pl.col(name)).alias(name) for name, gone in blanks.items()
    )
