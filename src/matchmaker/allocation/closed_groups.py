"""closed_groups: what a group that stays closed was short of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.fill_groups import Filled
from matchmaker.constraints import Constraint, plan_rules, verify_plan
from matchmaker.model import Plan, Problem
from matchmaker.model.vocabulary import GROUP_KINDS
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes


def closed_groups(
    problem: Problem,
    fits: ScoreTable,
    constraints: Sequence[Constraint],
    commutes: Commutes,
    plan: Plan,
    *,
    filled: Filled,
) -> dict[str, str]:
    """Return a sentence for each group that could open and does not, by opportunity id.

    Fewer people fit than it needs; or, opened by way of trial with those who fit best, everything else as it is, it breaks
    the rule that is named; or its people are worth more in other groups. A trial proves nothing about other people. A
    group without a smallest size needs one person.
    """
    whole = [rule for rule in constraints if plan_rules([rule])]
    pairs = fits.pairs
    homes = problem.seats["opportunity_id"].to_list()
    group_of = np.array([*homes, None], object)[pairs.seat]
    home = dict(zip(problem.seats["seat_id"].to_list(), homes, strict=True))
    opened = plan.opened | filled.opened
    joined = {home[seat] for _, seat in filled.lines}
    told = {}
    for row in problem.opportunities.sort("opportunity_id").iter_rows(named=True):
        group, least = row["opportunity_id"], row["min_size"] or 1
        if row["kind"] not in GROUP_KINDS or group in opened or group in joined:
            continue
        best = _best(fits, np.flatnonzero(group_of == group))
        if len(best) < least:
            told[group] = f"needs {least} people, and {len(best)} fit"
            continue
        trial = [*filled.lines, *list(best.items())[:least], *plan.seats.items()]
        asked = replace(plan, opened=opened | {group}) if row["min_size"] else replace(plan, opened=opened)
        broken = verify_plan(problem, asked, whole, commutes, assignments=trial)
        told[group] = f"{broken[0].code}: {broken[0].message}" if broken else "its people fit other groups better"
    return told


def _best(fits: ScoreTable, at: npt.NDArray[np.int64]) -> dict[str, str]:
    """Return people and the seat each fits best among the pairs ``at``, by participant id, best first, ties by id."""
    pairs = fits.pairs
    person, seat = pairs.participant_ids[pairs.participant[at]].tolist(), pairs.seat_ids[pairs.seat[at]].tolist()
    best: dict[str, str] = {}
    for _, each, place in sorted(zip((-fits.total[at]).tolist(), person, seat, strict=True)):
        best.setdefault(each, place)
    return best
