"""Positions of ids among keys."""

from __future__ import annotations

import polars as pl
import pytest

from matchmaker.constraints import seat_index


@pytest.mark.parametrize("few", [0, 5_000])
def test_positions_whatever_the_size(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing ids, unknown ids and missing keys have no position, by either way of looking up."""
    monkeypatch.setattr(seat_index, "_FEW", few)
    keys = pl.Series(["b", None, "a"], dtype=pl.String)
    ids = pl.Series(["a", None, "c", "b", "a"], dtype=pl.String)
    assert seat_index.rows_of(ids, keys).tolist() == [2, -1, -1, 0, 2]
    assert seat_index.rows_of(ids.head(0), keys).shape == (0,)
    assert seat_index.rows_of(pl.Series([7, None]), pl.Series([9, 7])).tolist() == [1, -1]
