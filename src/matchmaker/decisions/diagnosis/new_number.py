"""new_number: what a number that gives way has to become, from the amount of an answer."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import ceil

import numpy as np

from matchmaker.candidates import Pairs
from matchmaker.decisions.diagnosis.cheapest import Cheapest
from matchmaker.decisions.diagnosis.way import Share, Way

_STEP = Decimal("0.0001")
"""Shares are told to a hundredth of a per cent, rounded so that the plan they were read off keeps them."""


def new_number(way: Way, amount: int, found: Cheapest, pairs: Pairs) -> Decimal | None:
    """Return the number that ``amount`` units make of a way's change; ``None`` where a pin goes.

    A share is read off the plan that ``found`` holds, (members of the group) / (people in the unit).
    """
    change = way.change
    if change.before is None:
        return None
    if way.share is not None and found.positions is not None:
        return _share(way.share, change.sign, change.before, pairs, found)
    if way.ratio is not None:  # so many people more than the number over the ratio now lets in
        people = int(change.before) * way.ratio.denominator // way.ratio.numerator + amount
        return Decimal(ceil(people * way.ratio))
    if way.of:
        return (Decimal(ceil(change.before * way.of) - amount) / way.of).quantize(_STEP, ROUND_FLOOR)
    return change.before + change.sign * amount


def _share(share: Share, sign: int, before: Decimal, pairs: Pairs, found: Cheapest) -> Decimal:
    at = found.positions
    inside = share.seats[pairs.seat[at]]
    people = pairs.participant[at][inside]
    n = int(people.size)
    if not n:
        return before
    exact = Decimal(int(np.count_nonzero(share.members[people]))) / n
    if sign < 0:
        return min(before, exact.quantize(_STEP, ROUND_FLOOR))
    return max(before, exact.quantize(_STEP, ROUND_CEILING))
