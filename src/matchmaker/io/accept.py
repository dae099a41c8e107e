"""The fast half of typed parsing: which cells of a text column are valid, and their values, by whole-column work."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

import polars as pl

from matchmaker.io.dates import dates_of
from matchmaker.model import LIST_SEPARATOR, MONEY, Column

MAX_ID = 200
BOOLEANS = MappingProxyType({"true": True, "false": False, "yes": True, "no": False, "כן": True, "לא": False})
"""Words for yes and no, in any case. 0 and 1 are not among them: they are counts elsewhere."""

SCIENTIFIC = r"^[0-9]([.,][0-9]+)?[eE][+-][0-9]{2,3}$"
"""What Excel makes of a long number: ``1.2E+07``."""

CONTROL = r"[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}]"
"""C0 and C1 control characters and the line and paragraph separators."""

CONTROL_IN_NOTE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
"""Control characters but tab and line ends, for columns that nothing reads."""

INVISIBLE = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]"
"""Characters no id may hold: control, format (bidirectional marks, zero widths), unassigned, private."""


def accept(column: Column, series: pl.Series, *, is_clean: bool = False) -> pl.Series:
    """Return the typed values of a text column; null where a cell is empty or not valid for ``column``.

    ``is_clean`` promises that no cell holds a control or format character.
    """
    return _BY_KIND[column.kind](column, series, is_clean)


def _ids(_column: Column, series: pl.Series, is_clean: bool) -> pl.Series:
    distinct = series.unique().drop_nulls()
    wrong = distinct.str.contains(SCIENTIFIC) | (distinct.str.len_chars() > MAX_ID) | ~distinct.str.contains(r"\S")
    if not is_clean:
        wrong |= distinct.str.contains(INVISIBLE)
    return series.set(series.is_in(distinct.filter(wrong).implode()), None) if wrong.any() else series


def _texts(column: Column, series: pl.Series, is_clean: bool) -> pl.Series:
    if column.pattern is not None:
        series = _matching(series, column.pattern)
    return series if is_clean else series.set(series.str.contains(CONTROL), None)


def _choices(column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    return series.set(~series.is_in(list(column.choices)), None)


def _integers(column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    return _in_range(column, series.cast(pl.Int64, strict=False))


def _numbers(column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    # the cast takes "nan" and "inf", which the range of finite numbers then refuses
    values = series.cast(pl.Float64, strict=False)
    return _in_range(column, values.set(~values.is_finite(), None))


def _amounts(column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    plain = _matching(series, r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$")
    return _in_range(column, plain.cast(MONEY, strict=False))


def _booleans(_column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    return series.str.to_lowercase().replace_strict(dict(BOOLEANS), default=None, return_dtype=pl.Boolean)


def _dates(_column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    return dates_of(series)


def _lists_of_text(column: Column, series: pl.Series, is_clean: bool) -> pl.Series:
    item = "[^;]+" if column.pattern is None else column.pattern.removeprefix("^").removesuffix("$")
    valid = _matching(series, _list_of(item))
    if not is_clean:
        valid = valid.set(valid.str.contains(CONTROL), None)
    return valid.str.split(LIST_SEPARATOR)


def _lists_of_choices(column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    item = "|".join(re.escape(choice) for choice in column.choices)
    return _matching(series, _list_of(item)).str.split(LIST_SEPARATOR)


def _lists_of_numbers(column: Column, series: pl.Series, _is_clean: bool) -> pl.Series:
    values = series.str.split(LIST_SEPARATOR).cast(pl.List(pl.Float64), strict=False)
    wrong = values.list.eval(~pl.element().is_finite() | pl.element().is_null()).list.any()
    for bound, aggregate in ((column.minimum, values.list.min()), (column.maximum, values.list.max())):
        if bound is not None:
            wrong |= (aggregate < bound) if bound is column.minimum else (aggregate > bound)
    return values.set(wrong, None)


def _list_of(item: str) -> str:
    return f"^(?:{item})(?:{LIST_SEPARATOR}(?:{item}))*$"


def _matching(series: pl.Series, pattern: str) -> pl.Series:
    return series.set(~series.str.contains(pattern), None)


def _in_range(column: Column, values: pl.Series) -> pl.Series:
    wrong = pl.Series([False]).new_from_index(0, len(values))
    if column.minimum is not None:
        wrong |= values <= column.minimum if column.minimum_exclusive else values < column.minimum
    if column.maximum is not None:
        wrong |= values > column.maximum
    return values.set(wrong, None)


_BY_KIND: dict[str, Callable[[Column, pl.Series, bool], pl.Series]] = {
    "id": _ids,
    "text": _texts,
    "choice": _choices,
    "integer": _integers,
    "number": _numbers,
    "money": _amounts,
    "boolean": _booleans,
    "date": _dates,
    "texts": _lists_of_text,
    "choices": _lists_of_choices,
    "numbers": _lists_of_numbers,
}
