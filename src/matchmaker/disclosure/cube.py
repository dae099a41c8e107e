"""Cube: people counted by one to three dimensions, with every total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from matchmaker.errors import UsageError

MOST_DIMENSIONS = 3
MOST_CELLS = 2_000
"""Cells, totals included, above which a table is refused: few read it, and its protection takes minutes (assumed)."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """People by the levels of each dimension; along every axis the last place is the total.

    ``levels`` holds per dimension its values in order, ``None`` (not known) last. People fall into *kinds* by what is
    counted of them (placed or not, which facts are known), so that the counts of different kinds are independent:
    ``kinds`` (K, C) holds the people of each kind in every cell C of the flattened cube. ``layers`` maps what is
    counted (``people``, ``placed``, ``not_placed``, ``n_wage``, ...) to the kinds it is the sum of (K,). ``sums``
    holds the totals behind each mean (C,). ``additivity`` (E, C) is 0 for whatever adds up: along an axis, the sum of
    the levels less the total. ``listed`` (L,) holds the cells that are one level's total: that the level stands in the
    table says that somebody is in it.
    """

    by: tuple[str, ...]
    levels: tuple[tuple[str | None, ...], ...]
    kinds: Counts
    layers: Mapping[str, npt.NDArray[np.bool_]]
    sums: Mapping[str, npt.NDArray[np.float64]]
    additivity: sparse.csr_matrix
    listed: npt.NDArray[np.int64]

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of places along each axis, the total among them."""
        return tuple(len(values) + 1 for values in self.levels)

    def count(self, layer: str) -> Counts:
        """Return the count of a layer in every cell (C,)."""
        return self.layers[layer].astype(np.int64) @ self.kinds

    def least(self, layer: str) -> Counts:
        """Return how low a count may be thought (C,), with the levels listed and everybody outside the layer in place.

        A level is listed for somebody in it; where there is nobody but the people of the layer, one of them has to stay.
        """
        sizes = [len(values) for values in self.levels]
        place = np.stack(np.unravel_index(np.arange(self.kinds.shape[1]), self.shape), axis=1)
        # an axis of one level tells nobody from anybody, so fixing it fixes nothing
        fixed = ((place < sizes) & (np.array(sizes) > 1)).sum(axis=1)
        alone = self.count("people") == self.count(layer)
        by_axis = np.split(alone[self.listed], np.cumsum(sizes)[:-1])
        return np.where(fixed == 0, max(int(each.sum()) for each in by_axis), (fixed == 1) & alone)


def cube_of(people: pl.DataFrame, by: Sequence[str], means: Sequence[str] = ()) -> Cube:
    """Return the cube of a frame with one row per person.

    ``by`` names its columns of text (null = not known, a level of its own). A column ``placed`` (Boolean), if there is
    one, is counted too; ``means`` names columns of numbers (null = not known) of those placed.

    Raises:
        UsageError: there are more than `MOST_DIMENSIONS` dimensions, or more than `MOST_CELLS` cells.
    """
    if not 1 <= len(by) <= MOST_DIMENSIONS:
        raise UsageError(f"totals go by one to {MOST_DIMENSIONS} dimensions, not {len(by)}")
    levels = tuple(_levels(people[name]) for name in by)
    shape = tuple(len(values) + 1 for values in levels)
    if np.prod(shape) > MOST_CELLS:
        raise UsageError(
            f"{' x '.join(by)} has {int(np.prod(shape)):,} cells, above {MOST_CELLS:,}; leave out a dimension"
        )
    at = tuple(_codes(people[name], values) for name, values in zip(by, levels, strict=True))
    flags = ([people["placed"].to_numpy()] if "placed" in people.columns else []) + [
        people[name].is_not_null().to_numpy() for name in means
    ]
    traits, kind = np.unique(
        np.stack(flags, axis=1) if flags else np.zeros((people.height, 0), bool), axis=0, return_inverse=True
    )
    kinds = np.stack([_tally(shape, at, kind.reshape(-1) == k) for k in range(len(traits))])
    layers = {"people": np.ones(len(traits), bool)}
    if flags:
        layers |= {"placed": traits[:, 0], "not_placed": ~traits[:, 0]}
        layers |= {f"n_{name}": traits[:, i] for i, name in enumerate(means, start=1)}
    sums = {name: _tally(shape, at, people[name].fill_null(0).to_numpy().astype(np.float64)) for name in means}
    return Cube(tuple(by), levels, kinds.astype(np.int64), layers, sums, _additivity(shape), _listed(shape))


def _levels(values: pl.Series) -> tuple[str | None, ...]:
    known = values.drop_nulls().unique().sort().to_list()
    return (*known, None) if values.null_count() else tuple(known)


def _codes(values: pl.Series, levels: Sequence[str | None]) -> npt.NDArray[np.int64]:
    place = {value: i for i, value in enumerate(levels)}
    return np.array([place[value] for value in values], np.int64)


def _tally(
    shape: tuple[int, ...], at: tuple[npt.NDArray[np.int64], ...], weight: npt.NDArray[np.generic]
) -> npt.NDArray[np.float64]:
    """Return the sum of ``weight`` (one per person) in every cell of the cube, totals included, flattened."""
    table = np.zeros(shape)
    np.add.at(table, at, weight)
    for axis in range(len(shape)):
        lines = np.moveaxis(table, axis, 0)
        lines[-1] = lines[:-1].sum(axis=0)
    return table.reshape(-1)


def _additivity(shape: tuple[int, ...]) -> sparse.csr_matrix:
    cell = np.arange(np.prod(shape)).reshape(shape)
    rows, columns, signs = [], [], []
    n = 0
    for axis, width in enumerate(shape):
        lines = np.moveaxis(cell, axis, -1).reshape(-1, width)
        rows.append(np.repeat(np.arange(n, n + len(lines)), width))
        columns.append(lines.reshape(-1))
        signs.append(np.tile(np.r_[np.ones(width - 1), -1.0], len(lines)))
        n += len(lines)
    return sparse.csr_matrix(
        (np.concatenate(signs), (np.concatenate(rows), np.concatenate(columns))), shape=(n, cell.size)
    )


def _listed(shape: tuple[int, ...]) -> npt.NDArray[np.int64]:
    cell = np.arange(np.prod(shape)).reshape(shape)
    alone = [cell[tuple(slice(-1) if axis == i else -1 for i in range(len(shape)))] for axis in range(len(shape))]
    return np.concatenate(alone)
