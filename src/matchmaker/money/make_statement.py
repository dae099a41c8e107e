"""make_statement: the statement of a problem and a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.money.incentive_lines import incentive_lines
from matchmaker.money.request_decisions import request_decisions
from matchmaker.money.statement import Statement
from matchmaker.programmes import Programme, assumed_rules
from matchmaker.programmes.money import Money
from matchmaker.text.identity import identity_key


def make_statement(
    problem: Problem, programme: Programme, seat_of: Mapping[str, str], as_of: date | None = None
) -> Statement:
    """Return what ``programme`` pays for placements (participant id to seat id) and grants the problem's requests.

    A programme without a section ``[money]`` pays nothing: the statement is empty, and a finding says so.
    """
    money = programme.money
    findings = list(_findings(problem, money, programme.name))
    return Statement(
        programme=programme.name,
        version=programme.version,
        as_of=as_of,
        incentives=() if money is None else incentive_lines(problem, money, seat_of, as_of),
        requests=() if money is None else request_decisions(problem, money, as_of),
        findings=tuple(findings),
        assumed=tuple(assumed_rules(programme, "money")),
    )


def _findings(problem: Problem, money: Money | None, name: str) -> Iterator[Finding]:
    if money is None:
        yield _warning(f"{name}.toml", "no-money", "the programme says nothing of money", expected="a section [money]")
        return
    yield from _economic_columns(problem, money)
    yield from _own_incentives(problem, money)
    yield from _decided_above(problem, money)


def _economic_columns(problem: Problem, money: Money) -> Iterator[Finding]:
    """Say which columns of requests tell a person's means: they are not read (000:2835-2841)."""
    if money.scholarship is None:
        return
    means = {identity_key(name.replace("_", " ")) for name in money.scholarship.economic_columns.value}
    for column in problem.requests.columns:
        if identity_key(column.replace("_", " ")) in means:
            yield _warning(
                problem.files.get("requests", "requests.csv"), "economic-column",
                "a person's means do not decide about a scholarship: the column is not read",
                column=column, hint="leave the column out (000:2835-2841)",
            )  # fmt: skip


def _own_incentives(problem: Problem, money: Money) -> Iterator[Finding]:
    kinds = dict(problem.opportunities.select("opportunity_id", "kind").iter_rows())
    own = problem.seats.select("opportunity_id", "incentive")
    for row, (opportunity_id, amount) in enumerate(own.iter_rows(), start=2):
        incentive = money.incentive_for(kinds[opportunity_id]) if amount is not None else None
        if incentive is not None and amount > incentive.full:
            yield _warning(
                problem.files.get("seats", "seats.csv"), "above-ceiling", "more than the programme pays",
                row=row, column="incentive", value=str(amount), expected=f"at most {incentive.full} NIS",
            )  # fmt: skip


def _decided_above(problem: Problem, money: Money) -> Iterator[Finding]:
    if money.scholarship is None:
        return
    top: Decimal = money.scholarship.highest
    decided = problem.requests.select("kind", "decided_amount")
    for row, (kind, amount) in enumerate(decided.iter_rows(), start=2):
        if kind == "scholarship" and amount is not None and amount > top:
            yield _warning(
                problem.files.get("requests", "requests.csv"), "above-ceiling", "more than any scholarship may be",
                row=row, column="decided_amount", value=str(amount), expected=f"at most {top} NIS",
            )  # fmt: skip


def _warning(
    file: str,
    code: str,
    message: str,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    expected: str | None = None,
    hint: str | None = None,
) -> Finding:
    return Finding(file, code, message, row, column, value, expected, hint, severity="warning")
