"""GroupsEach: so many groups for one person, and none of them twice."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, ClassVar, Literal

import numpy as np
import polars as pl
from pydantic import Field

from matchmaker.constraints.among import is_among, seats_among
from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block, stack
from matchmaker.constraints.seat_index import rows_of, seat_opportunity


class GroupsEach(Constraint):
    """At most ``most`` groups for each participant, and each response once. Placements do not count.

    A response that several groups give is the same for the person; a group that names no response is one of its own, and
    all pre-employment is the same.
    """

    kind: Literal["groups_each"] = "groups_each"
    code: ClassVar[str] = "groups_each"
    most: Annotated[int, Field(ge=1, le=100)]

    def describe(self) -> str:
        """Return the rule in words."""
        return f"every participant is in at most {self.most} groups, and in none of a response twice"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per participant, and one per participant and response that may come twice."""
        problem, pairs = columns.problem, columns.pairs
        person = pairs.participant.astype(np.int64)
        counted = seats_among(problem, "groups")[pairs.seat]
        ids = pairs.participant_ids.tolist()
        total = row_block(
            [f"participant '{each}' is in at most {self.most} groups" for each in ids],
            np.where(counted, person, -1), 1, upper=[self.most] * len(ids),
        )  # fmt: skip
        same = pl.coalesce(
            pl.when(pl.col("kind") == "pre_employment").then(pl.lit("\0pre-employment")),
            "response",
            pl.concat_str(pl.lit("\0"), "opportunity_id"),
        )
        names = problem.opportunities.select(same.alias("same"))["same"]
        distinct = names.unique().sort()
        response = np.append(rows_of(names, distinct), -1)[seat_opportunity(problem)][pairs.seat]
        key = person * max(distinct.len(), 1) + response
        units, unit = np.unique(key[counted], return_inverse=True)
        row = np.full(pairs.n_pairs, -1, np.int64)
        row[counted] = unit
        once = [
            f"participant '{ids[each // distinct.len()]}' is in one group of '{distinct[each % distinct.len()]}'".replace(
                "\0", ""
            )
            for each in units.tolist()
        ]
        return stack([total, row_block(once, row, 1, upper=[1] * len(once))])

    def check(self, view: PlanView) -> list[Violation]:
        """Count the groups of every participant, and those of each response."""
        groups: Counter[str] = Counter()
        same: Counter[tuple[str, str, str]] = Counter()
        for participant, seat in view.placed():
            opportunity = view.opportunities[seat["opportunity_id"]]
            if not is_among(opportunity, "groups"):
                continue
            participant_id = participant["participant_id"]
            groups[participant_id] += 1
            if opportunity["kind"] == "pre_employment":
                same[participant_id, "in pre-employment", ""] += 1
            elif opportunity["response"] is not None:
                same[participant_id, "in groups of response", opportunity["response"]] += 1
            else:
                same[participant_id, "in group", seat["opportunity_id"]] += 1
        many = [f"participant '{p}' is in {n} groups, at most {self.most}" for p, n in groups.items() if n > self.most]
        twice = [f"participant '{p}' is {what} '{code}' {n} times" for (p, what, code), n in same.items() if n > 1]
        return [Violation(self.code, text) for text in (*many, *twice)]
