"""Dates as people write them: ISO or dd/mm/yyyy, and what is wrong with the others."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from matchmaker.io.limits import EARLIEST_YEAR, LATEST_YEAR

_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAY_FIRST = r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$"
_MONTHS = re.compile(
    "(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"
    "|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    "|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين"
)
_JEWISH = re.compile("תשרי|חשו?ון|כסלו|טבת|שבט|אדר|ניסן|אייר|סיוון|סיון|תמוז|אלול|תש.{0,2}[״\"׳']")
_HIJRI = re.compile("(?i)محرم|صفر|ربيع|جمادى|رجب|شعبان|رمضان|شوال|ذو|هـ|hijri| ah$")

EXPECTED = "a date as yyyy-mm-dd or dd/mm/yyyy"


def dates_of(series: pl.Series) -> pl.Series:
    """Return the dates of a text column; null where there is none or it is not a date.

    Two forms are taken, always with the same meaning: ``2026-04-03`` and ``03/04/2026`` (the third of April). The
    month is never inferred from the value. Years from `EARLIEST_YEAR` to `LATEST_YEAR`.
    """
    iso = series.str.contains(_ISO)
    day_first = series.str.contains(_DAY_FIRST)
    found = pl.select(
        pl.when(iso)
        .then(series.str.to_date("%Y-%m-%d", strict=False))
        .when(day_first)
        .then(series.str.to_date("%d/%m/%Y", strict=False))
        .alias(series.name)
    ).to_series()
    return found.set(~found.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR), None)


def date_trouble(value: str) -> tuple[str, str, str | None]:
    """Return the code, the message and the hint for text that `dates_of` did not take."""
    if parts := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", value):
        return _numeric_trouble(value, *(int(part) for part in parts.groups()))
    if parts := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", value):
        day, month, year = (int(part) for part in parts.groups())
        return _numeric_trouble(value, year, month, day)
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", value):
        return "two-digit-year", "the year has two digits", "write the year with four digits"
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", value):
        return "type-error", "this is a date with a time", "leave out the time of day"
    return "type-error", "this is not a date", _hint(value)


def _numeric_trouble(value: str, year: int, month: int, day: int) -> tuple[str, str, str | None]:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return "out-of-range", f"the year lies outside {EARLIEST_YEAR} to {LATEST_YEAR}", None
    try:
        real = date(year, month, day)
    except ValueError:
        hint = "this looks like mm/dd/yyyy: write the day first" if "/" in value and day <= 12 < month <= 31 else None
        return "impossible-date", "there is no such day", hint
    return "type-error", "the day and the month need two digits", f"write {real.isoformat()}"


def _hint(value: str) -> str | None:
    if _JEWISH.search(value):
        return "this looks like a date of the Jewish calendar: write the Gregorian date"
    if _HIJRI.search(value):
        return "this looks like a date of the Hijri calendar: write the Gregorian date"
    if _MONTHS.search(value):
        return "write the month as a number"
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", value):
        return "this looks like Excel's number for a date: format the column as a date"
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", value):
        return "write it with slashes, dd/mm/yyyy"
    return None
