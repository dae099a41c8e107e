"""KeepApart: people who must not meet."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from matchmaker.constraints.constraint import Columns, PlanView, RuleRows, Violation
from matchmaker.constraints.people_groups import PeopleGroups
from matchmaker.constraints.people_groups_check import people_by_place
from matchmaker.constraints.row_block import row_block


class KeepApart(PeopleGroups):
    """No two people of a group have places in the ``same`` seat, opportunity, employer or site.

    Rows and messages name groups by their number or value and never the people: who is kept apart from whom is not for
    everybody who reads why somebody has no place.
    """

    kind: Literal["keep_apart"] = "keep_apart"
    code: ClassVar[str] = "keep_apart"

    def describe(self) -> str:
        """Return the rule in words."""
        return f"of {self.who} no two go to the same {self.same}"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per group and place where two or more of it could be."""
        pairs, units = columns.pairs, self.units(columns)
        groups = self.members(columns.problem)
        person = np.array([row for rows in groups.values() for row in rows], np.int64)
        group = np.repeat(np.arange(len(groups)), [len(rows) for rows in groups.values()])
        counts = np.diff(pairs.indptr)[person]
        member = np.repeat(np.arange(person.size), counts)
        column = np.arange(member.size) + np.repeat(pairs.indptr[:-1][person] - np.cumsum(counts) + counts, counts)
        n_units = max(len(units.names), 1)
        key = group[member] * n_units + units.of_seat[pairs.seat[column]]
        # A place where only one person of the group could be needs no row.
        of_person = np.unique(key * max(person.size, 1) + member) // max(person.size, 1)
        keys, n_people = np.unique(of_person, return_counts=True)
        keys = keys[n_people > 1]
        at = np.searchsorted(keys, key)
        inside = np.append(keys, -1)[at] == key
        labels = list(groups)
        names = [
            f"{labels[k // n_units]} is kept apart: at most one at {units.names[k % n_units]}" for k in keys.tolist()
        ]
        none = np.full(pairs.n_pairs, -1, np.int64)
        entries = (at[inside].astype(np.int64), column[inside], np.ones(int(inside.sum()), np.int64))
        return row_block(names, none, 1, upper=[1] * len(names), opening=entries)

    def check(self, view: PlanView) -> list[Violation]:
        """Count the people of every group in every place."""
        found = []
        for name, places in people_by_place(view, self.same, self.groups, self.by):
            for place in sorted(set().union(*places.values())):
                n = sum(place in where for where in places.values())
                if n > 1:
                    found.append(Violation(self.code, f"{name} is kept apart, and {n} people of it are at {place}"))
        return found
