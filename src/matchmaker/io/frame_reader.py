"""Typed frames (Parquet, and anything with ``__arrow_c_stream__``) to a table of text, exactly or not at all."""

from __future__ import annotations

from datetime import time

import polars as pl
from polars._typing import PolarsDataType

from matchmaker.io.findings import Findings
from matchmaker.io.labels import check_labels
from matchmaker.io.limits import MAX_ROWS
from matchmaker.io.raw_table import Native, RawTable
from matchmaker.model import LIST_SEPARATOR, Table

_LARGEST_WHOLE_FLOAT = 2.0**53


class _UnsupportedError(Exception):
    """A column of a type that cannot be told as text."""


def read_frame(frame: pl.DataFrame, table: Table, findings: Findings, *, file: str) -> RawTable | None:
    """Return a typed frame as a table of text with the natives of its cells.

    A column of a type that has no exact text (nested, binary, with a time zone) is an error by column. Rows are
    numbered as if under a header: the first record is row 2.
    """
    if frame.height > MAX_ROWS:
        findings.error(file, "too-many-rows", f"{frame.height:,} records", expected=f"at most {MAX_ROWS:,}")
        return None
    texts: dict[str, pl.Series] = {}
    natives: dict[str, pl.Series] = {}
    for position in check_labels(frame.columns, table, findings, file=file):
        series = frame.to_series(position)
        try:
            text, native = _as_text(series)
        except _UnsupportedError:
            message = f"a column of type {series.dtype} cannot be read"
            hint = "make it text, a number, a date, a boolean or a list of text"
            findings.error(file, "unsupported-type", message, column=series.name, row=1, hint=hint)
            continue
        texts[series.name] = text
        if native is not None:
            natives[series.name] = native
    return RawTable(table.name, file, pl.DataFrame(texts), natives=natives)


def _as_text(series: pl.Series) -> tuple[pl.Series, pl.Series | None]:  # noqa: PLR0911 - one line per type
    dtype = series.dtype
    if dtype in (pl.String, pl.Categorical, pl.Enum):
        text = series.cast(pl.String)
        return text.set(text == "", None), None
    if dtype == pl.Null:
        return series.cast(pl.String), None
    if dtype.is_float():
        return _float_text(series.cast(pl.Float64)), _all(series, "number")
    if dtype.is_integer() or isinstance(dtype, pl.Decimal):
        return series.cast(pl.String), _all(series, "number")
    if dtype == pl.Boolean:
        return series.cast(pl.String), _all(series, "boolean")
    if dtype == pl.Date:
        return series.dt.to_string("%Y-%m-%d"), _all(series, "date")
    if isinstance(dtype, pl.Datetime) and dtype.time_zone is None:
        return _datetime_text(series)
    if isinstance(dtype, pl.List) and _is_plain(getattr(dtype, "inner", pl.Null())):
        return _list_text(series)
    raise _UnsupportedError


def _is_plain(item: PolarsDataType) -> bool:
    return item == pl.String or item.is_numeric()


def _all(series: pl.Series, native: Native) -> pl.Series:
    given = series.is_not_null()
    return pl.select(pl.when(given).then(pl.lit(native)).alias(series.name)).to_series()


def _float_text(series: pl.Series) -> pl.Series:
    """Shortest exact text; a whole float loses its ``.0``, because a missing value makes floats of whole numbers."""
    whole = (series == series.floor()) & (series.abs() < _LARGEST_WHOLE_FLOAT)
    number = series.set(~series.is_finite() | ~whole, None).cast(pl.Int64).cast(pl.String)
    return pl.select(pl.when(whole).then(number).otherwise(series.cast(pl.String)).alias(series.name)).to_series()


def _datetime_text(series: pl.Series) -> tuple[pl.Series, pl.Series]:
    is_day = series.dt.time() == time()
    text = pl.when(is_day).then(series.dt.to_string("%Y-%m-%d")).otherwise(series.dt.to_string("iso"))
    native = pl.when(is_day).then(pl.lit("date")).when(series.is_not_null()).then(pl.lit("time"))
    frame = pl.select(text.alias("text"), native.alias("native"))
    return frame["text"].alias(series.name), frame["native"].alias(series.name)


def _list_text(series: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Items joined by ``;``; a list with a missing item, or one that holds a ``;``, cannot be told as text."""
    if series.dtype == pl.List(pl.String):
        items = series
        split = pl.element().str.contains(LIST_SEPARATOR, literal=True)
    else:
        items = series.cast(pl.List(pl.Float64)).cast(pl.List(pl.String))
        split = pl.lit(value=False)
    wrong = items.list.eval(pl.element().is_null() | split).list.any().fill_null(value=False)
    native = pl.when(wrong).then(pl.lit("object")).when(series.is_not_null()).then(pl.lit("list"))
    return items.list.join(LIST_SEPARATOR, ignore_nulls=True), pl.select(native.alias(series.name)).to_series()


def frame_of_capsule(given: object, name: str, findings: Findings) -> pl.DataFrame | None:
    """Return an object with ``__arrow_c_stream__`` as a polars frame, or ``None`` with the reason in ``findings``."""
    if not hasattr(given, "__arrow_c_stream__"):
        message = f"a {type(given).__name__} is not a table"
        findings.error(name, "type-error", message, expected="an object with __arrow_c_stream__, such as a data frame")
        return None
    if isinstance(given, pl.DataFrame):
        return given
    try:
        return pl.DataFrame(given)
    except Exception as error:  # whatever the exporter raises
        _report_import(name, error, findings)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # polars' panics derive from BaseException
            raise
        _report_import(name, error, findings)
    return None


def _report_import(name: str, error: BaseException, findings: Findings) -> None:
    message = f"the table cannot be imported: {error}"
    findings.error(name, "unsupported-type", message, expected="columns of text, numbers, dates, booleans or lists")
