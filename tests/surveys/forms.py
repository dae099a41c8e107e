"""Surveys that are in order, to break one answer at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from matchmaker.errors import Finding, InputError
from matchmaker.surveys import Survey, read_survey, write_template
from matchmaker.surveys.words import HEADERS, SHEETS

TODAY = date(2026, 6, 1)

BAKERY: dict[str, Any] = {
    "survey_date": "2026-05-03", "company_name": "מאפיית השחר", "locality": "כרמיאל", "branch": "ייצור מזון",
    "branch_code": "C10", "employees": "18", "recruitment_localities": "כרמיאל;סח'נין", "has_vacancies": "כן",
    "open_vacancies": "5", "hires_in_1_2_months": "כן", "hires_in_3_6_months": "לא", "hires_in_6_months_or_more": "כן",
    "no_hiring_expected": "לא", "needs_hiring_help": "כן", "remote_stance": "לא רלוונטי",
    "training_offer": "מציעים לעיתים לחלק מהעובדים", "training_need": "חפיפה בלבד", "service_contact": "כן",
    "satisfaction": "4", "wants_contact": "כן", "wants_community": "לא", "contact_person": "דנה לוי",
    "contact_email": "dana@example.org", "contact_phone": "04-5550100",
}  # fmt: skip
"""An employer of 18 with five vacancies now, more in 1-2 months and in half a year, who was asked everything."""

CLOSED: dict[str, Any] = {
    "survey_date": "2025-01-01", "company_name": "Carmel Software", "has_vacancies": "no", "hires_in_1_2_months": "no",
    "hires_in_3_6_months": "no", "hires_in_6_months_or_more": "no", "no_hiring_expected": "yes",
    "remote_stance": "hybrid", "service_contact": "no",
}  # fmt: skip
"""An employer who hires nobody, and was asked long ago."""

LINES: tuple[dict[str, Any], ...] = (
    {"company_name": "מאפיית השחר", "count": "2", "occupation": "אופה", "occupation_code": "751210"},
    {"company_name": "מאפיית השחר", "count": "1", "occupation": "נהג", "occupation_code": "832210"},
    {"company_name": "מאפיית השחר", "count": "3", "occupation": "אופה", "hiring_window": "בתוך 1-2 חודשים"},
)
"""Three of the five open vacancies, and three for later."""


def write_csv(path: Path, rows: list[dict[str, Any]], names: dict[str, str] | None = None) -> None:
    """Write rows under the union of their columns, called as ``names`` says."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [",".join((names or {}).get(column, column) for column in columns)]
    lines += [",".join(str(row.get(column, "")) for column in columns) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def folder(at: Path, answers: list[dict[str, Any]], lines: tuple[dict[str, Any], ...] | None = LINES) -> Path:
    """Write a survey as a folder of CSV files."""
    at.mkdir(exist_ok=True)
    write_csv(at / "survey.csv", answers)
    if lines is not None:
        write_csv(at / "vacancies.csv", list(lines))
    return at


def read(
    at: Path, answers: list[dict[str, Any]], lines: tuple[dict[str, Any], ...] | None = LINES, **options: Any
) -> Survey:
    """Write a survey and read it as of `TODAY`."""
    return read_survey(folder(at, answers, lines), as_of=TODAY, **options)


def wrong(
    at: Path, answers: list[dict[str, Any]], lines: tuple[dict[str, Any], ...] | None = LINES, **options: Any
) -> list[Finding]:
    """Return the errors of a survey."""
    try:
        read(at, answers, lines, **options)
    except InputError as error:
        return list(error.findings)
    return []


def fill_template(path: Path, answers: list[dict[str, Any]], lines: tuple[dict[str, Any], ...]) -> Path:
    """Fill the empty form as a person does in Excel: under the Hebrew headers, numbers as numbers, days as days."""
    write_template(path)
    book = openpyxl.load_workbook(path)
    for name, rows in (("answers", answers), ("vacancies", list(lines))):
        sheet = book[SHEETS[name][0]]
        at = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(rows, start=2):
            for column, value in row.items():
                cell = sheet.cell(number, at[HEADERS[column][0]])
                if column in ("employees", "open_vacancies", "satisfaction", "count"):
                    cell.value = int(value)
                else:
                    cell.value = date.fromisoformat(value) if column == "survey_date" else value
    book.save(path)
    return path
