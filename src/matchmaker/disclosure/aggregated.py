"""aggregated: people to a table of totals, with what must not be shown left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from matchmaker.disclosure.aggregate_table import Aggregate, AggregateCell
from matchmaker.disclosure.cube import Cube, cube_of
from matchmaker.disclosure.suppress import suppress


def aggregated(people: pl.DataFrame, by: Sequence[str], *, threshold: int, means: Sequence[str] = ()) -> Aggregate:
    """Return the table of totals of a frame with one row per person (`cube_of`), protected by `suppress`.

    Raises:
        UsageError: there are too many dimensions or cells.
    """
    cube = cube_of(people, by, means)
    primary, secondary = suppress(cube, threshold)
    hidden = primary | secondary
    places = np.stack(np.unravel_index(np.arange(hidden.size), cube.shape), axis=1).tolist()
    counts = {layer: cube.count(layer).tolist() for layer in cube.layers}
    cells = tuple(_cell(cube, place, at, counts, bool(hidden[at])) for at, place in enumerate(places))
    measures = (*(["placed"] if "placed" in cube.layers else []), *means)
    return Aggregate(cube.by, threshold, measures, cells)


def _cell(cube: Cube, place: list[int], at: int, counts: dict[str, list[int]], hidden: bool) -> AggregateCell:
    levels = tuple(values[i] if i < len(values) else None for i, values in zip(place, cube.levels, strict=True))
    over = tuple(name for name, i, values in zip(cube.by, place, cube.levels, strict=True) if i == len(values))
    if hidden:
        return AggregateCell(levels, over, suppressed=True)
    means = {
        name: (float(sums[at]) / n if (n := counts[f"n_{name}"][at]) else None, n) for name, sums in cube.sums.items()
    }
    placed = counts["placed"][at] if "placed" in counts else None
    return AggregateCell(levels, over, suppressed=False, people=counts["people"][at], placed=placed, means=means)
