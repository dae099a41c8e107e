"""Every error that matchmaker raises, and nothing foreign.

::

    MatchmakerError                 exit code 5 unless stated
    ├── UsageError                  2   an option, path or argument cannot be used
    ├── InputError                  2   the data is wrong; carries every finding
    │   ├── SettingsError           2   settings, a programme profile or a rule is wrong
    │   └── ProtectedInputError     2   a scorer would read a protected field
    ├── VerificationError           5   a plan breaks a rule or claims a wrong objective
    ├── SolverError                 5   a solver failed or answered nonsense
    └── OutputError                 5   a result could not be written

A problem without a plan is no error: the result says ``infeasible`` or ``no_plan_found`` (the command line exits 3 or 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found in the input, placed so that a person can mend it.

    ``row`` counts as the person sees it: 1 is the header, 2 the first record (for settings and JSON, the line).
    ``value`` is the offending text as read; it is escaped only when shown. ``code`` is stable and machine readable
    (frictionless names where they fit, such as ``missing-cell`` or ``foreign-key``).
    """

    file: str
    code: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    hint: str | None = None
    sheet: str | None = None
    severity: Literal["error", "warning"] = "error"

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as a plain dict without the empty entries."""
        return {key: value for key, value in asdict(self).items() if value is not None}

    def __str__(self) -> str:
        where = self.file if self.sheet is None else f"{self.file} [{self.sheet}]"
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        text = f"{escape(where)}: {self.code}: {escape(self.message)}"
        if self.value is not None:
            text += f" (value: '{escape(shorten(self.value))}')"
        if self.expected is not None:
            text += f"; expected {escape(self.expected)}"
        if self.hint is not None:
            text += f"; {escape(self.hint)}"
        return text


def escape(text: str) -> str:
    """Return ``text`` with control, format and surrogate characters made visible, safe for a terminal.

    >>> escape("a\\x1b[31m")
    'a\\\\x1b[31m'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shorten(text: str, limit: int = 80) -> str:
    """Return ``text`` cut to ``limit`` characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


class MatchmakerError(Exception):
    """Root of every error raised on purpose. ``exit_code`` is what the command line returns for it."""

    exit_code: ClassVar[int] = 5
    code: ClassVar[str] = "internal"

    def as_dict(self) -> dict[str, Any]:
        """Return the error as a plain dict, for ``--json``."""
        return {"error": self.code, "message": str(self)}


class UsageError(MatchmakerError):
    """An option, a path or an argument cannot be used as given."""

    exit_code = 2
    code = "usage"


class InputError(MatchmakerError):
    """The input is wrong. ``findings`` holds every error found, not only the first."""

    exit_code = 2
    code = "input"

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(self._message())

    def _message(self) -> str:
        n = len(self.findings)
        head = "1 error in the input" if n == 1 else f"{n} errors in the input"
        return "\n".join([head, *(f"  {finding}" for finding in self.findings)])

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.findings,))

    def as_dict(self) -> dict[str, Any]:
        """Return the error with every finding as a plain dict."""
        return {"error": self.code, "findings": [finding.as_dict() for finding in self.findings]}


class SettingsError(InputError):
    """Settings, a programme profile or a rule is wrong."""

    code = "settings"


class ProtectedInputError(InputError):
    """A scorer would read a protected field that the programme profile does not allow with a reason."""

    code = "protected-input"


class VerificationError(MatchmakerError):
    """A plan breaks a rule, or its objective is not what it claims. ``violations`` says where."""

    code = "verification"

    def __init__(self, violations: Iterable[str]) -> None:
        self.violations: tuple[str, ...] = tuple(violations)
        super().__init__("the plan does not hold:\n" + "\n".join(f"  {text}" for text in self.violations))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.violations,))

    def as_dict(self) -> dict[str, Any]:
        """Return the error with each violation."""
        return {"error": self.code, "violations": list(self.violations)}


class SolverError(MatchmakerError):
    """A solver failed, or its answer cannot be trusted."""

    code = "solver"


class OutputError(MatchmakerError):
    """A result could not be written; nothing is left under its final name."""

    code = "output"
