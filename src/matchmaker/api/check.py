"""check: everything that is wrong or odd in the data, its settings and its rules."""

from __future__ import annotations

from pathlib import Path

from matchmaker import io
from matchmaker.api.setup import setup
from matchmaker.errors import Finding, InputError


def check(path: str | Path, *, encoding: str = "utf-8") -> tuple[Finding, ...]:
    """Return every finding, errors and warnings, of the files at ``path``. Bad data is not raised but returned.

    Rules and localities are looked at once the tables themselves are free of errors.

    Raises:
        UsageError: ``path`` names nothing that can be read.
    """
    findings = io.check(path, encoding=encoding)
    if any(finding.severity == "error" for finding in findings):
        return findings
    problem = io.read(path, encoding=encoding)
    try:
        made = setup(problem)
    except InputError as error:
        return (*findings, *error.findings)
    return (*findings, *made.warnings)
