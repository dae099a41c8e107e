"""EntryCriterion: one criterion of who may take part, with what "almost" means for it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.criteria import Criterion, OneOf, Within, no_entry_criterion
from matchmaker.model import TABLES, Problem
from matchmaker.model.fields import Item
from matchmaker.programmes.near import Near
from matchmaker.programmes.sourced import Provenance, Sourced

_Flag = Sourced[bool]  # named here and not where it is used, so that a section can be pickled
_NOBODY = Problem.from_frames({})


class EntryCriterion(Provenance):
    """A criterion that a participant must meet.

    ``alternatives`` are other forms that the source offers and leaves undecided; the choice among them is then assumed.
    ``near`` widens the criterion to what is almost met; ``may_be_missed`` lets a person miss it altogether and still
    almost meet the criteria, as far as the section's ``may_miss`` goes. Motivation is no criterion (002:329).
    """

    name: Item = Field(description="What it is called; its Hebrew stands in labels")
    test: Criterion = Field(description="The criterion")
    alternatives: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        (), description="Left undecided by the source"
    )
    near: Near | None = Field(None, description="What is almost met")
    may_be_missed: _Flag | None = Field(None, description="Whether it may fail in a near-miss")

    @field_validator("test")
    @classmethod
    def _may_decide(cls, test: Criterion) -> Criterion:
        refused = no_entry_criterion(test, "test")
        if refused is not None:
            raise ValueError(f"{refused[0]}: {refused[1]}")
        for finding in test.inspect(_NOBODY, "test"):
            if finding.code != "unknown-column":  # the file's own, which only the data can show
                raise ValueError(f"{finding.column}: {finding.value} {finding.message}")
        _check_values(test)
        return test

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        refused = no_entry_criterion(self.named_test, "name")
        if refused is not None:
            raise ValueError(f"name: {refused[1]}")
        if self.alternatives and self.basis != "assumed":
            raise ValueError('a choice among alternatives needs basis = "assumed"')
        if self.near is not None and self.is_missable:
            raise ValueError("near and may_be_missed exclude each other: missed altogether goes further than almost")
        almost = self.almost
        beyond = None if almost is None else no_entry_criterion(almost, "near")
        if beyond is not None:
            raise ValueError(f"{beyond[0]}: {beyond[1]}")
        return self

    @property
    def named_test(self) -> Criterion:
        """The criterion under the name that people know it by."""
        return self.test.model_copy(update={"name": self.name})

    @property
    def almost(self) -> Criterion | None:
        """The criterion widened to what is almost met, if there is such a thing."""
        return None if self.near is None else self.near.widen(self.named_test)

    @property
    def is_missable(self) -> bool:
        """Whether a near-miss may miss it altogether."""
        return self.may_be_missed is not None and self.may_be_missed.value


def _check_values(test: Criterion) -> None:
    """Refuse values that a column of the model can never hold."""
    if not isinstance(test, OneOf | Within):
        for member in test.members:
            _check_values(member)
        return
    column = TABLES["participants"].columns.get(test.column)
    if column is None:
        return
    if isinstance(test, OneOf) and column.choices:
        strange = [value for value in test.values if value not in column.choices]
        if strange:
            raise ValueError(f"{test.column} is never '{strange[0]}', but {', '.join(column.choices)}")
    if isinstance(test, Within):
        _check_range(test, column.minimum, column.maximum)


def _check_range(test: Within, lowest: float | None, highest: float | None) -> None:
    if test.min is not None and highest is not None and float(str(test.min)) > highest:
        raise ValueError(f"{test.column} is never above {highest:g}, so that nobody can meet min = {test.min}")
    if test.max is not None and lowest is not None and float(str(test.max)) < lowest:
        raise ValueError(f"{test.column} is never below {lowest:g}, so that nobody can meet max = {test.max}")
