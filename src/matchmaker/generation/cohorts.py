"""cohorts: a seeded instance in which groups open or not, with quotas and a budget."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from matchmaker.errors import UsageError
from matchmaker.generation.instance import Instance


def cohorts(
    n_participants: int, n_opportunities: int, *, seed: int = 0, candidates: tuple[int, int] = (50, 60)
) -> Instance:
    """Return a cohort-shaped instance: people and opportunities in towns of a square, candidates by distance.

    A quarter of the opportunities are cohorts of 8-15 to 12-20 people that open or not, with at least 35 % women and at
    most 70 % of one of three sectors in each; the others take 1 to 3. Everyone has so many ``candidates``, the nearest
    opportunities, between the fewest and the most (all, if there are fewer). Sectors live apart, mostly. The budget is
    half of what placing everybody would cost at the mean. All of it is made up, to measure by; no source gives these
    numbers. Equal arguments give equal instances.

    Raises:
        UsageError: fewer than one participant or opportunity, or no candidates from the fewest to the most.
    """
    if n_participants < 1 or n_opportunities < 1:
        raise UsageError("an instance of cohorts needs at least 1 participant and 1 opportunity")
    if not 1 <= candidates[0] <= candidates[1]:
        raise UsageError(f"candidates are counted from the fewest to the most, at least 1: not {candidates}")
    rng = np.random.default_rng(seed)
    towns = rng.random((max(4, n_opportunities // 10), 2))
    home, site = rng.integers(len(towns), size=n_participants), rng.integers(len(towns), size=n_opportunities)
    people = towns[home] + rng.normal(0, 0.03, (n_participants, 2))
    places = towns[site] + rng.normal(0, 0.03, (n_opportunities, 2))
    fewest, width = (min(each, n_opportunities) for each in candidates)
    found: tuple[Any, Any] = cKDTree(places).query(people, k=width)
    far, near = (each.reshape(n_participants, -1) for each in found)  # of a single neighbour it has one axis
    kept = np.arange(near.shape[1]) < rng.integers(fewest, width + 1, size=n_participants)[:, None]
    participant = np.nonzero(kept)[0]
    order = np.lexsort((near[kept], participant))
    raw = np.exp(-far[kept] / 0.5) * (0.4 + 0.6 * rng.random(participant.size))
    is_cohort = np.arange(n_opportunities) < n_opportunities // 4
    least = rng.integers(8, 16, size=n_opportunities)
    most = rng.integers(np.maximum(12, least), 21)
    cost = rng.integers(20, 71, size=n_opportunities) * 100
    odd = rng.random(n_participants) < 0.25
    return Instance(
        participant,
        near[kept][order].astype(np.int64),
        Instance.stepped(raw[order]),
        np.where(is_cohort, most, rng.integers(1, 4, size=n_opportunities)),
        np.where(is_cohort, least, 0),
        n_participants,
        rng.random(n_participants) < 0.5,
        np.where(odd, rng.integers(3, size=n_participants), home % 3),
        cost,
        int(cost.mean() * n_participants / 2),
    )
