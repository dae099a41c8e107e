"""judge_entry: what a rule of entry says of all participants at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.criteria import judge
from matchmaker.screening.entry_rule import EntryRule

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class EntryJudgement:
    """What holds of n people on D days, for C criteria.

    ``holds`` and ``fails`` (C, n, D): proved; neither = cannot be said. ``almost`` (C, n, D): fails, and is not proved to
    fail by more than "almost" allows. ``near_miss`` and ``not_eligible`` (n, D): something fails, and all that fails is
    within what an approval may let pass, or not. ``eligible`` (n, D): everything holds. None of the three = cannot say.
    """

    holds: BoolArray
    fails: BoolArray
    almost: BoolArray
    eligible: BoolArray
    near_miss: BoolArray
    not_eligible: BoolArray
    takes_special: bool

    def may_enter(self, approved: BoolArray) -> BoolArray:
        """Return who may be placed on which day, (n, D), where ``approved`` (n,) says who has an approval.

        Whoever is not proved to fail; with an approval also a near-miss, and where the rule takes special circumstances
        anybody.
        """
        approvable = self.near_miss | (self.not_eligible & self.takes_special)
        return np.asarray(~(self.near_miss | self.not_eligible) | (approvable & approved[:, None]))


def judge_entry(rule: EntryRule, people: pl.DataFrame, days: npt.NDArray[np.int64]) -> EntryJudgement:
    """Return what ``rule`` says of ``people`` on ``days``, which are as in `matchmaker.criteria.day_numbers`."""
    judged = [judge(criterion, people, days) for criterion in rule.criteria]
    holds, fails = np.stack([yes for yes, _ in judged]), np.stack([no for _, no in judged])
    almost = np.zeros_like(fails)
    for at, wider in enumerate(rule.almost):
        if wider is not None:
            almost[at] = fails[at] & ~judge(wider, people, days)[1]
    missed = fails & ~almost
    missable = np.array(rule.missable)[:, None, None]
    beyond = (missed & ~missable).any(axis=0) | ((missed & missable).sum(axis=0) > rule.may_miss)
    failed = fails.any(axis=0)
    return EntryJudgement(
        holds, fails, almost, np.asarray(holds.all(axis=0)), failed & ~beyond, failed & beyond, rule.takes_special
    )
