"""pin_clashes: which pair rules stand in the way of pinned pairs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matchmaker.constraints.among import seats_among
from matchmaker.constraints.constraint import Constraint
from matchmaker.constraints.overrides import decided
from matchmaker.constraints.rule_sorts import pair_rules
from matchmaker.model import Problem
from matchmaker.travel import Commutes


def pin_clashes(problem: Problem, commutes: Commutes, constraints: Iterable[Constraint]) -> tuple[str, ...]:
    """Return, for every pin that pair rules block, the pin and each of those rules in words. Empty: no clash.

    In order of participant id, then seat id; a pin's rules in the order of ``constraints``. A plan with such a pin does
    not exist. The remedy is the pin's removal, or an ``override`` beside it.
    """
    rules = [rule for rule in constraints if pair_rules([rule])]
    people, places = decided(problem, "pin")
    counts = seats_among(problem, "placements")[places]
    people, places = people[counts], places[counts]
    person, place = people.astype(np.int32), places.astype(np.int32)
    blocked = [~rule.allowed(problem, commutes, person, place) for rule in pair_rules(rules)]
    person_ids, seat_ids = problem.participants["participant_id"], problem.seats["seat_id"]
    pins = sorted(
        (person_ids[int(p)], seat_ids[int(s)], i) for i, (p, s) in enumerate(zip(people, places, strict=True))
    )
    return tuple(
        f"participant '{p}' is pinned to seat '{s}', but {rule.describe()}"
        for p, s, i in pins
        for rule, hit in zip(rules, blocked, strict=True)
        if hit[i]
    )
