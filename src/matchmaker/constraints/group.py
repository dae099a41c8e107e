"""Group: the participants a quota counts, as columns and the values that make a member."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl
from pydantic import BeforeValidator, InstanceOf, PlainSerializer
from pydantic_core import PydanticCustomError

from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding
from matchmaker.model import TABLES, Problem

Value = str | bool | int | float | date
_EXPECTED = "a table of participant columns and values, such as { gender = 'female' }"


@dataclass(frozen=True, slots=True)
class Group:
    """Participants whose value in *every* named column is *one of* the values listed for it.

    Any column of participants serves, the file's own extra columns too (as text); in a list column one item is
    enough. Values are compared exactly. Who has no value in a named column ("cannot say") counts as outside the
    group; `inspect` reports how many that are.
    """

    columns: tuple[tuple[str, tuple[Value, ...]], ...]

    def as_settings(self) -> dict[str, Any]:
        """Return the group as ``settings.toml`` writes it."""
        return {name: values[0] if len(values) == 1 else list(values) for name, values in self.columns}

    def __str__(self) -> str:
        return ", ".join(f"{name} = {' or '.join(map(str, values))}" for name, values in self.columns)

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return columns that do not exist, values a column cannot hold, values that never occur, and gaps."""
        return [finding for name, values in self.columns for finding in _inspect_column(problem, name, values)]


def _inspect_column(problem: Problem, name: str, values: tuple[Value, ...]) -> list[Finding]:
    frame, key = problem.participants, f"group.{name}"
    if name not in frame.columns:
        hint = nearest(name, frame.columns)
        return [Finding("settings.toml", "unknown-column", "is no column of participants", None, key, name, hint=hint)]
    series, expected = frame[name], _expected(frame.schema[name])
    if expected is None:
        message = "cannot define a group: it holds amounts or lists of numbers"
        return [Finding("settings.toml", "type-error", message, column=key, value=name)]
    types, words = expected
    wrong = [value for value in values if type(value) not in types]
    if wrong:
        return [Finding("settings.toml", "type-error", f"is not {words}", None, key, str(v), words) for v in wrong]
    choices = TABLES["participants"].columns[name].choices if name in TABLES["participants"].columns else ()
    if choices and (unknown := [str(value) for value in values if value not in choices]):
        words = "one of " + ", ".join(choices)
        return [
            Finding("settings.toml", "unknown-value", f"is no {name}", None, key, value, words, nearest(value, choices))
            for value in unknown
        ]
    return _warnings(series, key, values)


def _expected(dtype: pl.DataType) -> tuple[tuple[type, ...], str] | None:
    inner = dtype.inner if isinstance(dtype, pl.List) else dtype
    if inner == pl.String:
        return (str,), "a text"
    if inner == pl.Boolean:
        return (bool,), "true or false"
    if inner == pl.Date:
        return (date,), "a date"
    if inner == pl.Int64:
        return (int,), "a whole number"
    return ((int, float), "a number") if dtype == pl.Float64 else None


def _warnings(series: pl.Series, key: str, values: tuple[Value, ...]) -> list[Finding]:
    found, file = [], "settings.toml"
    n_missing = series.null_count()
    items = series.drop_nulls()
    seen = set((items.explode() if items.dtype == pl.List else items).to_list())
    for value in values:
        if value not in seen:
            hint = nearest(value, (str(item) for item in seen)) if isinstance(value, str) else None
            message = "no participant has this value"
            found.append(Finding(file, "unknown-value", message, None, key, str(value), None, hint, severity="warning"))
    if n_missing:
        message = f"{n_missing} of {series.len()} participants have no {series.name}: they count as outside the group"
        found.append(Finding(file, "missing-cell", message, column=key, severity="warning"))
    return found


def _group(value: Any) -> Group:
    if isinstance(value, Group):
        return value
    if not isinstance(value, Mapping) or not value:
        raise PydanticCustomError("type-error", "names no group", {"expected": _EXPECTED})
    return Group(tuple((str(name), _values(name, wanted)) for name, wanted in value.items()))


def _values(name: str, wanted: Any) -> tuple[Value, ...]:
    values = tuple(wanted) if isinstance(wanted, list | tuple) else (wanted,)
    # 7 in a text column and true in a number column are told apart where the group meets its column.
    if not values or not all(map(_is_value, values)):
        raise PydanticCustomError("type-error", "names no values for a column", {"expected": _EXPECTED})
    return values


def _is_value(value: Any) -> bool:
    return isinstance(value, Value) and not (isinstance(value, float) and not math.isfinite(value))


GroupField = Annotated[InstanceOf[Group], BeforeValidator(_group), PlainSerializer(Group.as_settings)]
"""A `Group` in a rule's settings: a table of participant columns, each with a value or a list of values."""
