"""ScoreFloor: a least mean score of a group's people."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.group import GroupField
from matchmaker.constraints.group_check import belongs
from matchmaker.constraints.group_rows import members
from matchmaker.constraints.row_block import row_block
from matchmaker.criteria import Exact
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem

_FINEST = 9
"""Decimals of a score that a floor can count exactly; scorers give six."""


class ScoreFloor(Constraint):
    """The scores of the people in ``group`` have a mean of at least ``min_mean`` (0 to 1).

    ``over`` says of whom: ``placed`` (the mean of the group's placements; a plan that places none of them keeps it) or
    ``everyone`` (all people of the group, 0 for who has no place, so that leaving somebody out never helps). Scores are
    exact decimals. The number is a setting [assumed]: no source gives a mean.
    """

    kind: Literal["score_floor"] = "score_floor"
    code: ClassVar[str] = "score_floor"
    group: Annotated[GroupField, Field(description="a table of participant columns and values")]
    min_mean: Annotated[Exact, Field(ge=0, le=1, description="the least mean score, from 0 to 1")]
    over: Literal["placed", "everyone"] = "placed"

    def describe(self) -> str:
        """Return the rule in words."""
        whose = "its people placed" if self.over == "placed" else "all its people, 0 without a place,"
        return f"group {self.group}: the scores of {whose} have a mean of at least {self.min_mean.normalize():f}"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what is wrong with the group in this problem."""
        return self.group.inspect(problem)

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row: what the group's scores sum to, less the mean asked for of each person counted.

        Raises `SettingsError` where a score has more decimals than can be counted exactly.
        """
        inside = members(self.group, columns.problem)
        scores, scale = self._integers(columns.total)
        mean = int(self.min_mean * scale)
        unit = np.where(inside[columns.pairs.participant], 0, -1)
        if self.over == "placed":
            return row_block([self.describe()], unit, scores - mean, lower=[0])
        return row_block([self.describe()], unit, scores, lower=[mean * int(inside.sum())])

    def _integers(self, total: npt.NDArray[np.float64] | None) -> tuple[npt.NDArray[np.int64], int]:
        """Return the scores as integers on a scale, which is the smallest power of ten that suits the mean too."""
        if total is None:
            raise self._refused("there are no scores to hold it to")
        places = max(0, -int(self.min_mean.normalize().as_tuple().exponent))
        for decimals in range(places, _FINEST + 1):
            scale = 10**decimals
            whole = np.rint(total * scale)
            # Both are exact in float64, so the quotient is the nearest float to the decimal.
            if (whole / scale == total).all():
                return whole.astype(np.int64), scale
        raise self._refused(f"a score has more than {_FINEST} decimals, so its mean cannot be held exactly")

    def _refused(self, message: str) -> SettingsError:
        expected = f"scores of at most {_FINEST} decimals"
        return SettingsError([Finding("settings.toml", "out-of-range", message, column="min_mean", expected=expected)])

    def check(self, view: PlanView) -> list[Violation]:
        """Add up the scores of the group."""
        group = {name for name, row in view.participants.items() if belongs(row, self.group)}
        placed = [pair for pair in view.assignments if pair[0] in group]
        text = f"group {self.group}:"
        scores = view.scores or {}
        if any(pair not in scores for pair in placed):
            return [Violation(self.code, f"{text} a placement has no score, so its mean cannot be said")]
        total = sum((scores[pair] for pair in placed), Decimal(0))
        n = len(placed) if self.over == "placed" else len(group)
        if total >= self.min_mean * n:
            return []
        return [Violation(self.code, f"{text} scores of {total} over {n} people, allowed is a mean of {self.min_mean}")]
