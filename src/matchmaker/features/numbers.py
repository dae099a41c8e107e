"""Columns as float32 arrays, where NaN means "not known"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

Vector = npt.NDArray[np.float32]


def number(frame: pl.DataFrame, name: str) -> Vector:
    """Return a number, money or boolean column, (n,) float32."""
    return frame.get_column(name).cast(pl.Float32).fill_null(float("nan")).to_numpy()


def level(frame: pl.DataFrame, name: str, scale: Sequence[str]) -> Vector:
    """Return the place of each value on an ordered scale, lowest 0, (n,) float32."""
    return mapped(frame, name, {value: float(at) for at, value in enumerate(scale)})


def mapped(frame: pl.DataFrame, name: str, values: Mapping[str, float]) -> Vector:
    """Return the number that stands for each text value, (n,) float32; NaN for a value that is not in ``values``."""
    series = frame.get_column(name).cast(pl.String)
    return series.replace_strict(values, default=None, return_dtype=pl.Float32).fill_null(float("nan")).to_numpy()


def share_of(held: Vector, asked: Vector, *, known: npt.NDArray[np.bool_]) -> Vector:
    """Return held / asked of counts (L, R) over (1, R), NaN where nothing is asked or ``known`` is not."""
    with np.errstate(invalid="ignore"):
        share = held / asked
    share[~known] = np.nan
    return share
