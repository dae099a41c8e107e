"""KeepTogether: people who go to the same place, or are not placed at all."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Literal

import numpy as np

from matchmaker.constraints.constraint import Columns, PlanView, RuleRows, Violation
from matchmaker.constraints.people_groups import PeopleGroups
from matchmaker.constraints.people_groups_check import people_by_place


class KeepTogether(PeopleGroups):
    """All people of a group have places in the ``same`` seat, opportunity, employer or site, or none of them has one.

    Of each group, one person after the other: in every place, the pairs of the one less those of the next are 0. Who has
    no candidate in a place so keeps the others out of it. Groups and places are settings: no source asks for them.
    """

    kind: Literal["keep_together"] = "keep_together"
    code: ClassVar[str] = "keep_together"

    def describe(self) -> str:
        """Return the rule in words."""
        return f"{self.who} go to the same {self.same}, or none of them does"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per two people of a group, one after the other, and place where either could be."""
        pairs, units = columns.pairs, self.units(columns)
        groups = self.members(columns.problem)
        links = [(name, at, one, other) for name, rows in groups.items() for at, (one, other) in _linked(rows)]
        person = np.array([each for _, _, one, other in links for each in (one, other)], np.int64)
        counts = np.diff(pairs.indptr)[person]
        member = np.repeat(np.arange(person.size), counts)
        column = np.arange(member.size) + np.repeat(pairs.indptr[:-1][person] - np.cumsum(counts) + counts, counts)
        n_units = max(len(units.names), 1)
        keys, row = np.unique(member // 2 * n_units + units.of_seat[pairs.seat[column]], return_inverse=True)
        value = 1 - 2 * (member % 2)
        both = np.zeros((keys.size, 2), bool)
        both[row, member % 2] = True
        names = [
            _name(
                links[key // n_units],
                len(groups[links[key // n_units][0]]),
                units.names[key % n_units],
                bool(all_there),
            )
            for key, all_there in zip(keys.tolist(), both[:, 0] & both[:, 1], strict=True)
        ]
        none = (0,) * len(names)
        return RuleRows(tuple(names), row.astype(np.int64).ravel(), column, value, none, none)

    def check(self, view: PlanView) -> list[Violation]:
        """Compare where the people of every group are."""
        found = []
        for name, places in people_by_place(view, self.same, self.groups, self.by):
            somewhere = [where for where in places.values() if where]
            different = sorted(set().union(*somewhere))
            if somewhere and (len(somewhere) < len(places) or len(different) > 1):
                text = f"{len(somewhere)} of {len(places)} people of {name} are placed, at {', '.join(different)}"
                found.append(Violation(self.code, f"{text}: all go to the same {self.same}, or none"))
        return found


def _linked(rows: list[int]) -> list[tuple[int, tuple[int, int]]]:
    return list(enumerate(pairwise(rows), start=1))


def _name(link: tuple[str, int, int, int], size: int, unit: str, all_there: bool) -> str:
    name, at, _, _ = link
    why = "" if all_there else ", where not all of them could be"
    return f"{name} goes together or not at all: {unit} (persons {at} and {at + 1} of {size}){why}"
