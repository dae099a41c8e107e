"""Cells: the fast acceptance and the slow diagnosis agree on every kind, and say how to mend."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.io.accept import accept
from matchmaker.io.dates import dates_of
from matchmaker.io.diagnose import diagnose, expectation
from matchmaker.io.findings import Findings
from matchmaker.io.judge import judge_rows
from matchmaker.io.raw_table import RawTable
from matchmaker.io.tidy_rows import tidy_rows
from matchmaker.model import TABLES, Column
from matchmaker.model.settings import Region

PEOPLE = TABLES["participants"].columns
TODAY = date(2026, 6, 1)


def _one(column: Column, value: str) -> Any:
    (found,) = accept(column, pl.Series([value])).to_list()
    return found


@pytest.mark.parametrize(
    ("name", "value", "code", "hint"),
    [
        ("participant_id", "1.2E+07", "damaged-by-excel", "format the column as Text"),
        ("participant_id", "a\u200b", "control-character", "type the id again"),
        ("participant_id", "  ", "missing-cell", ""),
        ("participant_id", "x" * 201, "too-long", ""),
        ("name", "a\nb", "control-character", "line break"),
        ("name", "a\x85b", "control-character", "remove the character"),
        ("gender", "Female", "unknown-choice", "did you mean 'female'?"),
        ("gender", "זכר", "unknown-choice", ""),
        ("gender", "NULL", "missing-marker", "empty the cell"),
        ("meetings_held", "3.0", "type-error", "write 3"),
        ("meetings_held", "3.5", "type-error", ""),
        ("meetings_held", "-1", "out-of-range", ""),
        ("meetings_held", "99999999999999999999", "out-of-range", ""),
        ("wage_floor", "₪ 5,300", "type-error", "currency"),
        ("wage_floor", "5,300", "type-error", "thousands comma"),
        ("wage_floor", "5300,5", "type-error", "decimal point"),
        ("wage_floor", "1_000", "type-error", "underscore"),
        ("wage_floor", "٥٣٠٠", "type-error", "digits 0 to 9"),
        ("wage_floor", "５３００", "type-error", "digits 0 to 9"),
        ("wage_floor", "5²", "type-error", "digits 0 to 9"),
        ("wage_floor", " 5", "type-error", "spaces"),
        ("wage_floor", "5%", "type-error", "percent"),
        ("wage_floor", "5.123", "type-error", "agorot"),
        ("wage_floor", "10000000000.01", "out-of-range", ""),
        ("wage_floor", "9" * 16, "out-of-range", ""),
        ("latitude", "inf", "out-of-range", ""),
        ("latitude", "abc", "type-error", ""),
        ("car", "maybe", "type-error", ""),
        ("car", "1", "type-error", ""),
        ("skills", "a;", "empty-item", "only between items"),
        ("skills", ";a", "empty-item", "only between items"),
        ("skills", "a;\x07", "control-character", ""),
        ("available_days", "sunday;mon", "unknown-choice", "monday"),
        ("occupation_ratings", "cook:1:9", "pattern", ""),
        ("personality", "0.5;2", "out-of-range", ""),
        ("personality", "0.5;x", "type-error", ""),
        ("personality", "0.5;nan", "missing-marker", ""),
        ("birth_date", "29/02/2023", "impossible-date", ""),
        ("birth_date", "2023-02-29", "impossible-date", ""),
        ("birth_date", "12/25/2000", "impossible-date", "day first"),
        ("birth_date", "00/01/2000", "impossible-date", ""),
        ("birth_date", "01/02/24", "two-digit-year", "four digits"),
        ("birth_date", "0000-01-01", "out-of-range", ""),
        ("birth_date", "9999-01-01", "out-of-range", ""),
        ("birth_date", "1/2/2000", "type-error", "write 2000-02-01"),
        ("birth_date", "1.2.2000", "type-error", "slashes"),
        ("birth_date", "2000-01-02T10:00", "type-error", "time of day"),
        ("birth_date", "45000", "type-error", "format the column as a date"),
        ("birth_date", "ט״ו בשבט תשפ״ו", "type-error", "Jewish"),
        ("birth_date", "1 رمضان 1445", "type-error", "Hijri"),
        ("birth_date", "5 במרץ 2000", "type-error", "month as a number"),
        ("birth_date", "5 مارس 2000", "type-error", "month as a number"),
        ("birth_date", "soon", "type-error", ""),
        ("latitude", "-", "missing-marker", ""),
    ],
)
def test_refused_with_a_hint(name: str, value: str, code: str, hint: str) -> None:
    """A wrong cell has a code, an expectation and, where there is one, the way to mend it."""
    assert _one(PEOPLE[name], value) is None
    found = diagnose(PEOPLE[name], value, None)
    assert found.code == code
    assert hint in (found.hint or "")
    assert found.expected == expectation(PEOPLE[name])


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("participant_id", "012345678", "012345678"),
        ("participant_id", "1E5", "1E5"),
        ("name", "\u202bשם\u202c", "\u202bשם\u202c"),
        ("meetings_held", "007", 7),
        ("wage_floor", "5300.5", Decimal("5300.50")),
        ("latitude", "1e1", 10.0),
        ("car", "TRUE", True),
        ("car", "כן", True),
        ("car", "No", False),
        ("birth_date", "03/04/2026", date(2026, 4, 3)),
        ("available_days", "sunday;friday", ["sunday", "friday"]),
        ("personality", "0;1", [0.0, 1.0]),
        ("skills", " a;b ", [" a", "b "]),
    ],
)
def test_accepted(name: str, value: str, expected: object) -> None:
    """A right cell is taken exactly."""
    assert _one(PEOPLE[name], value) == expected


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(PEOPLE)), st.text(max_size=12))
def test_every_refusal_has_a_reason(name: str, value: str) -> None:
    """Whatever text is refused, the diagnosis gives a reason, and nothing raises."""
    text = value.encode("utf-8", "ignore").decode()
    if text and _one(PEOPLE[name], text) is None:
        found = diagnose(PEOPLE[name], text, None)
        assert found.code
        assert found.message


@settings(deadline=None)
@given(st.floats(-90, 90))
def test_numbers_are_exact(value: float) -> None:
    """A number written in full reads back as the same number."""
    assert _one(PEOPLE["latitude"], repr(value)) == value


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_are_exact(day: date) -> None:
    """Both forms of a date are the day they say."""
    assert dates_of(pl.Series([day.isoformat(), f"{day:%d/%m/%Y}"])).to_list() == [day, day]


def _judged(table: str = "participants", **columns: list[str | None]) -> tuple[pl.DataFrame, Findings]:
    findings = Findings()
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    raw = tidy_rows(RawTable(table, "f", frame), findings)
    return judge_rows(raw, findings, region=Region(), today=TODAY), findings


def _found(findings: Findings) -> list[tuple[int | None, str | None, str, str]]:
    return [(f.row, f.column, f.code, f.severity) for f in findings.all]


def test_birth_dates() -> None:
    """A birth in the future is an error; under 15 and over 100 are warnings; the limits themselves are fine."""
    births = ["2026-06-02", "2011-06-02", "2011-06-01", "1925-06-02", "1925-06-01", "2000-02-29", None]
    _, findings = _judged(participant_id=[f"P{i}" for i in range(7)], birth_date=births)
    assert _found(findings) == [
        (2, "birth_date", "birth-in-future", "error"),
        (3, "birth_date", "unusual-age", "warning"),
        (6, "birth_date", "unusual-age", "warning"),
    ]


def test_birth_dates_on_29_february() -> None:
    """The day of the call may be 29 February."""
    findings = Findings()
    frame = pl.DataFrame({"participant_id": ["P", "Q"], "birth_date": ["2009-02-28", "2009-03-01"]})
    judge_rows(RawTable("participants", "f", frame), findings, region=Region(), today=date(2024, 2, 29))
    assert [f.row for f in findings.all] == [3]


def test_half_coordinates() -> None:
    """Half of the coordinates is a warning, unless the other half has an error of its own."""
    _, findings = _judged(participant_id=["A", "B", "C"], latitude=["31", None, "31"], longitude=[None, "34.5", "x"])
    assert [entry for entry in _found(findings) if entry[2] == "half-coordinates"] == [
        (2, "longitude", "half-coordinates", "warning"),
        (3, "latitude", "half-coordinates", "warning"),
    ]
    assert _found(_judged(participant_id=["A"], latitude=["31"])[1]) == [
        (2, "longitude", "half-coordinates", "warning")
    ]


def _identity_number(start: int) -> str:
    """Complete eight digits by the check digit, reckoned digit by digit."""
    digits = [int(digit) for digit in f"{start:08d}"]
    total = sum(sum(divmod(digit * (1 + place % 2), 10)) for place, digit in enumerate(digits))
    return f"{start:08d}{-total % 10}"


def test_identity_numbers() -> None:
    """Where ids are identity numbers, a lost leading zero and a wrong check digit are warnings."""
    right = [_identity_number(start) for start in range(12_345_678, 12_345_708)]
    short = _identity_number(1_234_567)[1:]
    wrong = str(int(right[0]) + 1)
    _, findings = _judged(participant_id=[*right, short, wrong])
    assert _found(findings) == [
        (32, "participant_id", "identity-number", "warning"),
        (33, "participant_id", "identity-number", "warning"),
    ]
    assert findings.all[0].hint == f"the leading zero may be lost: 0{short}?"
    assert _found(_judged(participant_id=[short, wrong, "111111111"])[1]) == []


def test_markers_in_text_are_warned_of() -> None:
    """Words for "not known" in a text column are kept and warned of."""
    frame, findings = _judged(participant_id=["A", "B"], name=["N/A", "Ann"])
    assert frame["name"].to_list() == ["N/A", "Ann"]
    assert _found(findings) == [(2, "name", "missing-marker", "warning")]


def test_sum_too_large() -> None:
    """Money that cannot be summed in 64 bits of agorot is refused."""
    n = 10_000_000
    findings = Findings()
    from matchmaker.io.facts import check_sums
    from matchmaker.model import MONEY

    frame = pl.DataFrame({"wage": pl.repeat(Decimal(10_000_000_000), n, dtype=MONEY, eager=True)})
    check_sums(RawTable("seats", "f", frame), frame, findings)
    assert [f.code for f in findings.all] == ["out-of-range"]


def test_keys_of_several_columns() -> None:
    """Travel rows repeat by origin, destination and mode together, compared by identity key."""
    _, findings = _judged(
        "travel", origin=["ת״א", 'ת"א', "ת״א"], destination=["a", "A", "b"], mode=["car", "car", "car"],
        minutes=["5", "6", None],
    )  # fmt: skip
    assert _found(findings) == [(3, "origin", "primary-key", "error")]


def test_swap_with_a_column_that_passes() -> None:
    """Names under gender and genders under name are suspected of being swapped."""
    _, findings = _judged(participant_id=["A", "B"], name=["male", "female"], gender=["Ann", "Ben"])
    assert (1, "gender", "swapped-columns", "error") in _found(findings)


def test_long_cells_in_characters() -> None:
    """The limit counts characters, not bytes."""
    frame, findings = _judged(participant_id=["A", "B"], name=["ש" * 10_000, "ש" * 10_001])
    assert frame["name"].null_count() == 1
    assert _found(findings) == [(3, "name", "too-long", "error")]


def test_pattern_of_a_single_text() -> None:
    """A text column with a form of its own refuses other text."""
    column = Column("code", "text", False, "A code, two letters", pattern=r"^[a-z]{2}$")
    assert accept(column, pl.Series(["ab", "abc"])).to_list() == ["ab", None]
    assert diagnose(column, "abc", None).code == "pattern"
    assert "of the form A code" in expectation(column)


def test_open_and_exclusive_ranges() -> None:
    """Bounds may be open on either side and exclusive below; lists hold each item to them."""
    low, high, free = (
        Column("x", "number", False, "", minimum=0, minimum_exclusive=True),
        Column("x", "number", False, "", maximum=5),
        Column("x", "number", False, ""),
    )
    series = pl.Series(["0", "1", "9"])
    assert [accept(column, series).to_list() for column in (low, high, free)] == [
        [None, 1.0, 9.0],
        [0.0, 1.0, None],
        [0.0, 1.0, 9.0],
    ]
    assert [expectation(column) for column in (low, high, free)] == [
        "a number above 0",
        "a number up to 5",
        "a number",
    ]
    assert accept(Column("x", "numbers", False, ""), pl.Series(["1;-7"])).to_list() == [[1.0, -7.0]]
    assert "above 0 and up to 100" in expectation(TABLES["seats"].columns["position_percent"])


def test_hidden_text_is_looked_for_in_lists() -> None:
    """A table promised to hold no control character is not searched for one."""
    column = PEOPLE["skills"]
    assert accept(column, pl.Series(["a;\x07"]), is_clean=False).to_list() == [None]
    assert accept(column, pl.Series(["a;b"]), is_clean=True).to_list() == [["a", "b"]]
    assert accept(PEOPLE["participant_id"], pl.Series(["a"]), is_clean=True).to_list() == ["a"]
