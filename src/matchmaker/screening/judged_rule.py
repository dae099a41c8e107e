"""JudgedRule: one rule of entry on one day, and what it says of everybody, by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.criteria import day_numbers, judge
from matchmaker.screening.asking import asking
from matchmaker.screening.entry_rule import EntryRule
from matchmaker.screening.judge_entry import judge_entry

Masks = Iterator[tuple[str, npt.NDArray[np.bool_]]]
"""Names, each with the people (n,) of whom it is said; a name may come twice."""


class JudgedRule:
    """A rule, its ``day`` (1,) as in `matchmaker.criteria.day_numbers`, and its ``judgement`` of ``people``."""

    def __init__(self, rule: EntryRule, people: pl.DataFrame, day: date | None) -> None:
        self.rule, self.people = rule, people
        self.day = day_numbers(pl.Series([day], dtype=pl.Date))
        self.judgement = judge_entry(rule, people, self.day)
        self._names = [criterion.describe() for criterion in rule.criteria]

    def holds(self) -> Masks:
        """The criteria that hold."""
        yield from zip(self._names, self.judgement.holds[:, :, 0], strict=True)

    def fails(self) -> Masks:
        """The criteria that do not."""
        yield from zip(self._names, self.judgement.fails[:, :, 0], strict=True)

    def almost(self) -> Masks:
        """The criteria that do not hold, and almost do."""
        yield from zip(self._names, self.judgement.almost[:, :, 0], strict=True)

    def unsaid(self) -> Masks:
        """The criteria of which it cannot be said."""
        yield from zip(self._names, ~(self.judgement.holds | self.judgement.fails)[:, :, 0], strict=True)

    def parts(self) -> Iterator[tuple[str, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]]:
        """The criteria that those of the rule join, each with whom they hold of and whom not."""
        for criterion in self.rule.criteria:
            for member in criterion.members:
                yes, no = judge(member, self.people, self.day)
                yield member.describe(), yes[:, 0], no[:, 0]

    def asking(self) -> Masks:
        """The columns to ask for, where a criterion, or whether it is almost met, cannot be said."""
        for at, (criterion, wider) in enumerate(zip(self.rule.criteria, self.rule.almost, strict=True)):
            yield from asking(criterion, self.people, self.day).items()
            if wider is not None:
                for column, of_whom in asking(wider, self.people, self.day).items():
                    yield column, of_whom & self.judgement.fails[at, :, 0]

    def behind(self) -> Masks:
        """The sources of the criteria that do not hold; of all of them where all hold."""
        for source, holds in zip(self.rule.sources, self.judgement.holds[:, :, 0], strict=True):
            yield source, ~holds | self.judgement.eligible[:, 0]
