"""Surveys with one thing wrong: each is refused with its file, row and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.errors import InputError, UsageError
from matchmaker.surveys import read_survey
from tests.surveys.forms import BAKERY, CLOSED, LINES, TODAY, fill_template, folder, read, write_csv, wrong

SKIPPED, MISSING, CLASH = "answered-though-skipped", "missing-though-required", "contradiction"
PLAIN = {"company_name": "x", "has_vacancies": "no"}
NAME = BAKERY["company_name"]
LATER = {"company_name": NAME, "count": "1", "hiring_window": "3_6_months"}


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"has_vacancies": "לא"}, "open_vacancies", SKIPPED),
        ({"open_vacancies": ""}, "open_vacancies", MISSING),
        ({"has_vacancies": ""}, "has_vacancies", MISSING),
        ({"open_vacancies": "0"}, "open_vacancies", CLASH),
        ({"open_vacancies": "2"}, "open_vacancies", CLASH),
        (
            {"no_hiring_expected": "כן", "needs_hiring_help": "", "hires_in_6_months_or_more": ""},
            "hires_in_1_2_months",
            CLASH,
        ),
        ({"service_contact": "לא"}, "satisfaction", SKIPPED),
        ({"service_contact": ""}, "service_contact", MISSING),
        ({"satisfaction": "6"}, "satisfaction", "out-of-range"),
        ({"employees": "many"}, "employees", "type-error"),
        ({"survey_date": "2026-06-02"}, "survey_date", "date-in-future"),
        ({"survey_date": "2026-02-30"}, "survey_date", "impossible-date"),
        ({"has_vacancies": "maybe"}, "has_vacancies", "type-error"),
        ({"training_need": "חפיפא בלבד"}, "training_need", "unknown-choice"),
        ({"remote_stance": "hybird"}, "remote_stance", "unknown-choice"),
        ({"branch_code": "7512-10"}, "branch_code", "unknown-code"),
        ({"company_name": ""}, "company_name", "missing-cell"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(tmp_path: Path, changes: dict[str, str], column: str, code: str) -> None:
    """The bakery with one answer changed has that one error, in row 2 of its column."""
    lines = None if changes.get("company_name") == "" else LINES
    if changes.get("has_vacancies") == "לא":
        lines = LINES[2:]
    found = wrong(tmp_path / "s", [{**BAKERY, **changes}], lines)
    assert [(f.file, f.row, f.column, f.code) for f in found] == [("survey.csv", 2, column, code)]


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"no_hiring_expected": "no"}, "no_hiring_expected", CLASH),
        ({"needs_hiring_help": "yes"}, "needs_hiring_help", SKIPPED),
        ({"open_vacancies": "3"}, "open_vacancies", SKIPPED),
        ({"satisfaction": "3"}, "satisfaction", SKIPPED),
    ],
)
def test_who_hires_nobody_is_not_asked_further(tmp_path: Path, changes: dict[str, str], column: str, code: str) -> None:
    """An employer without hiring or contact who answers what was to be skipped, or denies its own answers, is refused."""
    found = wrong(tmp_path / "s", [{**CLOSED, **changes}], None)
    assert [(f.row, f.column, f.code) for f in found] == [(2, column, code)]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ({"company_name": "מאפיית השחרר", "count": "1"}, "company_name", "foreign-key"),
        ({"count": "1"}, "company_name", "missing-cell"),
        ({"company_name": NAME}, "count", "missing-cell"),
        ({"company_name": NAME, "count": "0"}, "count", "out-of-range"),
        ({"company_name": NAME, "count": "1", "hiring_window": "soon"}, "hiring_window", "unknown-choice"),
        (LATER, "hiring_window", SKIPPED),
        ({"company_name": NAME, "count": "1", "occupation_code": "c10"}, "occupation_code", "swapped-code-system"),
    ],
)
def test_a_vacancy_that_cannot_be_is_refused(tmp_path: Path, line: dict[str, str], column: str, code: str) -> None:
    """One line more has that one error, in row 5 of its column."""
    found = wrong(tmp_path / "s", [BAKERY], (*LINES, line))
    assert [(f.file, f.row, f.column, f.code) for f in found] == [("vacancies.csv", 5, column, code)]


def test_an_answer_is_shown_as_it_was_written(tmp_path: Path) -> None:
    """A yes in Hebrew is told in Hebrew, and not as the value it was read as."""
    (found,) = wrong(
        tmp_path / "s",
        [{**BAKERY, "no_hiring_expected": "כן", "needs_hiring_help": "", "hires_in_6_months_or_more": ""}],
    )
    assert (found.code, found.value) == (CLASH, "כן")


def test_a_window_in_no_known_words_is_one_error_and_not_now(tmp_path: Path) -> None:
    """Of an employer with nothing open, a line whose window cannot be read is not taken for one that is open now."""
    line = {"company_name": CLOSED["company_name"], "count": "4", "hiring_window": "1-2 חודשים"}
    (found,) = wrong(tmp_path / "s", [CLOSED], (line,))
    assert (found.column, found.code, found.value) == ("hiring_window", "unknown-choice", "1-2 חודשים")


def test_a_missing_column_is_named_as_the_form_names_it(tmp_path: Path) -> None:
    """Without the company's name, the message gives the heading of the Hebrew form too."""
    found = wrong(tmp_path / "s", [{"q6": "no"}], None)
    assert ("company_name", "the form calls it 'שם החברה'") in [(f.column, f.hint) for f in found]


