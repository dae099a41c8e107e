"""The given travel table, keyed by locality instead of by spelling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.errors import Finding, InputError
from matchmaker.model import Problem
from matchmaker.travel.places import Places
from matchmaker.travel.settings import MODES

_KEY = ("origin_key", "destination_key", "mode")


@dataclass(frozen=True, slots=True, eq=False)
class GivenEntries:
    """Entries of the given table between distinct homes and places, sorted by home.

    Arrays (n,): ``home`` and ``place`` are indices, ``mode`` an index of `MODES`, ``minutes`` float32
    (inf = unreachable).
    """

    home: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    mode: npt.NDArray[np.int64]
    minutes: npt.NDArray[np.float32]

    def of_homes(self, start: int, stop: int) -> GivenEntries:
        """Return the entries of homes ``start`` to ``stop - 1``, with homes counted from ``start``."""
        cut = slice(*np.searchsorted(self.home, [start, stop]))
        return GivenEntries(self.home[cut] - start, self.place[cut], self.mode[cut], self.minutes[cut])


def given_minutes(problem: Problem, names: pl.DataFrame) -> pl.DataFrame:
    """Return the given travel table with keys: ``origin_key``, ``destination_key``, ``mode``, ``minutes``.

    ``names`` comes from `matchmaker.travel.places.locate`. An empty ``minutes`` becomes inf: it says that the place
    cannot be reached by the mode. The table is read one way, origin to destination, as people travel to work.
    Rows are distinct and sorted.

    Raises:
        InputError: where two spellings of the same two localities are given different minutes.
    """
    origins = names.select(origin="name", origin_key="key")
    destinations = names.select(destination="name", destination_key="key")
    table = (
        problem.travel.select(
            "origin", "destination", "mode", minutes=pl.col("minutes").fill_null(float("inf")).cast(pl.Float32)
        )
        .with_row_index("row", offset=2)
        .join(origins, on="origin", maintain_order="left")
        .join(destinations, on="destination", maintain_order="left")
    )
    distinct = table.select(*_KEY, "minutes").unique().sort(*_KEY, "minutes")
    if distinct.select(_KEY).is_duplicated().any():
        raise InputError(_conflicts(table, problem.files.get("travel", "travel.csv")))
    return distinct


def given_entries(table: pl.DataFrame, homes: Places, places: Places) -> GivenEntries:
    """Return the entries of ``table`` (of `given_minutes`) that stand between ``homes`` and ``places``."""
    found = (
        table.join(_indexed(homes, "home"), left_on="origin_key", right_on="key")
        .join(_indexed(places, "place"), left_on="destination_key", right_on="key")
        .with_columns(pl.col("mode").replace_strict(MODES, range(len(MODES)), return_dtype=pl.Int64))
        .sort("home", "place", "mode")
    )
    return GivenEntries(*(found[name].to_numpy() for name in ("home", "place", "mode", "minutes")))


def _indexed(places: Places, name: str) -> pl.DataFrame:
    keys = pl.Series(places.key, dtype=pl.String)
    return pl.DataFrame({"key": keys, name: pl.int_range(keys.len(), dtype=pl.Int64, eager=True)})


def _conflicts(table: pl.DataFrame, file: str) -> list[Finding]:
    clashing = table.filter(pl.col("minutes").n_unique().over(_KEY) > 1)
    return [
        Finding(
            file=file,
            code="primary-key",
            message=f"another row gives other minutes for these places by {mode}: '{origin}' to '{destination}'",
            row=row,
            column="minutes",
            value=str(minutes),
            expected="one value per origin, destination and mode",
            hint="keep one of the rows",
        )
        for row, origin, destination, mode, minutes in clashing.select(
            "row", "origin", "destination", "mode", "minutes"
        ).iter_rows()
    ]
