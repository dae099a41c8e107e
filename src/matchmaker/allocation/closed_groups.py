"""closed_groups: what a group that stays closed was short of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

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
    the rule that is named; or its people are worth more in other groups. A trial proves nothing about other people.
    """
    whole = [rule for rule in constraints if plan_rules([rule])]
    home = dict(problem.seats.select("seat_id", "opportunity_id").iter_rows())
    pairs = fits.pairs
    person, seat = pairs.participant_ids[pairs.participant], pairs.seat_ids[pairs.seat]
    opened = plan.opened | filled.opened
    told = {}
    for row in problem.opportunities.sort("opportunity_id").iter_rows(named=True):
        group, least = row["opportunity_id"], row["min_size"] or 0
        if row["kind"] not in GROUP_KINDS or not least or group in opened:
            continue
        best: dict[str, str] = {}
        at = np.flatnonzero(np.array([home[each] == group for each in seat], bool))
        for i in at[np.lexsort((person[at].astype(str), -fits.total[at]))].tolist():
            best.setdefault(person[i], seat[i])
        if len(best) < least:
            told[group] = f"needs {least} people, and {len(best)} fit"
            continue
        trial = [*filled.lines, *list(best.items())[:least], *plan.seats.items()]
        asked = replace(plan, opened=opened | {group})
        broken = verify_plan(problem, asked, whole, commutes, assignments=trial)
        told[group] = f"{broken[0].code}: {broken[0].message}" if broken else "its people fit other groups better"
    return told
