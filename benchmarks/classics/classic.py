"""Classic: a problem from the literature as ordinary tables, a file of scores and rules, with what is known of its optimum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

import matchmaker as mm

ALL = {"cohort": "all"}
"""The group that everybody belongs to: "all are placed" is a quota of it."""


@dataclass(frozen=True)
class Classic:
    """``tables`` and ``rules`` are what `matchmaker.read_tables` takes, ``scores`` what ``--scores`` takes.

    The original's value of a plan is ``at_zero + factor x objective``; ``least`` and ``most`` are the published bounds of its
    optimum (equal where it is proved), ``None`` where the instance has no plan at all. ``expected`` is the one right plan,
    where there is one; ``sides`` are what each side makes of the pairs listed in ``scores``, (n, 2), where they differ.
    """

    family: str
    name: str
    sense: str
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    scores: pl.DataFrame
    rules: Sequence[Mapping[str, Any]] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    at_zero: Decimal = Decimal(0)
    factor: Decimal = Decimal(1)
    policy: str = "optimal"
    expected: Mapping[str, str] | None = None
    sides: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    @property
    def is_minimised(self) -> bool:
        """Whether the original asks for the least."""
        return self.factor < 0

    def problem(self) -> mm.Problem:
        """Return the ordinary problem."""
        frames = {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in self.tables.items()}
        settings = {"programme": "general", "constraint": [dict(rule) for rule in self.rules]}
        return mm.read_tables(frames, settings)

    def value(self, objective: Decimal) -> Decimal:
        """Return an objective in the original's own unit."""
        return self.at_zero + self.factor * objective


def everybody(n: int) -> dict[str, Any]:
    """Return the rule that at least ``n`` people are placed."""
    return {"kind": "group_quota", "group": ALL, "scope": "plan", "min_count": n}


def people(n: int, **columns: Sequence[Any]) -> list[dict[str, Any]]:
    """Return ``n`` people, ``p0`` and on, all of the group `ALL`."""
    return [{"participant_id": f"p{i}", **ALL, **{key: of[i] for key, of in columns.items()}} for i in range(n)]


def seat(at: int, count: int, **facts: Any) -> dict[str, Any]:
    """Return seat ``s{at}`` of opportunity ``o{at}`` at employer ``e{at}`` (or as told)."""
    return {"seat_id": f"s{at}", "opportunity_id": f"o{at}", "employer_id": f"e{at}", "count": count, **facts}


def job(at: int, **facts: Any) -> dict[str, Any]:
    """Return opportunity ``o{at}``."""
    return {"opportunity_id": f"o{at}", "kind": "job", **facts}


def power_of_ten(largest: Decimal) -> Decimal:
    """Return the smallest power of ten that is no less: what scores of at most 1 are counted in."""
    unit = Decimal(1)
    while unit < largest:
        unit *= 10
    return unit


def gains(
    costs: Sequence[Sequence[Decimal | None]], *, by_person: bool
) -> tuple[list[tuple[int, int, float]], list[Decimal], Decimal]:
    """Return (person, seat, score) of every cost that is not None, what a score of 0 costs each person, and the unit.

    ``by_person`` takes each person's own largest cost for that, which serves where everybody is placed: the sum of scores
    is then smaller, and what a gap means in it nearer to what it means in the original.
    """
    highest = [max((c for c in row if c is not None), default=Decimal(0)) for row in costs]
    tops = highest if by_person else [max(highest, default=Decimal(0))] * len(costs)
    pairs = [(i, j, tops[i] - cost) for i, row in enumerate(costs) for j, cost in enumerate(row) if cost is not None]
    unit = power_of_ten(max((gain for _, _, gain in pairs), default=Decimal(1)))
    return [(i, j, float(gain / unit)) for i, j, gain in pairs], tops, unit


def score_frame(pairs: Sequence[tuple[int, int, float]], **columns: Sequence[Any]) -> pl.DataFrame:
    """Return a file of scores."""
    return pl.DataFrame(
        {
            "participant_id": [f"p{i}" for i, _, _ in pairs],
            "seat_id": [f"s{j}" for _, j, _ in pairs],
            "score": [score for _, _, score in pairs],
            **columns,
        },
        schema_overrides={"participant_id": pl.String, "seat_id": pl.String, "score": pl.Float64},
    )
