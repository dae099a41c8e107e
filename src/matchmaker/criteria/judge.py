"""Criteria over all participants at once, for the ``allowed`` half of `matchmaker.constraints.Eligibility`."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.criteria.criterion import Criterion, OneOf, Within
from matchmaker.criteria.day_numbers import day_numbers
from matchmaker.criteria.elapsed import ELAPSED, Unit, elapsed_numbers

BoolArray = npt.NDArray[np.bool_]


def judge(criterion: Criterion, people: pl.DataFrame, days: npt.NDArray[np.int64]) -> tuple[BoolArray, BoolArray]:
    """Return which participants meet a criterion, and which do not, on each day. Both (p, D); neither = cannot say.

    ``days`` (D,) are those of `day_numbers`.
    """
    if not isinstance(criterion, OneOf | Within):
        judged = [judge(member, people, days) for member in criterion.members]
        needed = criterion.needed
        n_yes = sum(yes.astype(np.int64) for yes, _ in judged)
        n_no = sum(no.astype(np.int64) for _, no in judged)
        return np.asarray(n_yes >= needed), np.asarray(len(judged) - n_no < needed)
    if criterion.column in ELAPSED:
        since, unit = ELAPSED[criterion.column]
        return _judge_elapsed(criterion, people[since], days, unit)
    answer = people.select(_test(criterion, people.schema[criterion.column]).alias("answer"))["answer"]
    shape = (people.height, len(days))
    yes, no = answer.fill_null(False).to_numpy(), (~answer).fill_null(False).to_numpy()
    return np.broadcast_to(yes[:, None], shape), np.broadcast_to(no[:, None], shape)


def _test(criterion: OneOf | Within, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(criterion.column)
    if isinstance(dtype, pl.List) and isinstance(criterion, OneOf):  # no other criterion reads a list
        return column.list.eval(pl.element().is_in(list(criterion.values))).list.any()
    if not dtype.is_numeric():
        common = dtype
    else:
        # Money and whole numbers to the last decimal that a criterion may have; fractions as the float next to what was
        # written, of which a decimal of at most fifteen digits has one of its own.
        common = pl.Float64() if dtype.is_float() else pl.Decimal(38, 9)
        column = column.cast(common)
    if isinstance(criterion, OneOf):
        return column.is_in(
            pl.lit(pl.Series([_of(value, common) for value in criterion.values], dtype=common)).implode()
        )
    low = column >= _literal(criterion.min, common) if criterion.min is not None else pl.lit(True)
    high = column <= _literal(criterion.max, common) if criterion.max is not None else pl.lit(True)
    return pl.when(column.is_not_null()).then(low & high)


def _literal(value: object, dtype: pl.DataType) -> pl.Expr:
    return pl.lit(pl.Series([_of(value, dtype)], dtype=dtype)).first()


def _of(value: object, dtype: pl.DataType) -> object:
    return float(value) if isinstance(value, Decimal) and dtype.is_float() else value


def _judge_elapsed(
    criterion: OneOf | Within, since: pl.Series, days: npt.NDArray[np.int64], unit: Unit
) -> tuple[BoolArray, BoolArray]:
    start, day = day_numbers(since)[:, None], days[None, :]
    known = (start > 0) & (day > 0)
    counted = elapsed_numbers(start, day, unit)
    if isinstance(criterion, OneOf):
        within = np.isin(counted, [float(str(value)) for value in criterion.values])
    else:
        low = -np.inf if criterion.min is None else float(str(criterion.min))
        within = (counted >= low) & (counted <= (np.inf if criterion.max is None else float(str(criterion.max))))
    return known & within, known & ~within
