"""Problem: the facts of one matching, as typed tables. It knows no scorer, no rule and no solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

import polars as pl

from matchmaker.errors import Finding
from matchmaker.model.fields import Record
from matchmaker.model.settings import Settings
from matchmaker.model.tables import TABLES, Table

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Typed tables, settings, and where they came from.

    Each table is a polars frame that holds *every* column of its record class (null = not known), in order, then
    the unknown columns as text. Rows stand in file order. Build one with `matchmaker.read`,
    `matchmaker.read_tables` or `Problem.from_records`; all three check it.

    ``files`` maps each table to the file it was read from, ``hashes`` each file to its SHA-256, and ``warnings`` what
    was noticed on the way and did not stop the run.
    """

    participants: pl.DataFrame
    employers: pl.DataFrame
    organisations: pl.DataFrame
    opportunities: pl.DataFrame
    seats: pl.DataFrame
    localities: pl.DataFrame
    travel: pl.DataFrame
    history: pl.DataFrame
    contacts: pl.DataFrame
    decisions: pl.DataFrame
    requests: pl.DataFrame
    scores: pl.DataFrame
    settings: Settings = field(default_factory=Settings)
    files: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()

    @classmethod
    def from_frames(cls, frames: Mapping[str, pl.DataFrame], **details: Any) -> Self:
        """Build a problem from typed frames; absent tables become empty ones. Frames are taken as valid."""
        tables: dict[str, Any] = {name: _complete(frames.get(name), table) for name, table in TABLES.items()}
        return cls(**tables, **details)

    def table(self, name: str) -> pl.DataFrame:
        """Return the frame called ``name``, one of `TABLES`."""
        frame: pl.DataFrame = getattr(self, TABLES[name].name)
        return frame

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return every frame by name."""
        return {name: self.table(name) for name in TABLES}

    def records(self, record: type[R]) -> list[R]:
        """Return the rows of a record class's table as records, in file order."""
        (name,) = (name for name, table in TABLES.items() if table.record is record)
        return [record(**_plain(row)) for row in self.table(name).iter_rows(named=True)]

    def replace(self, **changes: Any) -> Self:
        """Return a copy with the named tables or details exchanged."""
        return replace(self, **changes)

    def equals(self, other: Problem) -> bool:
        """Whether both hold the same tables and settings; where they came from does not count."""
        return self.settings == other.settings and all(
            mine.equals(other.table(name)) for name, mine in self.tables().items()
        )

    @property
    def n_participants(self) -> int:
        """Number of participants."""
        return self.participants.height

    @property
    def n_seats(self) -> int:
        """Number of seat rows (each with ``count`` places)."""
        return self.seats.height


def frame_of(records: Iterable[Record], table: Table) -> pl.DataFrame:
    """Return records of one class as the typed frame of their table, unknown columns as text behind."""
    rows = [record.model_dump() for record in records]
    known = table.schema
    extra = dict.fromkeys(key for row in rows for key in row if key not in known)
    schema: dict[str, Any] = {**known, **dict.fromkeys(extra, pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _complete(frame: pl.DataFrame | None, table: Table) -> pl.DataFrame:
    if frame is None:
        return pl.DataFrame(schema=table.schema)
    known = [
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in table.schema.items()
    ]
    return frame.select(*known, *(name for name in frame.columns if name not in table.schema))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if value is not None}
