"""Generated formulations with cohorts, shares, budgets, floors, odd rows, ties, penalties, fixed columns and further
decisions."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from matchmaker.allocation.formulation import Formulation, Rows
from tests.allocation.helpers import rows


@st.composite
def formulations(draw: st.DrawFn, *, most_people: int = 10, cohorts: bool = True) -> Formulation:
    """Draw a formulation of up to ``most_people`` people and five seats; without ``cohorts`` nothing is opened and
    all rows count pairs of one seat."""
    return generated(np.random.default_rng(draw(st.integers(0, 2**32 - 1))), most_people, cohorts=cohorts)


def generated(rng: np.random.Generator, most_people: int, *, cohorts: bool = True) -> Formulation:
    """Return a formulation made of random numbers."""
    n_people, n_seats = int(rng.integers(1, most_people + 1)), int(rng.integers(1, 6))
    left, seat = np.nonzero(rng.random((n_people, n_seats)) < rng.choice([0.5, 0.9, 1.0]))
    n_pairs = left.size
    n_cohorts = int(rng.integers(0, min(n_seats, 3) + 1)) if cohorts and n_pairs else 0
    n_further = int(rng.integers(0, 2)) if n_cohorts else 0
    n_columns = n_pairs + n_cohorts + n_further

    def row(values: Any, *openings: tuple[int, int]) -> Any:
        dense = np.zeros(n_columns, np.int64)
        dense[:n_pairs] = values
        for opening, value in openings:
            dense[n_pairs + opening] = value
        return dense

    woman, local = (rng.random(n_people) < 0.5)[left], (rng.random(n_people) < 0.4)[left]
    blocks: list[Rows] = []

    def add(name: str, dense: Any, low: int | None, high: int | None) -> None:
        blocks.append(rows([name], [dense], [low], [high], kind=name.split(maxsplit=1)[0]))

    for s in range(n_seats):
        add(f"seat {s}", row(seat == s), None, int(rng.integers(1, n_people + 1)))
    for c in range(n_cohorts):
        least = int(rng.integers(1, 5))
        add(f"least {c}", row(seat == c, (c, -least)), 0, None)
        add(f"most {c}", row(seat == c, (c, -least - int(rng.integers(0, 5)))), None, 0)
        if rng.random() < 0.8:
            add(f"share {c}", row(np.where(seat == c, np.where(woman, 13, -7), 0)), 0, None)
        if rng.random() < 0.6:
            add(f"ceiling {c}", row(np.where(seat == c, np.where(local, 3, -7), 0)), None, 0)
    if cohorts and n_pairs:
        if rng.random() < 0.6:
            add("budget", row(rng.integers(1, 10, n_seats)[seat]), None, int(rng.integers(1, 5 * n_people + 1)))
        if rng.random() < 0.3:
            add("floor", row(woman), int(rng.integers(0, 1 + np.unique(left[woman]).size)), None)
        if rng.random() < 0.3:
            low = int(rng.integers(-8, 3))
            add("odd", row(rng.integers(-5, 6, n_pairs)), low, low + int(rng.integers(0, 12)))
    if n_further:
        add("only where open", row(0, (n_cohorts, 1), (0, -1)), None, 0)
        add("further", row(seat == 0, (n_cohorts, -int(rng.integers(1, 5)))), None, 0)
    lower, upper = np.zeros(n_columns, np.int8), np.ones(n_columns, np.int8)
    if n_pairs and rng.random() < 0.3:
        lower[rng.integers(n_pairs, size=int(rng.integers(1, 3)))] = 1
    if n_pairs and rng.random() < 0.3:
        upper[rng.integers(n_pairs, size=2)] = 0
    if n_cohorts and rng.random() < 0.3:
        (lower if rng.random() < 0.5 else upper)[n_pairs + rng.integers(n_cohorts)] = rng.integers(2)
    gains = np.zeros(n_columns, np.int64)
    gains[:n_pairs] = rng.integers(int(rng.integers(2)), rng.choice([5, 100, 10**6]), n_pairs)
    if n_cohorts and rng.random() < 0.5:  # penalties, some larger than anything that they buy
        gains[n_pairs : n_pairs + n_cohorts] = -rng.integers(0, 3 * int(gains.max()) + 2, n_cohorts)
    if cohorts and n_pairs and n_people > 1 and rng.random() < 0.3:  # two who go together
        one, other = rng.choice(n_people, 2, replace=False)
        for s in range(n_seats):
            add(f"together {s}", row((seat == s) * ((left == one) * 1 - (left == other))), 0, 0)
    return Formulation(
        gains=gains,
        scale=1,
        left=left.astype(np.int32),
        n_left=n_people,
        rows=tuple(blocks),
        lower=lower,
        upper=upper,
        opening_names=tuple(f"o{i}" for i in range(n_cohorts + n_further)),
        order=np.arange(n_pairs),
        n_further=n_further,
    )
