"""Checks within a table that need more than one cell, or the day: orderings, penalties, birth dates, sums, identity
numbers."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.raw_table import RawTable
from matchmaker.model import MONEY, Table

YOUNGEST = 15
"""Age in years below which a birth date is reported (HOSTILE row 78)."""

OLDEST = 100
"""Age in years above which a birth date is reported (HOSTILE row 78)."""

_LARGEST_SUM = 9.2e16  # NIS: what a 64-bit integer of agorot holds
_MOSTLY = 0.9  # share of ids that must be identity numbers before the others are doubted [assumed]


def check_orderings(raw: RawTable, frame: pl.DataFrame, table: Table, findings: Findings) -> None:
    """Report rows in which a column that must not exceed another does."""
    for low, high in table.record.orderings:
        if low in frame.columns and high in frame.columns:
            for index in (frame[low] > frame[high]).arg_true():
                message = f"{low} is greater than {high} ({frame[high][index]})"
                findings.error(
                    raw.file, "ordering", message, sheet=raw.sheet, row=raw.row(index), column=low,
                    value=str(frame[low][index]), expected=f"{low} not greater than {high}",
                )  # fmt: skip


def check_penalties(raw: RawTable, frame: pl.DataFrame, findings: Findings) -> None:
    """Report opening penalties of opportunities that are no cohorts: what never opens cannot be charged."""
    if "opening_penalty" not in frame.columns:
        return
    least = frame["min_size"].fill_null(0) if "min_size" in frame.columns else pl.zeros(frame.height, eager=True)
    for index in ((frame["opening_penalty"] > 0) & (least == 0)).arg_true():
        findings.error(
            raw.file, "penalty-without-opening", "an opening penalty, and nothing that opens", sheet=raw.sheet,
            row=raw.row(index), column="opening_penalty", value=raw.frame["opening_penalty"][index],
            expected="a min_size of 1 or more beside it", hint="min_size = 1 lets it open with anybody at all",
        )  # fmt: skip


def check_birth_dates(raw: RawTable, frame: pl.DataFrame, today: date, findings: Findings) -> None:
    """Report births in the future as errors, ages under `YOUNGEST` or over `OLDEST` as warnings."""
    if "birth_date" not in frame.columns:
        return
    births = frame["birth_date"]
    for index in (births > today).arg_true():
        findings.error(
            raw.file, "birth-in-future", "the birth date lies in the future", sheet=raw.sheet, row=raw.row(index),
            column="birth_date", value=raw.frame["birth_date"][index], expected=f"a day up to {today.isoformat()}",
        )  # fmt: skip
    latest, earliest = _years_before(today, YOUNGEST), _years_before(today, OLDEST + 1)
    for index in (((births > latest) | (births <= earliest)) & (births <= today)).arg_true():
        findings.warning(
            raw.file, "unusual-age", f"the person would be under {YOUNGEST} or over {OLDEST}", sheet=raw.sheet,
            row=raw.row(index), column="birth_date", value=raw.frame["birth_date"][index], hint="check the year",
        )  # fmt: skip


def check_sums(raw: RawTable, frame: pl.DataFrame, findings: Findings) -> None:
    """Report a column of money whose sum is too large to be counted in agorot."""
    for series in frame.get_columns():
        if series.dtype == MONEY and float(series.cast(pl.Float64).sum()) > _LARGEST_SUM:
            message = "the sum of the column is too large"
            findings.error(
                raw.file, "out-of-range", message, sheet=raw.sheet, column=series.name, expected="amounts in NIS"
            )


def check_identity_numbers(raw: RawTable, frame: pl.DataFrame, table: Table, findings: Findings) -> None:
    """Where a table's ids are Israeli identity numbers, warn of lost leading zeros and of wrong check digits.

    They are taken for identity numbers when at least nine in ten have nine digits and a right check digit.
    """
    if len(table.key) != 1 or table.key[0] not in frame.columns:
        return
    ids = frame[table.key[0]]
    digits = ids.str.contains("^[0-9]{8,9}$")
    if digits.sum() < _MOSTLY * len(ids) or not len(ids):
        return
    right = _has_right_check_digit(ids.str.zfill(9).set(~digits, None))
    if right.sum() < _MOSTLY * len(ids):
        return
    for index in (right & (ids.str.len_bytes() == 8)).arg_true():
        hint = f"the leading zero may be lost: 0{ids[index]}?"
        _doubt(findings, raw, ids, index=index, message="the identity number has 8 digits", hint=hint)
    for index in (digits & ~right).arg_true():
        message = "the check digit of the identity number is wrong"
        _doubt(findings, raw, ids, index=index, message=message, hint="check the number")


def _doubt(findings: Findings, raw: RawTable, ids: pl.Series, *, index: int, message: str, hint: str) -> None:
    findings.warning(
        raw.file, "identity-number", message, sheet=raw.sheet, row=raw.row(index), column=ids.name, value=ids[index],
        hint=hint,
    )  # fmt: skip


def _has_right_check_digit(ids: pl.Series) -> pl.Series:
    """Luhn's rule: digits times 1, 2, 1, 2, ... from the left; the products' digits add up to a multiple of 10."""
    total = pl.zeros(len(ids), pl.Int64, eager=True)
    for position in range(9):
        product = ids.str.slice(position, 1).cast(pl.Int64) * (1 + position % 2)
        total += product // 10 + product % 10
    return (total % 10 == 0).fill_null(value=False)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
