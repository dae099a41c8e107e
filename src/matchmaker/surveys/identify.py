"""identify: which rows are one employer, which employer it is, and whose vacancies are whose."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from matchmaker.io.findings import Findings
from matchmaker.io.nearest import suggestion
from matchmaker.model import Problem
from matchmaker.surveys.sheets import Sheet
from matchmaker.text.identity import identity_key

LONGEST_ID = 180
"""Characters an employer's id may have, so that the ids of its seats stay within 200."""


@dataclass(frozen=True, slots=True)
class Employers:
    """``ids`` by row of answers (null: the row repeats another), and the row of answers of each vacancy."""

    ids: list[str | None]
    owners: list[int | None]


def identify(answers: Sheet, vacancies: Sheet, into: Problem | None, findings: Findings) -> Employers:
    """Return who is who; equal rows of one employer are one, rows that differ are an error, and so is a stranger's vacancy.

    An employer is known by its id, else by its name, compared by identity key; in ``into`` first by id, then by name. One
    that is new there has its name for an id.
    """
    given = [_key(value) for value in answers.frame["employer_id"]]
    names = [_key(value) for value in answers.frame["company_name"]]
    kept = _without_repeats(answers, given, names, findings)
    known = _Known(into)
    ids: list[str | None] = [None] * len(names)
    for index in kept:
        ids[index] = known.id_of(answers, index, findings)
    by_id = {given[index]: index for index in kept if given[index]}
    by_name: dict[str, list[int]] = defaultdict(list)
    for index in kept:
        by_name[names[index]].append(index)
    return Employers(ids, _owners(vacancies, answers, by_id, by_name, findings))


def _key(value: str | None) -> str:
    return identity_key(value or "")


def _without_repeats(answers: Sheet, given: list[str], names: list[str], findings: Findings) -> list[int]:
    """Return the rows to keep: the first of each employer. Of one name, rows with two ids are two employers."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        groups[name].append(index)
    kept = []
    for name, rows in groups.items():
        by_id: dict[str, list[int]] = defaultdict(list)
        for index in rows:
            by_id[given[index]].append(index)
        apart = list(by_id.values()) if "" not in by_id else [rows]
        for same in apart if name else [[index] for index in rows]:
            kept.append(same[0])
            for index in same[1:]:
                _report_repeat(answers, same[0], index, findings)
    first_of: dict[str, int] = {}
    for index in sorted(kept):
        if given[index] and first_of.setdefault(given[index], index) != index:
            _report_repeat(answers, first_of[given[index]], index, findings)
    return sorted(kept)


def _report_repeat(answers: Sheet, first: int, index: int, findings: Findings) -> None:
    one, two = answers.frame.row(first, named=True), answers.frame.row(index, named=True)
    differing = [answers.written.get(column, column) for column in one if _differ(column, one[column], two[column])]
    where = answers.raw.row(first)
    if differing:
        message = f"row {where} is of the same employer and says otherwise: {', '.join(differing)}"
        findings.add(answers.finding(index, "company_name", "duplicate-employer", message, expected="one row for an employer",
                                     hint="keep the row that holds, or give two sites an employer_id each"))  # fmt: skip
    else:
        message = f"the row repeats row {where} and was taken once"
        findings.add(answers.finding(index, "company_name", "duplicate-row", message, severity="warning"))


def _differ(column: str, one: object, two: object) -> bool:
    if column in ("company_name", "employer_id"):
        return _key(str(one or "")) != _key(str(two or ""))
    return one != two


class _Known:
    """The employers of the data that the survey goes into."""

    def __init__(self, into: Problem | None) -> None:
        self._ids: dict[str, str] = {}
        self._named: dict[str, list[str]] = defaultdict(list)
        rows = () if into is None else into.employers.select("employer_id", "name").iter_rows()
        for employer_id, name in rows:
            self._ids[identity_key(employer_id)] = employer_id
            if name is not None:
                self._named[identity_key(name)].append(employer_id)

    def id_of(self, answers: Sheet, index: int, findings: Findings) -> str | None:
        given, name = answers.frame["employer_id"][index], answers.frame["company_name"][index]
        wanted = given or name
        if wanted is None:
            return None
        found = self._ids.get(identity_key(wanted))
        if found is None and given is None and len(namesakes := self._named.get(identity_key(name), [])) > 0:
            if len(namesakes) > 1:
                message = f"{len(namesakes)} employers of the data have this name: {', '.join(namesakes[:5])}"
                findings.add(answers.finding(index, "company_name", "ambiguous-employer", message,
                                             expected="one of them as employer_id"))  # fmt: skip
                return None
            found = namesakes[0]
        chosen: str = found or wanted.strip()
        if len(chosen) > LONGEST_ID:
            column = "company_name" if given is None else "employer_id"
            findings.add(answers.finding(index, column, "too-long", f"an id is made of it, of {len(chosen)} characters",
                                         expected=f"at most {LONGEST_ID} characters"))  # fmt: skip
        return chosen


def _owners(
    vacancies: Sheet, answers: Sheet, by_id: dict[str, int], by_name: dict[str, list[int]], findings: Findings
) -> list[int | None]:
    owners: list[int | None] = []
    known = sorted({*chain(answers.frame["company_name"].drop_nulls(), answers.frame["employer_id"].drop_nulls())})
    for index, (given, name) in enumerate(vacancies.frame.select("employer_id", "company_name").iter_rows()):
        column = "company_name" if given is None else "employer_id"
        rows = by_name.get(_key(name), []) if given is None else [by_id[_key(given)]] if _key(given) in by_id else []
        owners.append(rows[0] if len(rows) == 1 else None)
        if given is None and name is None:
            findings.add(vacancies.finding(index, column, "missing-cell", "whose vacancy it is is missing",
                                           expected="the company's name, or its employer_id"))  # fmt: skip
        elif not rows:
            findings.add(vacancies.finding(index, column, "foreign-key", "there is no such employer among the answers",
                                           expected="a name or id as on the sheet of answers",
                                           hint=suggestion(given or name or "", known)))  # fmt: skip
        elif len(rows) > 1:
            message = f"{len(rows)} employers among the answers have this name"
            findings.add(vacancies.finding(index, column, "ambiguous-employer", message,
                                           expected="the employer_id of one of them"))  # fmt: skip
    return owners