def test_a_line_for_a_window_not_asked_about_is_refused(tmp_path: Path) -> None:
    """A vacancy in 3-6 months needs a yes to that window."""
    (found,) = wrong(tmp_path / "s", [{**BAKERY, "hires_in_3_6_months": ""}], (*LINES, LATER))
    assert (found.row, found.column, found.code) == (5, "hiring_window", MISSING)


def test_lines_of_who_has_no_vacancies_are_refused(tmp_path: Path) -> None:
    """Vacancies open now, of an employer that has none, are refused line by line."""
    found = wrong(tmp_path / "s", [{**BAKERY, "has_vacancies": "no", "open_vacancies": ""}])
    assert [(f.file, f.row, f.code) for f in found] == [("vacancies.csv", 2, SKIPPED), ("vacancies.csv", 3, SKIPPED)]


def test_nought_vacancies_of_who_has_none_are_only_odd(tmp_path: Path) -> None:
    """A 0 under question 7 says what question 6 said, so it warns and stops nothing."""
    told = read(tmp_path / "s", [{**CLOSED, "open_vacancies": "0"}], None)
    assert [(w.column, w.code) for w in told.warnings] == [("open_vacancies", SKIPPED)]


@pytest.mark.parametrize(
    ("changes", "column"), [({"satisfaction": ""}, "satisfaction"), ({"needs_hiring_help": ""}, "needs_hiring_help")]
)
def test_what_is_missing_and_makes_no_seat_only_warns(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    """Satisfaction and help, where they should have been asked, are to be asked for, and stop nothing."""
    told = read(tmp_path / "s", [{**BAKERY, **changes}])
    assert (column, MISSING) in {(w.column, w.code) for w in told.warnings}


def test_a_sheet_that_cannot_be_read_hides_nothing_of_the_other(tmp_path: Path) -> None:
    """Errors of the answers are told beside a file of vacancies that is no table."""
    written = folder(tmp_path / "s", [{**BAKERY, "satisfaction": "6"}])
    (written / "vacancies.csv").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        read_survey(written, as_of=TODAY)
    assert {(f.file, f.code) for f in caught.value.findings} == {
        ("vacancies.csv", "empty"),
        ("survey.csv", "out-of-range"),
    }


def test_everything_is_reported_at_once_under_the_headers_as_written(tmp_path: Path) -> None:
    """Errors of two rows and two sheets come together, and name the columns as the form does."""
    written = folder(tmp_path / "s", [])
    names = {"satisfaction": "שביעות רצון", "open_vacancies": "Q7"}
    write_csv(
        written / "survey.csv",
        [{**BAKERY, "satisfaction": "9", "open_vacancies": "1"}, {**CLOSED, "satisfaction": "1"}],
        names,
    )
    write_csv(written / "vacancies.csv", [*LINES, {"company_name": NAME}])
    with pytest.raises(InputError) as caught:
        read_survey(written, as_of=TODAY)
    assert {(f.file, f.row, f.column, f.code) for f in caught.value.findings} == {
        ("survey.csv", 2, "שביעות רצון", "out-of-range"),
        ("survey.csv", 2, "Q7", CLASH),
        ("survey.csv", 3, "שביעות רצון", SKIPPED),
        ("vacancies.csv", 5, "count", "missing-cell"),
    }


def test_the_nearest_answer_is_suggested_in_its_language(tmp_path: Path) -> None:
    """A slip in Hebrew is answered with the Hebrew word, one in English with the English."""
    for word, meant in (("חפיפא בלבד", "חפיפה בלבד"), ("trainin", "training")):
        (found,) = wrong(tmp_path / "s", [{**BAKERY, "training_need": word}])
        assert found.hint == f"did you mean '{meant}'?"


def test_two_rows_of_one_employer_that_differ_are_refused(tmp_path: Path) -> None:
    """The second row is named with the first and with the columns in which they differ."""
    (found,) = wrong(tmp_path / "s", [CLOSED, {**CLOSED, "employees": "7"}], None)
    assert (found.row, found.column, found.code) == (3, "company_name", "duplicate-employer")
    assert "row 2" in found.message
    assert "employees" in found.message


def test_one_id_for_two_companies_is_refused(tmp_path: Path) -> None:
    """Rows of one id and two names are one employer that says two things."""
    rows = [{**PLAIN, "employer_id": "E1"}, {**PLAIN, "employer_id": "e1", "company_name": "y"}]
    assert [f.code for f in wrong(tmp_path / "s", rows, None)] == ["duplicate-employer"]


def test_vacancies_of_a_name_that_two_have_are_refused(tmp_path: Path) -> None:
    """Of two sites of one name, a vacancy must say whose it is."""
    rows = [
        {**BAKERY, "employer_id": "E1", "open_vacancies": "9"},
        {**CLOSED, "company_name": NAME, "employer_id": "E2"},
    ]
    found = wrong(tmp_path / "s", rows, LINES[:1])
    assert [(f.file, f.row, f.code) for f in found] == [("vacancies.csv", 2, "ambiguous-employer")]


def test_a_name_that_two_employers_of_the_data_have_is_refused(tmp_path: Path, fixtures: Path) -> None:
    """Which of them answered must be said by an id."""
    known = mm.read(fixtures / "tiny_quota")
    twin = known.employers.with_columns(employer_id=pl.lit("twin"))
    twins = known.replace(employers=pl.concat([known.employers, twin]).with_columns(name=pl.lit("x")))
    assert [f.code for f in wrong(tmp_path / "s", [PLAIN], None, into=twins)] == ["ambiguous-employer"]


def test_a_name_too_long_for_an_id_is_refused(tmp_path: Path) -> None:
    """An id is made of the name, and the ids of its seats must stay within their length."""
    found = wrong(tmp_path / "s", [{**PLAIN, "company_name": "x" * 181}], None)
    assert [(f.column, f.code) for f in found] == [("company_name", "too-long")]


def lists(at: Path) -> dict[str, Path]:
    """Write a list of each of the two systems of codes."""
    write_csv(at / "branches.csv", [{"code": "C10", "name": "food"}, {"code": "J62", "name": "software"}])
    write_csv(at / "occupations.csv", [{"code": "751210", "name": "baker"}, {"code": "832210", "name": "driver"}])
    return {"branch_codes": at / "branches.csv", "occupation_codes": at / "occupations.csv"}


def test_codes_of_the_lists_are_taken(tmp_path: Path) -> None:
    """With both lists the bakery is in order."""
    assert wrong(tmp_path / "s", [BAKERY], LINES, **lists(tmp_path)) == []


@pytest.mark.parametrize(
    ("branch", "occupation", "found"),
    [
        ("751210", "832210", [("branch_code", "swapped-code-system")]),
        ("C10", "J62", [("occupation_code", "swapped-code-system")]),
        ("751210", "J62", [("branch_code", "swapped-code-system"), ("occupation_code", "swapped-code-system")]),
        ("C11", "832210", [("branch_code", "unknown-code")]),
        ("C10", "83221", [("occupation_code", "unknown-code")]),
    ],
)
def test_codes_of_the_other_system_are_refused(
    tmp_path: Path, branch: str, occupation: str, found: list[tuple[str, str]]
) -> None:
    """A branch's code among occupations, or the other way round, is told as swapped; one of neither as unknown."""
    lines = ({**LINES[0], "occupation_code": occupation}, *LINES[1:])
    told = wrong(tmp_path / "s", [{**BAKERY, "branch_code": branch}], lines, **lists(tmp_path))
    assert [(f.column, f.code) for f in told] == found
    assert all(f.code == "swapped-code-system" or "did you mean" in str(f.hint) for f in told)


def test_one_list_is_enough_to_see_a_swap(tmp_path: Path) -> None:
    """With the occupations' list alone, its code among the branches is told; nothing is said of codes not in reach."""
    given = {"occupation_codes": lists(tmp_path)["occupation_codes"]}
    assert [f.code for f in wrong(tmp_path / "s", [{**BAKERY, "branch_code": "751210"}], **given)] == [
        "swapped-code-system"
    ]
    assert wrong(tmp_path / "s", [{**BAKERY, "branch_code": "J62"}], **given) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("code,name\nC10,a\nC10,b\n", "primary-key"), ("name\nfood\n", "missing-label"), (None, "not-found")],
)
def test_a_list_of_codes_that_cannot_be_used_is_refused(tmp_path: Path, text: str | None, code: str) -> None:
    """A code twice, no column of codes, or no file."""
    path = tmp_path / "codes.csv"
    if text is not None:
        path.write_text(text, "utf-8")
    assert code in {f.code for f in wrong(tmp_path / "s", [BAKERY], branch_codes=path)}


