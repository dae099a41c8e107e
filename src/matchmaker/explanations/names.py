"""names: what to call a thing that may have no name."""

from __future__ import annotations

import polars as pl


def names_of(frame: pl.DataFrame, key: str, column: str = "name") -> dict[str, str | None]:
    """Return the text in ``column`` by the id in ``key``; ``None`` where it is not known."""
    return dict(zip(frame[key].to_list(), frame[column].to_list(), strict=True))
