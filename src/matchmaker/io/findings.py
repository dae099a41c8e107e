"""Findings: what the readers collect instead of stopping at the first error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypedDict, Unpack

from matchmaker.errors import Finding
from matchmaker.io.limits import MAX_SAME_FINDINGS


class Details(TypedDict, total=False):
    """What may be said of a finding beside its file, code and message; see `matchmaker.errors.Finding`."""

    row: int | None
    column: str | None
    value: str | None
    expected: str | None
    hint: str | None
    sheet: str | None


class Findings:
    """An ordered collection of findings.

    Of one code in one column of one file the first `MAX_SAME_FINDINGS` are kept and the others counted, so that ten
    million wrong cells cannot fill the memory; the count appears as one more finding.
    """

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._counts: Counter[tuple[str, str | None, str | None, str]] = Counter()

    def error(self, file: str, code: str, message: str, **details: Unpack[Details]) -> None:
        """Add an error."""
        self.add(Finding(file, code, message, **details))

    def warning(self, file: str, code: str, message: str, **details: Unpack[Details]) -> None:
        """Add a warning: counted in the result, stops nothing."""
        self.add(Finding(file, code, message, severity="warning", **details))

    def add(self, finding: Finding) -> None:
        """Add a finding."""
        group = _group(finding)
        if self._counts[group] < MAX_SAME_FINDINGS:
            self._kept.append(finding)
        self._counts[group] += 1

    def more(self, count: int, file: str, code: str, *, column: str, sheet: str | None = None) -> None:
        """Count errors of a code that are not worth making: those behind the first `MAX_SAME_FINDINGS` of a column."""
        if count > 0:
            self._counts[file, sheet, column, code] += count

    @property
    def all(self) -> tuple[Finding, ...]:
        """Every finding in the order found, then one for each group that was cut short."""
        return (*self._kept, *self._cut())

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a run."""
        return tuple(finding for finding in self.all if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that stop nothing."""
        return tuple(finding for finding in self.all if finding.severity == "warning")

    def _cut(self) -> Iterable[Finding]:
        listed = Counter(map(_group, self._kept))
        warnings = {_group(finding) for finding in self._kept if finding.severity == "warning"}
        for group, count in self._counts.items():
            if (more := count - listed[group]) > 0:
                file, sheet, column, code = group
                severity: Literal["error", "warning"] = "warning" if group in warnings else "error"
                message = f"and {more:,} more of the same"
                yield Finding(file, code, message, column=column, sheet=sheet, severity=severity)


def _group(finding: Finding) -> tuple[str, str | None, str | None, str]:
    return finding.file, finding.sheet, finding.column, finding.code