def test_a_branch_that_is_not_asked_of_work_from_a_distance(tmp_path: Path) -> None:
    """With a profile that names the branch, an answer to question 9 is refused (003:1008, 1060)."""
    profile = tmp_path / "mine.toml"
    profile.write_text(
        'base = "general"\nname = "mine"\n[survey]\nbranches_without_remote_work = { value = ["C"], source = "a test" }\n',
        "utf-8",
    )
    (found,) = wrong(tmp_path / "s", [BAKERY], programme=str(profile))
    assert (found.column, found.code) == ("remote_stance", SKIPPED)
    assert wrong(tmp_path / "s", [{**BAKERY, "remote_stance": ""}], programme=str(profile)) == []


def _no_answers(at: Path) -> Path:
    write_csv(folder(at, []) / "other.csv", [PLAIN])
    (at / "survey.csv").unlink()
    return at


def _header_only(at: Path) -> Path:
    (folder(at, [], None) / "survey.csv").write_text("company_name,q7\n", "utf-8")
    return at


def _no_names(at: Path) -> Path:
    (folder(at, [], None) / "survey.csv").write_text("q2,q7\nx,1\n", "utf-8")
    return at


def _same_column(at: Path) -> Path:
    (folder(at, [], None) / "survey.csv").write_text("q1,q7,open_vacancies\nx,,\n", "utf-8")
    return at


