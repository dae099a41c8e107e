"""Criterion: one condition of eligibility, or "at least so many of" several."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding
from matchmaker.model import Problem

Value = str | bool | int | float

_SORTED = "a column of participants or 'age'"


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _values(value: Any) -> Any:
    return (value,) if isinstance(value, Value) else _tuple(value)


class Criterion(BaseModel):
    """A condition on one column (``values``, or ``min`` and ``max``), or on others (``at_least`` so many ``of`` them).

    ``column`` is any column of participants, or ``age``: whole years on the day asked for, from ``birth_date``.
    ``min`` and ``max`` are inclusive. Every criterion holds, does not, or cannot be said (the value is not known). A
    branch holds once ``at_least`` of its members hold, and fails once so many fail that they cannot. ``name`` and
    ``source`` are for people.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    name: str | None = None
    source: str | None = None
    column: Annotated[str, Field(min_length=1)] | None = None
    values: Annotated[tuple[Value, ...], BeforeValidator(_values), PlainSerializer(list)] = ()
    min: float | None = None
    max: float | None = None
    at_least: Annotated[int, Field(ge=1, le=100)] | None = None
    of: Annotated[tuple[Criterion, ...], BeforeValidator(_tuple)] = ()

    @model_validator(mode="after")
    def _leaf_or_branch(self) -> Self:
        tests = bool(self.values) + (self.min is not None or self.max is not None)
        is_leaf = self.column is not None and tests == 1 and not self.of and self.at_least is None
        is_branch = (
            self.column is None and tests == 0 and self.of and (self.at_least or 0) in range(1, len(self.of) + 1)
        )
        if not (is_leaf or is_branch):
            expected = "column with values, or with min and max; or at_least with as many criteria in of"
            raise PydanticCustomError("type-error", "is no criterion", {"expected": expected})
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("out-of-range", "min is greater than max", {"expected": "min <= max"})
        return self

    def describe(self) -> str:
        """Return the criterion in words."""
        if self.name:
            return self.name
        if self.of:
            return f"at least {self.at_least} of ({'; '.join(member.describe() for member in self.of)})"
        if self.values:
            return f"{self.column} = {' or '.join(map(str, self.values))}"
        ends = [f"{word} {end:g}" for word, end in (("at least", self.min), ("at most", self.max)) if end is not None]
        return f"{self.column} {' and '.join(ends)}"

    def inspect(self, problem: Problem, key: str) -> list[Finding]:
        """Return columns that do not exist or cannot be compared so."""
        if self.of:
            return [f for i, member in enumerate(self.of) for f in member.inspect(problem, f"{key}.of[{i}]")]
        frame, name, file = problem.participants, self.column or "", "settings.toml"
        if name != "age" and name not in frame.columns:
            hint = nearest(name, [*frame.columns, "age"])
            return [Finding(file, "unknown-column", f"is not {_SORTED}", None, f"{key}.column", name, None, hint)]
        is_number = name == "age" or frame.schema[name].is_numeric()
        if not self.values and not is_number:
            return [Finding(file, "type-error", "has no numbers to compare", column=f"{key}.column", value=name)]
        kinds = (int, float) if is_number else (bool,) if frame.schema[name].to_python() is bool else (str,)
        return [
            Finding(file, "type-error", f"cannot be a value of {name}", column=f"{key}.values", value=str(value))
            for value in self.values
            if type(value) not in kinds
        ]


def holds(criterion: Criterion, participant: Mapping[str, Any], day: date | None) -> bool | None:
    """Return whether one participant (a row as a mapping) meets a criterion on ``day``; ``None`` = cannot say."""
    if criterion.of:
        answers = [holds(member, participant, day) for member in criterion.of]
        needed = criterion.at_least or 0
        if answers.count(True) >= needed:
            return True
        return False if answers.count(True) + answers.count(None) < needed else None
    value = _age(participant, day) if criterion.column == "age" else participant[criterion.column or ""]
    if value is None:
        return None
    if criterion.values:
        return any(item in criterion.values for item in (value if isinstance(value, list) else [value]))
    low, high = criterion.min, criterion.max
    return (low is None or value >= low) and (high is None or value <= high)


def _age(participant: Mapping[str, Any], day: date | None) -> int | None:
    born = participant["birth_date"]
    if born is None or day is None:
        return None
    return int(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
