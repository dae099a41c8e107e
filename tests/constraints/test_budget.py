"""Budgets in exact amounts."""

from __future__ import annotations

from decimal import Decimal

from matchmaker.constraints import Budget
from tests.constraints.helpers import found, opportunity, rows_of, seat, small


def costing(*costs: str | None, column: str = "cost") -> dict[str, object]:
    """Return tables with one seat per cost, each in its own opportunity."""
    value = (lambda text: text) if column != "cost" else Decimal
    seats = [seat(i, i, **({column: value(cost)} if cost is not None else {})) for i, cost in enumerate(costs)]
    return {"seats": seats, "opportunities": [opportunity(i) for i in range(len(costs))]}


def test_amounts_become_the_smallest_integers() -> None:
    """0.1, 0.2 and a budget of 0.3 NIS become 1, 2 and 3."""
    rows = rows_of(Budget(cost="cost", max=0.3), small(1, **costing("0.1", "0.2")))
    assert rows == {"budget of 0.3 NIS on column cost over the plan": ([1, 2], None, 3)}


def test_three_tenths_fit_a_budget_of_0_3() -> None:
    """0.1 x 3 is exactly 0.3, so the plan holds, and one agora less does not."""
    problem = small(3, **{**costing("0.1"), "seats": [seat(0, 0, count=3, cost=Decimal("0.1"))]})
    everyone = {f"p{i}": "s0" for i in range(3)}
    assert found(Budget(cost="cost", max=0.3), problem, everyone) == []
    text = "'the plan' spends 0.30 NIS of 0.29 on column cost"
    assert found(Budget(cost="cost", max=0.29), problem, everyone) == [text]


def test_a_budget_of_zero_leaves_what_is_free() -> None:
    """With 0 NIS only the seat that costs 0 may be filled."""
    problem = small(1, **costing("0", "1"))
    assert found(Budget(cost="cost", max=0), problem, {"p0": "s0"}) == []
    assert found(Budget(cost="cost", max=0), problem, {"p0": "s1"}) != []


def test_a_column_of_ones_own_may_hold_the_cost() -> None:
    """An extra text column with amounts serves, per employer too."""
    problem = small(1, **costing("12.5", "3", column="bus"))
    rule = Budget(cost="bus", max=12, scope="each_employer")
    assert rule.inspect(problem) == []
    assert rows_of(rule, problem) == {"budget of 12 NIS on column bus at employer 'e0'": ([125, 30], None, 120)}
    assert found(rule, problem, {"p0": "s0"}) == ["'e0' spends 12.5 NIS of 12 on column bus"]


def test_missing_and_unreadable_costs_are_errors_at_their_rows() -> None:
    """A seat without a cost is an error, not a free seat; so are words, signs and other scripts' digits."""
    problem = small(1, **costing("1", None, "many", "-1", "1_000", "٣", column="bus"))
    errors = Budget(cost="bus", max=12).inspect(problem)
    assert [(e.file, e.row, e.code, e.severity) for e in sorted(errors, key=lambda e: e.row or 0)] == [
        ("seats.csv", 3, "missing-cell", "error"),
        ("seats.csv", 4, "type-error", "error"),
        ("seats.csv", 5, "type-error", "error"),
        ("seats.csv", 6, "type-error", "error"),
        ("seats.csv", 7, "type-error", "error"),
    ]


def test_sums_that_cannot_be_held_are_refused() -> None:
    """A cost of 15 digits with 9 decimals in a column of one's own overflows, and says so."""
    problem = small(2, **costing("123456789012345.123456789", column="bus"))
    (error,) = Budget(cost="bus", max=12).inspect(problem)
    assert (error.code, error.column) == ("out-of-range", "max")
