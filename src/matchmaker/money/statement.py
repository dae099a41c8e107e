"""Statement: what a programme owes employers for a plan, and grants participants, in exact NIS."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import polars as pl

from matchmaker.errors import Finding, UsageError, escape
from matchmaker.io.nearest import suggestion
from matchmaker.money.incentive_line import IncentiveLine
from matchmaker.money.request_decision import RequestDecision


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of lines: ``due`` for certain, ``at_most`` if all that is open turns out well, and how many lines are open.

    A line is open where something cannot be said, or where a request waits for its decision. ``at_most`` is ``None``
    where the amount of some line cannot be said at all.
    """

    due: Decimal
    at_most: Decimal | None
    n_lines: int
    n_open: int

    def as_dict(self) -> dict[str, Any]:
        """Return the total as plain values, amounts as decimal text."""
        at_most = None if self.at_most is None else str(self.at_most)
        return {"due": str(self.due), "at_most": at_most, "lines": self.n_lines, "open": self.n_open}


@dataclass(frozen=True, slots=True)
class EmployerStatement:
    """One employer's lines, ordered by participant, and their total. It holds nothing of another employer (000:4732)."""

    employer_id: str
    lines: tuple[IncentiveLine, ...]

    @property
    def total(self) -> Total:
        """The sum of the lines."""
        return _total((line.due, line.at_most) for line in self.lines)

    def as_dict(self) -> dict[str, Any]:
        """Return the employer's part as plain values."""
        return {
            "employer_id": self.employer_id,
            "total": self.total.as_dict(),
            "placements": [line.as_dict() for line in self.lines],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What `matchmaker.statement` returns: incentives by employer and placement, and requests by participant.

    ``programme`` is the name of the profile and ``version`` its version; ``as_of`` the day months are counted up to where
    they go on, if one was given. ``findings`` are what was noticed and stops nothing. ``assumed`` lists the rules that no
    source gives, as (path inside the profile, value).
    """

    programme: str
    version: str
    as_of: date | None
    incentives: tuple[IncentiveLine, ...]
    requests: tuple[RequestDecision, ...]
    findings: tuple[Finding, ...]
    assumed: tuple[tuple[str, str], ...]

    @property
    def employers(self) -> tuple[EmployerStatement, ...]:
        """The incentives by employer, ordered by id."""
        by_employer = groupby(self.incentives, key=lambda line: line.employer_id)
        return tuple(EmployerStatement(employer_id, tuple(lines)) for employer_id, lines in by_employer)

    @property
    def incentives_total(self) -> Total:
        """The sum over all placements."""
        return _total((line.due, line.at_most) for line in self.incentives)

    @property
    def requests_total(self) -> Total:
        """The sum over all requests."""
        return _total((request.due, request.at_most) for request in self.requests)

    @property
    def total(self) -> Total:
        """The sum of everything."""
        open_amounts = [(line.due, line.at_most) for line in self.incentives]
        return _total([*open_amounts, *((request.due, request.at_most) for request in self.requests)])

    def of_employer(self, employer_id: str) -> Statement:
        """Return the statement of one employer alone, to be shown to them: no request, nothing of another employer.

        Raises:
            UsageError: the employer has no placement that may bring an incentive.
        """
        lines = tuple(line for line in self.incentives if line.employer_id == employer_id)
        if not lines:
            known = sorted({line.employer_id for line in self.incentives})
            near = suggestion(employer_id, known)
            hint = "" if near is None else f"; {near}"
            raise UsageError(f"employer {escape(employer_id)} has no placement that brings an incentive{hint}")
        return replace(self, incentives=lines, requests=(), findings=())

    def __str__(self) -> str:
        total, n_assumed = self.total, len(self.assumed)
        at_most = "cannot be said" if total.at_most is None else f"{total.at_most:,} NIS"
        return (
            f"{self.incentives_total.n_lines} placements at {len(self.employers)} employers, "
            f"{self.requests_total.n_lines} requests\n"
            f"due: {total.due:,} NIS; at most: {at_most}; {total.n_open} lines open\n"
            f"programme {self.programme} ({self.version}), {n_assumed} assumed rules"
        )

    def to_polars(self) -> pl.DataFrame:
        """Return the lines as one table (`matchmaker.money.statement_frame`)."""
        from matchmaker.money.statement_frame import statement_frame

        return statement_frame(self)

    def as_dict(self) -> dict[str, Any]:
        """Return the whole statement as plain values, amounts as decimal text."""
        return {
            "programme": self.programme,
            "version": self.version,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "total": self.total.as_dict(),
            "incentives_total": self.incentives_total.as_dict(),
            "requests_total": self.requests_total.as_dict(),
            "employers": [employer.as_dict() for employer in self.employers],
            "requests": [request.as_dict() for request in self.requests],
            "findings": [finding.as_dict() for finding in self.findings],
            "assumed": [{"path": path, "value": value} for path, value in self.assumed],
        }


def _total(amounts: Iterable[tuple[Decimal | None, Decimal | None]]) -> Total:
    given = list(amounts)
    known = [at_most for _, at_most in given if at_most is not None]
    return Total(
        due=sum((due for due, _ in given if due is not None), Decimal("0.00")),
        at_most=sum(known, Decimal("0.00")) if len(known) == len(given) else None,
        n_lines=len(given),
        n_open=sum(due is None or due != at_most for due, at_most in given),
    )
