"""Criterion: one condition on a person, or several joined: all of them, any of them, at least so many of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.criteria.elapsed import ELAPSED, elapsed
from matchmaker.criteria.written_values import AS_TUPLE, Limit, Values
from matchmaker.errors import Finding
from matchmaker.io.nearest import suggestion
from matchmaker.model import Problem

_SORTED = f"a column of participants or one of {', '.join(ELAPSED)}"
_INCOMPARABLE = "holds values that no criterion can compare, such as lists of numbers"
_WORDS: Mapping[type, str] = {
    Decimal: "a number",
    date: "a date, such as 2001-12-31 without quotes",
    bool: "true or false",
    str: "a text",
}


class _Base(BaseModel):
    """What every criterion has: a ``name`` and a ``source`` for people, and whether it reads columns or other criteria."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    name: str | None = None
    source: str | None = None

    @property
    def members(self) -> tuple[Criterion, ...]:
        """The criteria that this one joins; none where it reads a column."""
        return ()

    @property
    def needed(self) -> int:
        """How many of the members must hold."""
        return len(self.members)

    def describe(self) -> str:
        """Return the criterion in words."""
        return self.name or self._words()

    def _words(self) -> str:
        raise NotImplementedError

    def inspect(self, problem: Problem, key: str) -> list[Finding]:
        """Return columns that do not exist or cannot be compared so; ``key`` is where the criterion stands."""
        at = next((name for name in ("all_of", "any_of", "of") if name in type(self).model_fields), "")
        return [f for i, member in enumerate(self.members) for f in member.inspect(problem, f"{key}.{at}[{i}]")]


class _Leaf(_Base):
    """A condition on one column of participants, or on time elapsed at the day asked for (`ELAPSED`), such as ``age``."""

    column: Annotated[str, Field(min_length=1)]

    def inspect(self, problem: Problem, key: str) -> list[Finding]:
        """Return that the column does not exist, or cannot be compared with what is asked."""
        frame, name, file = problem.participants, self.column, "settings.toml"
        if name not in ELAPSED and name not in frame.columns:
            hint = suggestion(name, sorted([*frame.columns, *ELAPSED]))
            return [Finding(file, "unknown-column", f"is not {_SORTED}", None, f"{key}.column", name, None, hint)]
        wanted = _comparable(pl.Int64() if name in ELAPSED else frame.schema[name])
        if wanted is None:
            return [Finding(file, "type-error", _INCOMPARABLE, column=f"{key}.column", value=name)]
        if isinstance(self, Within) and wanted not in (Decimal, date):
            message = "has no numbers or dates to compare"
            return [Finding(file, "type-error", message, column=f"{key}.column", value=name)]
        return [
            Finding(
                file, "type-error", f"cannot be a value of {name}", None, f"{key}.{part}", _shown(value), _WORDS[wanted]
            )
            for part, values in self._given().items()
            for value in values
            if value is not None and type(value) is not wanted
        ]

    def _given(self) -> dict[str, tuple[Any, ...]]:
        raise NotImplementedError


class OneOf(_Leaf):
    """The column holds one of ``values``; a list column, at least one of them."""

    values: Values

    def _words(self) -> str:
        return f"{self.column} = {' or '.join(map(_shown, self.values))}"

    def _given(self) -> dict[str, tuple[Any, ...]]:
        return {"values": self.values}


class Within(_Leaf):
    """The column lies from ``min`` to ``max``, both inclusive; one of the two may be missing."""

    min: Limit = None
    max: Limit = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends: list[Any] = [end for end in (self.min, self.max) if end is not None]
        if not ends:
            raise PydanticCustomError("type-error", "is no criterion", {"expected": CRITERION_FORMS})
        if len({type(end) for end in ends}) > 1:
            raise PydanticCustomError("type-error", "compares a date with a number", {"expected": "two of one sort"})
        if ends != sorted(ends):
            raise PydanticCustomError("out-of-range", "min is greater than max", {"expected": "min <= max"})
        return self

    def _words(self) -> str:
        ends = [
            f"{word} {_shown(end)}" for word, end in (("at least", self.min), ("at most", self.max)) if end is not None
        ]
        return f"{self.column} {' and '.join(ends)}"

    def _given(self) -> dict[str, tuple[Any, ...]]:
        return {"min": (self.min,), "max": (self.max,)}


class AllOf(_Base):
    """Every one of ``all_of`` holds."""

    all_of: Members

    @property
    def members(self) -> tuple[Criterion, ...]:
        """The criteria joined."""
        return self.all_of

    def _words(self) -> str:
        return f"all of ({'; '.join(member.describe() for member in self.members)})"


