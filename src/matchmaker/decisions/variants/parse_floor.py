"""parse_floor: a floor as a person writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from matchmaker.constraints import Constraint, PlacementFloor, ScoreFloor, parse_constraints
from matchmaker.errors import UsageError, escape
from matchmaker.model import Problem, Settings

EXPECTED = "COLUMN=VALUE[,COLUMN=VALUE]:rate=0.5, :mean=0.6 or :mean_of_everyone=0.4"
_KEYS: Mapping[str, Mapping[str, str]] = {
    "rate": {"kind": "placement_floor"},
    "mean": {"kind": "score_floor", "over": "placed"},
    "mean_of_everyone": {"kind": "score_floor", "over": "everyone"},
}
_READ: tuple[tuple[pl.DataType, Callable[[str], Any]], ...] = (
    (pl.Boolean(), {"true": True, "false": False}.__getitem__),
    (pl.Int64(), int),
    (pl.Float64(), float),
    (pl.Date(), date.fromisoformat),
)


def parse_floor(problem: Problem, written: str | Mapping[str, Any]) -> Constraint:
    """Return a floor from text such as ``gender=female:rate=0.5`` or from a table as in ``[[constraint]]``.

    Raises:
        UsageError: the text is not of that form.
        SettingsError: the floor cannot be used on this problem.
    """
    raw = _raw(problem, written) if isinstance(written, str) else dict(written)
    rules = parse_constraints(problem.replace(settings=Settings(constraint=(raw,))))
    floors = [rule for rule in rules if isinstance(rule, PlacementFloor | ScoreFloor)]
    if not floors:
        raise UsageError(f"a floor is of kind placement_floor or score_floor, not {escape(str(raw.get('kind')))}")
    return floors[0]


def _raw(problem: Problem, written: str) -> dict[str, Any]:
    group, _, floor = written.rpartition(":")
    key, _, number = floor.partition("=")
    try:
        least = Decimal(number)
    except InvalidOperation:
        least = Decimal("NaN")
    if key not in _KEYS or not least.is_finite() or not all("=" in each for each in group.split(",")):
        raise UsageError(f"{escape(written)!r} is no floor; expected {EXPECTED}")
    named: dict[str, list[Any]] = {}
    for each in group.split(","):
        column, _, value = each.partition("=")
        named.setdefault(column, []).append(_value(problem, column, value))
    name = "min_rate" if key == "rate" else "min_mean"
    return {**_KEYS[key], "group": named, name: least}


def _value(problem: Problem, column: str, text: str) -> Any:
    """Return a value as its column holds it; what cannot be read so stays text, which the rule refuses by name."""
    dtype = problem.participants.schema.get(column)
    read = next((read for held, read in _READ if held == dtype), str)
    try:
        return read(text)
    except (ValueError, KeyError):
        return text
