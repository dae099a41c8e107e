"""read_survey: the employers' survey of 16 questions as employers, opportunities and seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from matchmaker.errors import Finding, InputError, UsageError, escape
from matchmaker.io.findings import Findings
from matchmaker.model import Problem
from matchmaker.programmes import DEFAULT, assumed_rules, load_programme
from matchmaker.programmes.survey import SurveyRules
from matchmaker.surveys.code_systems import CodeSystem, code_findings, read_codes, same_codes
from matchmaker.surveys.identify import Employers, identify
from matchmaker.surveys.sheets import Sheet, read_sheets
from matchmaker.surveys.skip_logic import skip_findings
from matchmaker.surveys.stale import stale_surveys
from matchmaker.surveys.survey import Survey
from matchmaker.surveys.to_tables import to_tables


def read_survey(
    path: str | Path,
    *,
    into: Problem | None = None,
    as_of: date | None = None,
    programme: str | None = None,
    branch_codes: str | Path | None = None,
    occupation_codes: str | Path | None = None,
    encoding: str = "utf-8",
) -> Survey:
    """Return what a survey (003:1025-1094) says: an .xlsx, or a folder with ``survey.csv`` and ``vacancies.csv``.

    One row per employer with a column per question, called by its number (``q1`` to ``q16``), in English or in Hebrew,
    and a sheet of vacancies (`matchmaker.surveys.answers` lists the columns, `write_template` writes the empty form).
    ``into`` is the data that employers are looked up in. ``as_of`` (the day of the call unless given) is the day to which
    ages are counted. ``branch_codes`` and ``occupation_codes`` are CSV files of ``code, name``: what is not in them, or in
    the other's, is an error. ``encoding`` is that of the CSV files.

    Raises:
        InputError: something is wrong; ``findings`` holds every error with its file, row and column.
        UsageError: the programme says nothing of a survey.
    """
    spec = programme or (None if into is None else into.settings.programme) or DEFAULT
    profile = load_programme(spec)
    rules = profile.survey
    if rules is None:
        raise UsageError(f"the programme {escape(spec)} does not say how a survey is read: no [survey]")
    branches = _system(
        "the branches of the Central Bureau of Statistics", branch_codes, rules.branch_code_form, encoding
    )
    occupations = _system("the Service's list of occupations", occupation_codes, rules.occupation_code_form, encoding)
    day = as_of or date.today()
    findings = Findings()
    sheets = read_sheets(Path(path), findings, encoding)
    if sheets is None:
        raise InputError(findings.errors)
    answers, vacancies = sheets
    if not answers.frame.height and not findings.errors:
        findings.error(answers.raw.file, "empty", "the survey holds no answers", sheet=answers.raw.sheet,
                       expected="a row for each employer")  # fmt: skip
    who = identify(answers, vacancies, into, findings)
    told = {(error.file, error.sheet, error.row, error.column) for error in findings.errors}
    for finding in _between_cells(answers, vacancies, who, rules, (branches, occupations)):
        if (
            finding.file,
            finding.sheet,
            finding.row,
            finding.column,
        ) not in told:  # a cell that is wrong is not "missing"
            findings.add(finding)
    _check_days(answers, day, findings)
    if findings.errors:
        raise InputError(findings.errors)
    tables = to_tables(answers, vacancies, who, rules)
    return Survey(
        **tables,
        stale=stale_surveys(tables["employers"], tables["seats"], rules.stale_after_days.value, day),
        warnings=findings.warnings,
        as_of=day,
        programme=spec,
        assumed=tuple(assumed_rules(profile, "survey")),
        into=into,
    )


def _system(title: str, path: str | Path | None, form: object, encoding: str) -> CodeSystem:
    codes = None if path is None else read_codes(Path(path), encoding=encoding)
    return CodeSystem(title, codes, getattr(form, "value", None))


def _between_cells(
    answers: Sheet,
    vacancies: Sheet,
    who: Employers,
    rules: SurveyRules,
    systems: tuple[CodeSystem, CodeSystem],
) -> Iterator[Finding]:
    """Yield what is wrong between cells: questions skipped or not, and codes of the other system."""
    branches, occupations = systems
    lines: dict[int, list[int]] = defaultdict(list)
    for at, owner in enumerate(who.owners):
        if owner is not None:
            lines[owner].append(at)
    yield from skip_findings(answers, vacancies, lines, rules.branches_without_remote_work.value)
    yield from code_findings(answers, "branch_code", branches, occupations)
    yield from code_findings(vacancies, "occupation_code", occupations, branches)
    yield from same_codes(answers, vacancies, who.owners, occupations)


def _check_days(answers: Sheet, day: date, findings: Findings) -> None:
    """Add surveys that lie in the future."""
    for index in (answers.frame["survey_date"] > day).arg_true():
        message = "the survey lies in the future"
        expected = f"a day up to {day.isoformat()}"
        findings.add(answers.finding(index, "survey_date", "date-in-future", message, expected=expected))