def _twice(at: Path) -> Path:
    write_csv(folder(at, [PLAIN]) / "סקר.csv", [PLAIN])
    return at


def _no_workbook(at: Path) -> Path:
    at.with_suffix(".xlsx").write_text("company_name\nx\n", "utf-8")
    return at.with_suffix(".xlsx")


def _other_sheets(at: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["company_name"])
    book.save(at.with_suffix(".xlsx"))
    return at.with_suffix(".xlsx")


def _sheet_twice(at: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.create_sheet("סקר").append(["q1"])
    book["survey"].append(["q1"])
    book.save(at.with_suffix(".xlsx"))
    return at.with_suffix(".xlsx")


def _code_as_number(at: Path) -> Path:
    path = fill_template(at.with_suffix(".xlsx"), [BAKERY], LINES)
    book = openpyxl.load_workbook(path)
    cell = next(cell for cell in book["משרות"][2] if cell.value == "751210")
    cell.value = 751210
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_no_answers, "missing-table"),
        (_header_only, "empty"),
        (_no_names, "missing-label"),
        (_same_column, "duplicate-label"),
        (_twice, "duplicate-table"),
        (_no_workbook, "wrong-format"),
        (_other_sheets, "missing-table"),
        (_sheet_twice, "duplicate-table"),
        (_code_as_number, "number-in-text-column"),
        (lambda at: at / "nowhere.xlsx", "not-found"),
    ],
)
def test_a_file_that_is_no_survey_is_refused(tmp_path: Path, make: Callable[[Path], Path], code: str) -> None:
    """What cannot be read as a survey says why."""
    with pytest.raises(InputError) as caught:
        read_survey(make(tmp_path / "s"), as_of=TODAY)
    assert code in {finding.code for finding in caught.value.findings}


def test_a_programme_without_the_section_is_refused(tmp_path: Path) -> None:
    """A profile of its own that says nothing of a survey cannot read one."""
    profile = tmp_path / "bare.toml"
    assumed: dict[str, Any] = {"weights": "wage", "side_weights": "participant"}
    tables = "".join(f'[{key}]\n{name} = {{ value = 1.0, basis = "assumed" }}\n' for key, name in assumed.items())
    profile.write_text(
        'name = "bare"\ntitle_he = "x"\ntitle_en = "x"\nversion = "1"\nvalid_from = 2020-01-01\n'
        f'exponent = {{ value = 1.0, basis = "assumed" }}\n{tables}', "utf-8"
    )  # fmt: skip
    with pytest.raises(UsageError, match=r"no \[survey\]"):
        read(tmp_path / "s", [BAKERY], programme=str(profile))
