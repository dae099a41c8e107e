"""skip_findings: answers that the form's own order of questions does not allow (003:1033-1085)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matchmaker.errors import Finding
from matchmaker.surveys.sheets import Sheet

WINDOWS: Mapping[str, str] = {
    "1_2_months": "hires_in_1_2_months",
    "3_6_months": "hires_in_3_6_months",
    "6_months_or_more": "hires_in_6_months_or_more",
}
"""The column of each later window, which is a yes or no of its own (003:1054-1056)."""

_SKIPPED = "answered-though-skipped"
_MISSING = "missing-though-required"
_CLASH = "contradiction"


def skip_findings(
    answers: Sheet, vacancies: Sheet, lines: Mapping[int, Sequence[int]], branches_without_remote: Sequence[str]
) -> Iterator[Finding]:
    """Yield what does not follow the form; ``lines`` gives the vacancy rows of each row of answers.

    What decides the seats is an error, what only a person can still ask for (satisfaction, help) a warning.
    """
    windows = vacancies.windows
    counts = vacancies.frame["count"].to_list()
    for index, row in enumerate(answers.frame.iter_rows(named=True)):
        own = [(at, windows[at], counts[at]) for at in lines.get(index, ())]
        yield from _open_now(
            answers, vacancies, index, row, [(at, count) for at, window, count in own if window == "now"]
        )
        later = [(at, window) for at, window, _ in own if window in WINDOWS]
        yield from _later(answers, vacancies, index, row, later)
        yield from _service(answers, index, row)
        code = row["branch_code"]
        if row["remote_stance"] is not None and code is not None and code.startswith(tuple(branches_without_remote)):
            message = "this branch is not asked about work from a distance"
            yield answers.finding(index, "remote_stance", _SKIPPED, message, expected="the empty cell")


def _open_now(
    answers: Sheet,
    vacancies: Sheet,
    index: int,
    row: Mapping[str, Any],
    listed: Sequence[tuple[int, int | None]],
) -> Iterator[Finding]:
    told, number = row["has_vacancies"], row["open_vacancies"]
    if told is None and (number is not None or listed):
        message = "vacancies are given, and question 6 is not answered"
        yield answers.finding(index, "has_vacancies", _MISSING, message, expected="yes or no")
    elif told is None:
        message = "question 6 is not answered, so whether there are vacancies cannot be said"
        yield answers.finding(index, "has_vacancies", _MISSING, message, expected="yes or no", severity="warning")
    elif told is False:
        if number is not None:
            message = "question 7 is asked only if 6 is yes"
            yield answers.finding(index, "open_vacancies", _SKIPPED, message, expected="the empty cell",
                                  severity="error" if number else "warning")  # fmt: skip
        for at, _ in listed:
            message = "the employer has no open vacancies (question 6)"
            yield vacancies.finding(at, "count", _SKIPPED, message, expected="no line, or a later window")
    elif number is None:
        message = "question 6 is yes, and the number of vacancies is missing"
        yield answers.finding(index, "open_vacancies", _MISSING, message, expected="a whole number from 1")
    elif number == 0:
        message = "question 6 is yes, and the number of vacancies is 0"
        yield answers.finding(index, "open_vacancies", _CLASH, message, expected="a whole number from 1")
    else:
        total = sum(count or 0 for _, count in listed)
        if total > number:
            message = f"the vacancies listed add up to {total}"
            yield answers.finding(index, "open_vacancies", _CLASH, message, expected=f"at least {total}")
        elif total < number:
            message = (
                f"the occupation of {number - total} of {number} vacancies is not listed; they become seats without one"
            )
            yield answers.finding(index, "open_vacancies", "vacancies-not-listed", message, severity="warning")


def _later(
    answers: Sheet, vacancies: Sheet, index: int, row: Mapping[str, Any], listed: Sequence[tuple[int, str | None]]
) -> Iterator[Finding]:
    hires = {window: row[column] for window, column in WINDOWS.items()}
    none_expected, helped = row["no_hiring_expected"], row["needs_hiring_help"]
    for window, column in WINDOWS.items():
        lines = [at for at, each in listed if each == window]
        if hires[window] and none_expected:
            message = "hiring is expected in this window and not expected at all"
            yield answers.finding(index, column, _CLASH, message, expected="one of the two")
        if hires[window] and not lines:
            message = "no vacancy is listed for this window, so it has no seat: ask how many, and of which occupation"
            yield answers.finding(index, column, "window-without-vacancies", message, severity="warning")
        for at in lines if not hires[window] else ():
            unanswered = hires[window] is None
            message = f"question 8 is {'not answered' if unanswered else 'no'} for this window"
            code = _MISSING if unanswered else _SKIPPED
            yield vacancies.finding(at, "hiring_window", code, message, expected=f"yes in {column}")
    known_none = all(each is False for each in hires.values())
    if none_expected is False and known_none:
        message = "no window is hired in, and hiring is said to be expected"
        yield answers.finding(index, "no_hiring_expected", _CLASH, message, expected="a window with yes, or yes here")
    if helped is not None and (none_expected or known_none):
        message = "help to hire is asked about only if hiring is expected"
        yield answers.finding(index, "needs_hiring_help", _SKIPPED, message, expected="the empty cell")
    elif helped is None and any(hires.values()):
        message = "hiring is expected, and whether help is needed is not answered"
        yield answers.finding(index, "needs_hiring_help", _MISSING, message, expected="yes or no", severity="warning")


def _service(answers: Sheet, index: int, row: Mapping[str, Any]) -> Iterator[Finding]:
    told, satisfaction = row["service_contact"], row["satisfaction"]
    if satisfaction is not None and told is False:
        message = "satisfaction is asked only if there is contact (question 12)"
        yield answers.finding(index, "satisfaction", _SKIPPED, message, expected="the empty cell")
    elif satisfaction is not None and told is None:
        message = "satisfaction is given, and question 12 is not answered"
        yield answers.finding(index, "service_contact", _MISSING, message, expected="yes or no")
    elif satisfaction is None and told:
        message = "there is contact, and satisfaction is not answered"
        yield answers.finding(index, "satisfaction", _MISSING, message, expected="1 to 5", severity="warning")
