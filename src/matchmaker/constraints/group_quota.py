"""GroupQuota: floors and ceilings on how many, or what share, of those placed belong to a group."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.group import GroupField
from matchmaker.constraints.group_check import belongs
from matchmaker.constraints.group_rows import members
from matchmaker.constraints.row_block import row_block, stack
from matchmaker.constraints.scope import Scope, ScopeField
from matchmaker.constraints.scope_check import is_closed, placed_by_unit
from matchmaker.constraints.scope_rows import Units, units_of
from matchmaker.constraints.share_fractions import largest_within, smallest_within
from matchmaker.criteria import Exact
from matchmaker.errors import Finding
from matchmaker.model import TABLES, Problem

Count = Annotated[int, Field(ge=0, le=1_000_000)]
Share = Annotated[Exact, Field(ge=0, le=1)]


class GroupQuota(Constraint):
    """Floors and ceilings on the members of ``group`` among those placed, by count or by share, per unit of ``scope``.

    With m members among n people placed in a unit of ``scope``: ``min_count <= m <= max_count`` and ``min_share * n
    <= m <= max_share * n``. Shares are of the unit's actual size and exact: 0.35 is 7/20, so the row is ``20 m - 7 n
    >= 0`` (in a unit too small for it, the nearest fraction that occurs there). An empty unit keeps every share.
    ``min_count`` binds in a cohort (scope by cohort or by opportunity) only if it opens; in any other unit it always
    binds. The numbers are settings [assumed]: no source gives a quota (DOMAIN section 7).

    By a protected column, and for named employers (or opportunities in which only one employer stands), it is a condition
    of that employer on a protected ground, and is refused unless ``legal_ground`` names the law or permit (000:2784).
    """

    kind: Literal["group_quota"] = "group_quota"
    code: ClassVar[str] = "group_quota"
    group: Annotated[GroupField, Field(description="a table of participant columns and values")]
    scope: ScopeField = Scope("plan")
    min_count: Count | None = None
    max_count: Count | None = None
    min_share: Share | None = None
    max_share: Share | None = None
    legal_ground: Annotated[str, Field(pattern=r"\S")] | None = None

    @model_validator(mode="after")
    def _limits_are_ordered(self) -> Self:
        limits = (self.min_count, self.max_count, self.min_share, self.max_share)
        if all(limit is None for limit in limits):
            expected = {"expected": "min_count, max_count, min_share or max_share", "key": "min_count"}
            raise PydanticCustomError("missing-key", "sets no limit", expected)
        for low, high in (("min_count", "max_count"), ("min_share", "max_share")):
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                expected = {"expected": f"{low} <= {high} ({most})", "key": low, "value": str(least)}
                raise PydanticCustomError("out-of-range", "is greater than its maximum", expected)
        return self

    def describe(self) -> str:
        """Return the rule in words."""
        limits = [
            f"at least {self.min_count}" if self.min_count is not None else None,
            f"at most {self.max_count}" if self.max_count is not None else None,
            f"at least {_percent(self.min_share)}" if self.min_share is not None else None,
            f"at most {_percent(self.max_share)}" if self.max_share is not None else None,
        ]
        where = self.scope.as_settings()
        return f"group {self.group}: {' and '.join(filter(None, limits))} (scope {where})"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what is wrong with the group or the scope in this problem."""
        return self.group.inspect(problem) + self.scope.inspect(problem) + self._groundless(problem)

    def _groundless(self, problem: Problem) -> list[Finding]:
        """Return an error where the quota is a condition of one employer on a protected ground, and no law is named."""
        columns = TABLES["participants"].columns
        protected = [name for name, _ in self.group.columns if name in columns and columns[name].protected]
        if not protected or self.legal_ground is not None or self.scope.ids is None or self.scope.by == "region":
            return []
        if self.scope.by == "opportunity":
            seats = problem.seats.filter(pl.col("opportunity_id").is_in(self.scope.ids))
            if not (seats.group_by("opportunity_id").agg(n=pl.col("employer_id").n_unique())["n"] == 1).any():
                return []
        message = "is protected, and no employer may set a condition on it"
        expected = (
            'legal_ground = "the law or permit that allows it", or a scope over all alike such as "each_employer"'
        )
        return [
            Finding("settings.toml", "protected-ground", message, None, f"group.{protected[0]}", protected[0], expected)
        ]

    def rows(self, columns: Columns) -> RuleRows:
        """Return a row per unit and limit."""
        units = units_of(self.scope, columns)
        unit = units.of_seat[columns.pairs.seat]
        member = members(self.group, columns.problem)[columns.pairs.participant].astype(np.int64)
        n = len(units.names)
        blocks = []
        if self.min_count is not None:
            blocks.append(self._count_floor(units, unit, member, self.min_count))
        if self.max_count is not None:
            names = self._names(units, f"at most {self.max_count}")
            blocks.append(row_block(names, unit, member, upper=[self.max_count] * n))
        # A unit never has more people than there are participants, or pairs in it.
        n_most = np.minimum(np.bincount(unit[unit >= 0], minlength=n), columns.pairs.n_participants).tolist()
        if self.min_share is not None:
            names = self._names(units, f"at least {_percent(self.min_share)}")
            shares = [smallest_within(self.min_share, max(most, 1)) for most in n_most]
            blocks.append(row_block(names, unit, _weights(shares, unit, member), lower=[0] * n))
        if self.max_share is not None:
            names = self._names(units, f"at most {_percent(self.max_share)}")
            shares = [largest_within(self.max_share, max(most, 1)) for most in n_most]
            blocks.append(row_block(names, unit, _weights(shares, unit, member), upper=[0] * n))
        return stack(blocks)

    def _count_floor(
        self, units: Units, unit: npt.NDArray[np.int64], member: npt.NDArray[np.int64], least: int
    ) -> RuleRows:
        cohort = np.flatnonzero(units.opening >= 0)
        terms = (cohort, units.opening[cohort], np.full(cohort.size, -least))
        keep = terms if least else None
        lower = [0 if opening >= 0 else least for opening in units.opening.tolist()]
        return row_block(self._names(units, f"at least {least}"), unit, member, lower=lower, opening=keep)

    def _names(self, units: Units, limit: str) -> list[str]:
        return [f"group {self.group}: {limit} {name}" for name in units.names]

    def check(self, view: PlanView) -> list[Violation]:
        """Count members and people of every unit."""
        found = []
        for unit, placed in placed_by_unit(self.scope, view).items():
            n, m = len(placed), sum(belongs(participant, self.group) for participant, _ in placed)
            words = self._broken(n, m, counts=not is_closed(self.scope, unit, view))
            text = f"group {self.group}: '{unit}' has {m} of {n} people"
            found += [Violation(self.code, f"{text}, allowed is {limit}") for limit in words]
        return found

    def _broken(self, n: int, m: int, *, counts: bool) -> list[str]:
        broken = []
        if counts and self.min_count is not None and m < self.min_count:
            broken.append(f"at least {self.min_count}")
        if self.max_count is not None and m > self.max_count:
            broken.append(f"at most {self.max_count}")
        if self.min_share is not None and m < self.min_share * n:
            broken.append(f"at least a share of {self.min_share}")
        if self.max_share is not None and m > self.max_share * n:
            broken.append(f"at most a share of {self.max_share}")
        return broken


def _weights(
    shares: Sequence[Fraction], unit: npt.NDArray[np.int64], member: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return each pair's coefficient in ``denominator * members - numerator * people`` of its unit. Shape (n_pairs,)."""
    numerator = np.array([share.numerator for share in shares] + [0], np.int64)  # the last serves unit -1
    denominator = np.array([share.denominator for share in shares] + [0], np.int64)
    return denominator[unit] * member - numerator[unit]


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
