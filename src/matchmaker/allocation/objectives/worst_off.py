"""WorstOff: the person or the group that is worst off, as well off as can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.group_floor_aim import GroupFloorAim
from matchmaker.allocation.objectives.least_score_aim import LeastScoreAim
from matchmaker.allocation.objectives.objective import ROUNDED, Finished, Measured, Objective
from matchmaker.constraints import Group
from matchmaker.constraints.group import GroupField
from matchmaker.constraints.group_check import belongs
from matchmaker.constraints.group_rows import members
from matchmaker.constraints.suggestions import nearest
from matchmaker.criteria import AS_TUPLE
from matchmaker.errors import Finding
from matchmaker.model import Problem


class WorstOff(Objective):
    """The largest least (max-min).

    Of people: ``over = "placed"``, the least score of anybody placed (0 with nobody placed, so it belongs after an
    objective that places people), or ``over = "everybody"``, where who has no place counts as 0. Of groups:
    ``over = "groups"``, the least over ``groups`` (tables of participant columns and values, as in a quota), or over the
    values of the column ``by`` that ``smallest_group`` people or more have (5, assumed); ``of = "score"`` is the sum of
    the scores of a group's members placed over the number of its members, ``of = "placed"`` the share of them placed.
    Who has no value in ``by`` is in no group. Groups of nobody are left out.
    """

    kind: Literal["worst_off"] = "worst_off"
    code: ClassVar[str] = "worst_off"
    over: Literal["placed", "everybody", "groups"] = "placed"
    of: Literal["score", "placed"] = "score"
    by: Annotated[str, Field(min_length=1)] | None = None
    groups: Annotated[tuple[GroupField, ...], AS_TUPLE] = ()
    smallest_group: Annotated[int, Field(ge=1, le=1_000_000)] = 5

    @model_validator(mode="after")
    def _groups_where_asked(self) -> Self:
        if self.over == "groups" and (self.by is None) == (not self.groups):
            expected = {"expected": "by (a column of participants), or groups, and not both", "key": "groups"}
            raise PydanticCustomError("missing-key", "does not say which groups", expected)
        if self.over != "groups" and (self.by is not None or self.groups):
            expected = {"expected": '"groups"', "key": "over", "value": self.over}
            raise PydanticCustomError("unknown-value", "names groups and is not about groups", expected)
        if self.over != "groups" and self.of == "placed":
            expected = {"expected": '"score", or over = "groups"', "key": "of", "value": self.of}
            raise PydanticCustomError("unknown-value", "is nothing that one person has more or less of", expected)
        return self

    @property
    def unit(self) -> str:
        """Scores, or a share."""
        return "score" if self.of == "score" else "share"

    @property
    def is_sum(self) -> bool:
        """A least is no sum."""
        return False

    def describe(self) -> str:
        """Return the objective in words."""
        if self.over == "placed":
            return "the largest least score of anybody placed"
        if self.over == "everybody":
            return "the largest least score of anybody, 0 for who has no place"
        what = "mean score" if self.of == "score" else "share placed"
        which = f"by {self.by}" if self.by is not None else "; ".join(map(str, self.groups))
        return f"the largest least {what} of a group's members ({which})"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what is wrong with the groups in this problem."""
        found = [_in_groups(finding, at) for at, group in enumerate(self.groups) for finding in group.inspect(problem)]
        if self.by is not None and self.by not in problem.participants.columns:
            message = "is no column of participants"
            hint = nearest(self.by, problem.participants.columns)
            return [*found, Finding("settings.toml", "unknown-column", message, None, "by", self.by, hint=hint)]
        if (
            self.over == "groups"
            and problem.n_participants
            and not any(finding.severity == "error" for finding in found)
        ):
            n_groups = sum(size > 0 for size in self._sizes(problem))
            if not n_groups:
                message, expected = "names no group that anybody is in", "at least one group of people"
                found.append(Finding("settings.toml", "unknown-value", message, None, "groups", None, expected))
        return found

    def aim(self, facts: Facts) -> LeastScoreAim | GroupFloorAim:
        """Return the search for the largest threshold."""
        if self.over != "groups":
            return LeastScoreAim(facts, everybody=self.over == "everybody")
        groups = [
            group for group, size in zip(self._groups(facts.problem), self._sizes(facts.problem), strict=True) if size
        ]
        inside = np.stack([members(group, facts.problem) for group in groups])
        formulation = facts.formulation
        is_score = self.of == "score"
        gains = formulation.gains[: formulation.n_pairs] if is_score else np.ones(formulation.n_pairs, np.int64)
        scale = formulation.scale if is_score else 1
        slack = ROUNDED / scale if is_score and formulation.rounded else Fraction(0)
        sizes = tuple(int(n) for n in inside.sum(axis=1))
        return GroupFloorAim(inside[:, facts.person], sizes, gains, tuple(map(str, groups)), scale, slack)

    def measure(self, finished: Finished) -> Measured:
        """Look every person, or every group, up."""
        placed = dict(finished.view.assignments)
        if self.over == "groups":
            return self._least_group(finished, placed)
        people = placed if self.over == "placed" else finished.view.participants
        worth = {each: finished.scores[each, placed[each]] if each in placed else Decimal(0) for each in people}
        if not worth:
            return Measured(Fraction(0))
        worst = min(worth, key=lambda each: (worth[each], each))
        return Measured(Fraction(worth[worst]), about=f"participant '{worst}'")

    def _groups(self, problem: Problem) -> list[Group]:
        if self.by is None:
            return list(self.groups)
        column = problem.participants[self.by].drop_nulls()
        items = column.explode().drop_nulls() if column.dtype.is_nested() else column
        return [Group(((self.by, (value,)),)) for value in items.unique().sort().to_list()]

    def _sizes(self, problem: Problem) -> list[int]:
        """Return the people in each group, 0 where it is too small to count."""
        least = 1 if self.by is None else self.smallest_group
        sizes = [int(members(group, problem).sum()) for group in self._groups(problem)]
        return [size if size >= least else 0 for size in sizes]

    def _least_group(self, finished: Finished, placed: Mapping[str, str]) -> Measured:
        """Return the least mean, group by group over the rows of people."""
        rows = finished.view.participants
        means: list[tuple[Fraction, str]] = []
        for group in self.groups or _values(self.by or "", rows.values()):
            inside = [each for each, row in rows.items() if belongs(row, group)]
            if len(inside) < (1 if self.by is None else self.smallest_group):
                continue
            held = [(each, placed[each]) for each in inside if each in placed]
            total = Decimal(len(held)) if self.of == "placed" else sum((finished.scores[p] for p in held), Decimal(0))
            means.append((Fraction(total) / len(inside), str(group)))
        if not means:
            return Measured(Fraction(0))
        value, about = min(means)
        return Measured(value, about=about)


def _values(column: str, rows: Iterable[Mapping[str, Any]]) -> list[Group]:
    """Return a group for each value that occurs in a column of plain rows."""
    held = [row[column] for row in rows if row[column] is not None]
    values = {item for value in held for item in (value if isinstance(value, list) else [value])}
    return [Group(((column, (value,)),)) for value in values if value is not None]


def _in_groups(finding: Finding, at: int) -> Finding:
    """Return a group's finding with its place among ``groups``."""
    return replace(finding, column=(finding.column or "group").replace("group", f"groups[{at}]", 1))
