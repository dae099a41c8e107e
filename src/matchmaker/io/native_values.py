"""Values of typed sources as the text a person would have written, with what they were."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.io.raw_table import Native
from matchmaker.model import LIST_SEPARATOR

_EXACT = 2.0**53


def text_and_native(value: Any) -> tuple[str | None, Native | None]:  # noqa: PLR0911 - one line per type
    """Return a value as text (``None`` for a missing one) and what it was (``None`` for text).

    Whole floats below 2**53 lose their ``.0``, since workbooks and JSON know one kind of number; midnight loses its
    time. A list is joined by ``;``; one that holds anything but text and numbers, or an item with a ``;``, is an
    object: it cannot stand in a cell.
    """
    match value:
        case None | "":
            return None, None
        case str():
            return value, None
        case bool():
            return ("true" if value else "false"), "boolean"
        case int() | Decimal():
            return str(value), "number"
        case float():
            whole = math.isfinite(value) and value == int(value) and abs(value) < _EXACT
            return (str(int(value)) if whole else repr(value)), "number"
        case datetime():
            is_day = value.time() == time() and value.tzinfo is None
            return (value.date().isoformat(), "date") if is_day else (value.isoformat(), "time")
        case date():
            return value.isoformat(), "date"
        case time() | timedelta():
            return str(value), "time"
        case list() | tuple():
            return _joined(value)
        case _:
            return str(value), "object"


def _joined(items: Sequence[Any]) -> tuple[str, Native]:
    texts = [item if isinstance(item, str) else text_and_native(item)[0] for item in items]
    if any(isinstance(item, Mapping | list | tuple | bool) for item in items) or any(
        text is None or LIST_SEPARATOR in text for text in texts
    ):
        return str(items), "object"
    return LIST_SEPARATOR.join(text for text in texts if text is not None), "list"


def text_columns(columns: Mapping[str, Iterable[Any]]) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """Return columns of values as a frame of text and, for each column that has any, the natives of its cells."""
    texts: dict[str, pl.Series] = {}
    natives: dict[str, pl.Series] = {}
    for name, values in columns.items():
        pairs = [text_and_native(value) for value in values]
        texts[name] = pl.Series(name, [text for text, _ in pairs], dtype=pl.String)
        if any(native is not None for _, native in pairs):
            natives[name] = pl.Series(name, [native for _, native in pairs], dtype=pl.String)
    return pl.DataFrame(texts), natives
