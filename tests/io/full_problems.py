"""Hypothesis strategies for settings, and for problems in which every column of every table may hold any value.

A problem has some six hundred cells, more than Hypothesis can draw one by one in reasonable time; so a seed is
drawn, and the cells follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from matchmaker.model import TABLES, Column, Decision, Problem, Record, Settings, Table, frame_of
from matchmaker.model.settings import Region

# Letters, points, quotes and signs that break careless writers; no controls, which readers refuse.
_LETTERS = "abzAZ09אבגשת׳״־ąéأبжא\"',.=+-@_#&<>/\\()%₪ "
_INTERESTING = ("=1+1", "-5", "012345678", "2026-01-02", "true", "_x0041_", "א\"ב, ג'", "'=x", "@a", '""', ",")

texts = st.one_of(st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool), st.sampled_from(_INTERESTING))
_settings_values = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=5,
)


@st.composite
def settings(draw: st.DrawFn) -> Settings:
    """Draw settings whose sections hold anything TOML can."""
    return Settings(
        programme=draw(st.none() | texts),
        constraint=tuple(draw(st.lists(st.dictionaries(texts, _settings_values, max_size=3), max_size=2))),
        travel=draw(st.dictionaries(texts, _settings_values, max_size=2)),
        weights=draw(st.dictionaries(texts, st.floats(0, 10), max_size=2)),
        region=draw(st.sampled_from((Region(), Region(south=-10.5, east=40.0)))),
    )


@st.composite
def full_problems(draw: st.DrawFn) -> Problem:
    """Draw a problem: a few rows per table, any column known or not, references that point somewhere, extra columns."""
    rng = Random(draw(st.integers(0, 2**32)))
    share = draw(st.sampled_from((0.0, 0.5, 1.0)))
    ids: dict[str, Sequence[str]] = {}
    frames = {}
    for name, table in TABLES.items():
        n_rows = rng.randint(1 if table.required else 0, 3)
        ids[name] = [f"{name[0]}{i}" for i in range(n_rows)] if len(table.key) == 1 else []
        records = [_record(rng, table, ids, i, share) for i in range(n_rows)]
        frames[name] = _distinct(frame_of(records, table), table.key)
    if rng.random() < 0.5:
        extra = [_text(rng) for _ in ids["employers"]]
        frames["employers"] = frames["employers"].with_columns(pl.Series("הערה חופשית", extra, dtype=pl.String))
    return Problem.from_frames(frames, settings=draw(settings()))


def _record(rng: Random, table: Table, ids: Mapping[str, Sequence[str]], index: int, share: float) -> Record:
    row: dict[str, Any] = {}
    for column in table.columns.values():
        if (column.name,) == table.key:
            row[column.name] = ids[table.name][index]
        elif column.references is not None and not ids.get(column.references):
            continue
        elif column.required or rng.random() < share:
            row[column.name] = _value(rng, column) if column.references is None else _reference(rng, column, ids)
    for low, high in (
        table.record.orderings * 2
    ):  # twice, for a column may be the high one of a pair and the low one of another
        if low in row and high in row:
            row[low], row[high] = sorted((row[low], row[high]))
    if not row.get("min_size"):
        row.pop("opening_penalty", None)  # what never opens cannot be charged
    if table.record is Decision:  # an approval is about the person, and everything else about a pair
        row["seat_id"] = None if row["decision"] == "approve" else rng.choice(ids["seats"])
    return table.record(**row)


def _reference(rng: Random, column: Column, ids: Mapping[str, Sequence[str]]) -> str | tuple[str, ...]:
    known = ids[column.references or ""]
    return tuple(rng.sample(known, rng.randint(1, len(known)))) if column.kind == "texts" else rng.choice(known)


def _value(rng: Random, column: Column) -> Any:
    match column.kind:
        case "choice":
            return rng.choice(column.choices)
        case "integer":
            return rng.randint(*_range(column))
        case "number":
            return _number(rng, column)
        case "money":
            return Decimal(rng.choice((0, 1, 530050, 10**12, rng.randint(0, 10**12)))) / 100
        case "boolean":
            return rng.random() < 0.5
        case "date":
            return date(1950, 1, 1) + timedelta(days=rng.randint(0, 55 * 365))
        case "texts" if column.name == "occupation_ratings":
            return ("מלצר:5:1", "cook:1:3")[: rng.randint(1, 2)]
        case "texts":
            return tuple({f"{_text(rng)}{i}": None for i in range(rng.randint(1, 3))})
        case "choices":
            return tuple(rng.sample(column.choices, rng.randint(1, 3)))
        case "numbers":
            return tuple(_number(rng, column) for _ in range(rng.randint(1, 6)))
        case _:
            return _text(rng)


def _range(column: Column) -> tuple[int, int]:
    return int(column.minimum or 0), int(column.maximum if column.maximum is not None else 10**6)


def _number(rng: Random, column: Column) -> float:
    if column.name in ("latitude", "longitude"):
        return rng.uniform(29.5, 33.3) if column.name == "latitude" else rng.uniform(34.3, 35.8)
    low, high = _range(column)
    drawn = rng.choice((float(high), rng.uniform(low, high), rng.uniform(low, high) * 1e-7, 1 / 3 + low))
    return max(low, drawn) or (1e-9 if column.minimum_exclusive else 0.0)


def _text(rng: Random) -> str:
    made = "".join(rng.choices(_LETTERS, k=rng.randint(1, 12))).strip()
    return made if made and rng.random() < 0.7 else rng.choice(_INTERESTING)


def _distinct(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    return frame.unique(subset=key, maintain_order=True) if key and frame.height else frame
