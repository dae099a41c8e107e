"""check: everything that is wrong or odd in the data, its settings and its rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from matchmaker import io
from matchmaker.api.setup import setup
from matchmaker.decisions.diagnosis import RelaxationCosts
from matchmaker.errors import Finding, InputError
from matchmaker.surveys import stale_warnings


def check(path: str | Path, *, encoding: str = "utf-8", today: date | None = None) -> tuple[Finding, ...]:
    """Return every finding, errors and warnings, of the files at ``path``. Bad data is not raised but returned.

    Rules, costs of giving way, localities and the age of employers' surveys are looked at once the tables themselves are free of errors.
    ``today`` (the day of the call unless given) is the day to which ages are counted.

    Raises:
        UsageError: ``path`` names nothing that can be read.
    """
    day = today or date.today()
    findings = io.check(path, encoding=encoding, today=day)
    if any(finding.severity == "error" for finding in findings):
        return findings
    problem = io.read(path, encoding=encoding, today=day)
    try:
        RelaxationCosts.read(problem.settings.relaxation)
    except InputError as error:
        findings = (*findings, *error.findings)
    try:
        made = setup(problem)
    except InputError as error:
        return (*findings, *error.findings)
    return (*findings, *made.warnings, *stale_warnings(problem, made.programme, day))
