"""measure_fairness: how groups fare in a plan, who envies whom, and what floors cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Event
from typing import Any

import numpy as np

from matchmaker.allocation import Result
from matchmaker.decisions.variants.fairness import Fairness
from matchmaker.decisions.variants.find_envy import find_envy
from matchmaker.decisions.variants.group_gaps import group_gaps
from matchmaker.decisions.variants.group_rates import group_rates
from matchmaker.decisions.variants.parse_floor import parse_floor
from matchmaker.decisions.variants.price_floors import price_floors
from matchmaker.errors import UsageError
from matchmaker.metrics import placed_of

LEAST = 10
"""Of fewer people no gap is told. [assumed]"""
MOST_LEVEL = 0.999
"""Beyond it too few of the bootstrap's draws lie outside the interval to say where it ends."""


def measure_fairness(
    result: Result,
    by: Sequence[str] = ("gender", "population_group"),
    floors: Sequence[str | Mapping[str, Any]] = (),
    *,
    level: float = 0.95,
    least: int = LEAST,
    seed: int = 0,
    gap: float = 1e-4,
    time_limit: float | None = None,
    interrupt: Event | None = None,
) -> Fairness:
    """Return the rates and mean scores of the groups by each column, the gaps between them, envy, and the price of each
    floor that stands among the rules or is asked for.

    Raises:
        UsageError: there is no plan, a column makes no groups, a number is out of range, or a text is no floor.
        SettingsError: a floor cannot be used.
    """
    if not result.has_plan:
        raise UsageError("there is no plan in which groups could fare")
    if not 0 < level <= MOST_LEVEL:
        raise UsageError(f"level must be above 0 and at most {MOST_LEVEL}, not {level}")
    if least < 2 or seed < 0:
        raise UsageError(f"least must be at least 2 and seed at least 0, not {least} and {seed}")
    parsed = [parse_floor(result.problem, floor) for floor in floors]
    placed, envy = placed_of(result), find_envy(result)
    score = np.full(result.problem.n_participants, np.nan)
    score[placed.participant] = placed.score
    envious = result.problem.participants["participant_id"].is_in(envy["participant_id"].to_list()).to_numpy()
    groups = group_rates(result, tuple(dict.fromkeys(by)), score, envious, level=level, seed=seed)
    gaps = group_gaps(result, groups, score, level=level, least=least, seed=seed)
    prices = price_floors(result, parsed, gap=gap, time_limit=time_limit, interrupt=interrupt)
    return Fairness(result, groups, gaps, envy, prices, level, least, seed)
