"""price_floors: what each floor costs, by solving without it and with it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from time import perf_counter

from matchmaker.allocation import Result
from matchmaker.constraints import Constraint, PlacementFloor, ScoreFloor
from matchmaker.decisions.solve_again import solve_again
from matchmaker.decisions.variants.best_by_score import best_by_score
from matchmaker.decisions.variants.floor_price import FloorPrice
from matchmaker.decisions.variants.share_of_time import share_of_time


def price_floors(
    result: Result,
    floors: Sequence[Constraint],
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    interrupt: Event | None = None,
) -> tuple[FloorPrice, ...]:
    """Return the price of each floor that stands among the rules (alone taken away), then of each of ``floors`` (alone added).

    Both plans are sought by the sum of scores, to ``gap``; ``time_limit`` (seconds) is shared over the searches.
    """
    standing = [rule for rule in result.constraints if isinstance(rule, PlacementFloor | ScoreFloor)]
    if not standing and not floors:
        return ()
    until = None if time_limit is None else perf_counter() + time_limit
    n_searches = 1 + len(standing) + len(floors)

    def solve(rules: Sequence[Constraint], at: int) -> Result:
        return solve_again(
            result,
            constraints=rules,
            policy="optimal",
            objectives=(),
            gap=gap,
            time_limit=share_of_time(until, n_searches - at),
            interrupt=interrupt,
        )

    now = best_by_score(result, gap=gap, time_limit=share_of_time(until, n_searches), interrupt=interrupt)
    prices = []
    for at, floor in enumerate((*standing, *floors), 1):
        if at <= len(standing):
            freed = solve([rule for rule in result.constraints if rule is not floor], at)
            prices.append(FloorPrice(floor.describe(), True, freed, now))
        else:
            prices.append(FloorPrice(floor.describe(), False, now, solve((*result.constraints, floor), at)))
    return tuple(prices)