class AnyOf(_Base):
    """At least one of ``any_of`` holds."""

    any_of: Members

    @property
    def members(self) -> tuple[Criterion, ...]:
        """The criteria joined."""
        return self.any_of

    @property
    def needed(self) -> int:
        """One."""
        return 1

    def _words(self) -> str:
        return f"any of ({'; '.join(member.describe() for member in self.members)})"


class AtLeast(_Base):
    """At least ``at_least`` of the criteria in ``of`` hold."""

    at_least: Annotated[int, Field(ge=1, le=100)]
    of: Members

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.at_least > len(self.of):
            raise PydanticCustomError("type-error", "is no criterion", {"expected": CRITERION_FORMS})
        return self

    @property
    def members(self) -> tuple[Criterion, ...]:
        """The criteria counted."""
        return self.of

    @property
    def needed(self) -> int:
        """How many of them must hold."""
        return self.at_least

    def _words(self) -> str:
        return f"at least {self.at_least} of ({'; '.join(member.describe() for member in self.members)})"


_FORMS = {
    "values": {"values"},
    "within": {"min", "max"},
    "all": {"all_of"},
    "any": {"any_of"},
    "count": {"at_least", "of"},
}
CRITERION_FORMS = "column with values, or with min and max; all_of, any_of, or at_least with as many criteria in of"
"""The forms a criterion may have, in words."""


def _form(value: Any) -> str | None:
    keys = set(value) if isinstance(value, dict) else set(type(value).model_fields)
    forms = [form for form, own in _FORMS.items() if own & keys]
    if not forms and "column" in keys:  # so that a misspelled key is named
        return "<within>"
    return f"<{forms[0]}>" if len(forms) == 1 else None


class _Context(dict[str, Any]):
    """What an error says beside its message; hashable, so that ``Criterion | None`` is a type."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


Criterion = Annotated[
    Annotated[OneOf, Tag("<values>")]
    | Annotated[Within, Tag("<within>")]
    | Annotated[AllOf, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[AtLeast, Tag("<count>")],
    Discriminator(
        _form,
        custom_error_type="type-error",
        custom_error_message="is no criterion",
        custom_error_context=_Context(expected=CRITERION_FORMS),
    ),
]
"""A condition on participants, told apart by its keys.

``column`` with ``values``, or with ``min`` and ``max`` (inclusive); ``all_of``, ``any_of``, or ``at_least`` so many ``of``
others. ``column`` is any column of participants, or time elapsed at the day asked for (`ELAPSED`), such as ``age``.
Numbers are compared as the decimals that were written, dates as dates. Every criterion holds, does not, or cannot be said
(the value is not known). A branch holds once as many of its members hold as it needs, and fails once so many fail that
they cannot.
"""

Members = Annotated[tuple[Criterion, ...], AS_TUPLE, Field(min_length=1, max_length=100)]
for _model in (AllOf, AnyOf, AtLeast):
    _model.model_rebuild()

CRITERION_KEYS = tuple(sorted({key for model in (OneOf, Within, AllOf, AnyOf, AtLeast) for key in model.model_fields}))
"""Every key that a criterion may have."""


def _comparable(dtype: pl.DataType) -> type | None:
    """Return what a column is compared with; ``None`` = with nothing."""
    if dtype.is_numeric():
        return Decimal
    if isinstance(dtype, pl.List):
        return str if dtype.inner == pl.String else None
    plain: type = dtype.to_python()
    return plain if plain in _WORDS else None


def _shown(value: str | bool | Decimal | date) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def holds(criterion: Criterion, participant: Mapping[str, Any], day: date | None) -> bool | None:
    """Return whether one participant (a row as a mapping) meets a criterion on ``day``; ``None`` = cannot say."""
    if not isinstance(criterion, OneOf | Within):
        answers = [holds(member, participant, day) for member in criterion.members]
        if answers.count(True) >= criterion.needed:
            return True
        return False if answers.count(True) + answers.count(None) < criterion.needed else None
    value: Any = _value(criterion.column, participant, day)
    if value is None:
        return None
    if isinstance(value, float):
        value = Decimal(str(value))  # the decimal that was written
    if isinstance(criterion, OneOf):
        return any(item in criterion.values for item in (value if isinstance(value, list) else [value]))
    low, high = criterion.min, criterion.max
    return (low is None or value >= low) and (high is None or value <= high)


def _value(column: str, participant: Mapping[str, Any], day: date | None) -> Any:
    if column not in ELAPSED:
        return participant[column]
    since, unit = ELAPSED[column]
    start = participant[since]
    return None if start is None or day is None else elapsed(start, day, unit)
