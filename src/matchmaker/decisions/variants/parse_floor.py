"""parse_floor: a floor as a person writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.constraints import Constraint, PlacementFloor, ScoreFloor, parse_constraints
from matchmaker.constraints.group_rows import members
from matchmaker.errors import SettingsError, UsageError, escape
from matchmaker.model import Problem, Settings

EXPECTED = "COLUMN=VALUE[,COLUMN=VALUE]:rate=0.5, :mean=0.6 or :mean_of_everyone=0.4"
FILE = "--price-of"
"""What findings about a floor name as their file."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
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
        UsageError: the text is not of that form, or nobody is in the group.
        SettingsError: the floor cannot be used on this problem.
    """
    raw = _raw(problem, written) if isinstance(written, str) else dict(written)
    try:
        rules = parse_constraints(problem.replace(settings=Settings(constraint=(raw,))))
    except SettingsError as error:
        raise SettingsError(
            replace(each, file=FILE, column=(each.column or "").removeprefix("constraint[0]."))
            for each in error.findings
        ) from None
    floors = [rule for rule in rules if isinstance(rule, PlacementFloor | ScoreFloor)]
    if not floors:
        raise UsageError(f"a floor is of kind placement_floor or score_floor, not {escape(str(raw.get('kind')))}")
    (floor,) = floors
    if not members(floor.group, problem).any():
        # Such a floor is kept by every plan: its price of 0 would read like an answer.
        hints = [escape(each.hint) for each in floor.inspect(problem) if each.hint is not None]
        raise UsageError(
            "; ".join([f"nobody is in group {escape(str(floor.group))}, of which a floor is asked", *hints])
        )
    return floor


def _raw(problem: Problem, written: str) -> dict[str, Any]:
    group, _, floor = written.rpartition(":")
    key, _, number = floor.partition("=")
    if key not in _KEYS or not _NUMBER.fullmatch(number) or not all("=" in each for each in group.split(",")):
        raise UsageError(f"{escape(written)!r} is no floor; expected {EXPECTED}")
    named: dict[str, list[Any]] = {}
    for each in group.split(","):
        column, _, value = each.partition("=")
        named.setdefault(column, []).append(_value(problem, column, value))
    name = "min_rate" if key == "rate" else "min_mean"
    return {**_KEYS[key], "group": named, name: Decimal(number)}


def _value(problem: Problem, column: str, text: str) -> Any:
    """Return a value as its column holds it; what cannot be read so stays text, which the rule refuses by name."""
    dtype = problem.participants.schema.get(column)
    read = next((read for held, read in _READ if held == dtype), str)
    if read in (int, float) and not _NUMBER.fullmatch(text):
        return text
    try:
        return read(text)
    except (ValueError, KeyError):
        return text
