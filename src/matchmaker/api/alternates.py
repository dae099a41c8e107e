"""alternates: who could stand in for each person placed."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.decisions.replan.alternates import Alternates
from matchmaker.decisions.replan.find_alternates import find_alternates


def alternates(result: Result, *, most: int = 5) -> Alternates:
    """Return, for each person placed, who could take that very seat if they drop out, in order, with every rule kept.

    Stand-ins have no place now and come by score, best first; up to ``most`` (1 or more) are listed for each person and all
    are tried, each by replaying every row. Who has none is listed with the reason. The waiting list per seat says for how
    many of those placed there each one could stand in.

    Raises:
        UsageError: ``most`` is no such number, or the result has no plan that keeps its rules.
    """
    return find_alternates(result, most=most)
