"""CodeSystem: a list of codes and what they look like; two of them meet in the survey and must not be mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from pydantic import Field

from matchmaker.errors import Finding, InputError
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import read_once
from matchmaker.io.keys import check_primary_key
from matchmaker.io.nearest import suggestion
from matchmaker.model import Record, Table
from matchmaker.model.fields import Id, Text
from matchmaker.surveys.sheets import Sheet, csv_as_written, typed_sheet


class _Code(Record):
    """One code of a list."""

    code: Id = Field(description="Code, as text")
    name: Text | None = Field(None, description="What it stands for")


_CODES = Table("codes", _Code, ("code",), True)


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """What is known of a system of codes: its ``codes`` if a list was given, and the ``form`` they have if one is set.

    The branches' system is the Central Bureau of Statistics' (003:1027), the occupations' the Employment Service's
    (003:1050). No list comes with the package, since the sources hold none.
    """

    title: str
    codes: frozenset[str] | None = None
    form: str | None = None
    _seen: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def fits(self, code: str) -> bool | None:
        """Return whether a code belongs to the system; ``None`` where nothing is known of it."""
        if self.codes is not None:
            return code in self.codes
        if self.form is None:
            return None
        if code not in self._seen:  # polars' expressions take time in proportion to the text, whatever the form
            self._seen[code] = bool(pl.Series([code]).str.contains(self.form)[0])
        return self._seen[code]


def read_codes(path: Path, *, encoding: str = "utf-8") -> frozenset[str]:
    """Return the codes of a CSV file with the columns ``code`` and, for the reader, ``name``.

    Raises:
        InputError: the file cannot be read, or a code stands in it twice.
    """
    findings = Findings()
    source = read_once(path, findings)
    raw = None if source is None else csv_as_written(source, findings, encoding)
    codes: frozenset[str] = frozenset()
    if raw is not None:
        sheet = typed_sheet(raw, _CODES, findings)
        check_primary_key(sheet.raw, _CODES, findings)
        codes = frozenset(sheet.frame["code"].drop_nulls())
    if findings.errors:
        raise InputError(findings.errors)
    return codes


def code_findings(sheet: Sheet, column: str, own: CodeSystem, other: CodeSystem) -> Iterator[Finding]:
    """Yield the codes in a column that are not of its system, saying of which they are where that is known."""
    for index, code in enumerate(sheet.frame[column]):
        fits = None if code is None else own.fits(code)
        if code is None or fits:
            continue
        if other.codes is not None and code in other.codes:
            message = f"this is a code of {other.title}, in the column of {own.title}"
            yield sheet.finding(index, column, "swapped-code-system", message, expected=f"a code of {own.title}",
                                hint="exchange the two columns")  # fmt: skip
        elif fits is False:
            listed = own.codes is not None
            message = f"this code is not in the list of {own.title}" if listed else f"no code of {own.title} looks so"
            hint = suggestion(code, sorted(own.codes)) if own.codes else None
            yield sheet.finding(index, column, "unknown-code", message, expected=f"a code of {own.title}", hint=hint)


def same_codes(
    answers: Sheet, vacancies: Sheet, owners: list[int | None], occupations: CodeSystem
) -> Iterator[Finding]:
    """Yield the occupation codes that repeat the employer's branch code, where nothing is known of ``occupations``."""
    branches = answers.frame["branch_code"].to_list()
    for at, (code, owner) in enumerate(zip(vacancies.frame["occupation_code"], owners, strict=True)):
        if owner is None or code is None or occupations.fits(code) is not None:
            continue
        if _digits(code) == _digits(branches[owner]):
            message = "this is the code of the employer's branch, which is another system"
            yield vacancies.finding(at, "occupation_code", "swapped-code-system", message,
                                    expected="a code of the Service's list of occupations")  # fmt: skip


def _digits(code: str | None) -> str | None:
    return None if code is None else re.sub(r"\s", "", code).casefold()
