"""Days as whole numbers that can be compared and subtracted, for the ``allowed`` half of eligibility."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl


def day_numbers(days: pl.Series) -> npt.NDArray[np.int64]:
    """Return dates as year, month and day in one number such as 20260331; 0 = not known. Shape (len(days),).

    The difference of two holds the whole years between them before its last four digits.
    """
    number = days.dt.year() * 10_000 + days.dt.month().cast(pl.Int32) * 100 + days.dt.day().cast(pl.Int32)
    return number.fill_null(0).to_numpy().astype(np.int64)
