"""Generated formulations without a plan, and brute force over every choice of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from matchmaker.allocation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.csr import stack
from matchmaker.decisions.diagnosis.change import Change
from matchmaker.decisions.diagnosis.conflict_set import only_rows
from matchmaker.decisions.diagnosis.way import Way
from tests.allocation.helpers import every_choice, rows
from tests.allocation.solvers.generated import generated


def every_row(form: Formulation) -> list[int]:
    """Return the numbers of all rows."""
    return list(range(sum(len(block.names) for block in form.rows)))


def keeps(form: Formulation, some: Sequence[int]) -> bool:
    """Whether some choice keeps these rows, by trying every one."""
    only = only_rows(form, some)
    return any(_keeps_all(only, x) for x in _choices(only))


def _keeps_all(form: Formulation, x: np.ndarray) -> bool:
    return all(((block.matrix @ x >= block.lower) & (block.matrix @ x <= block.upper)).all() for block in form.rows)


def _choices(form: Formulation) -> Iterator[np.ndarray]:
    for pairs, opened in every_choice(form):
        x = np.zeros(form.n_columns, np.int64)
        x[pairs] = 1
        x[form.n_pairs :] = opened
        yield x


def size(form: Formulation) -> int:
    """Return the number of choices there are."""
    of_party = np.bincount(form.left, minlength=form.n_left) + 1
    return int(np.prod(of_party.astype(float)) * 2**form.n_openings)


def infeasible(n: int, most_choices: int) -> Iterator[Formulation]:
    """Yield ``n`` formulations without a plan, each with at most so many choices; fixed columns are rows of their own."""
    seed = 0
    while n:
        rng, seed = np.random.default_rng(seed), seed + 1
        form = _with_demands(generated(rng, 4), rng)
        if size(form) <= most_choices and not keeps(form, every_row(form)):
            n -= 1
            yield form


def _with_demands(form: Formulation, rng: np.random.Generator) -> Formulation:
    free = only_rows(form, every_row(form))
    if not form.n_pairs:
        return free
    demands = np.zeros((3, form.n_columns), np.int64)
    demands[0, : form.n_pairs] = 1
    demands[1, rng.integers(form.n_pairs)] = demands[2, rng.integers(form.n_pairs)] = 1
    least = [int(rng.integers(1, form.n_left + 2)), 1, 1]
    return replace(
        free, rows=(_one_block(free), rows(["everybody", "pin a", "pin b"], demands, least, [None] * 3, "demand"))
    )


def _one_block(form: Formulation) -> Rows:
    blocks = form.rows
    return Rows(
        "rule",
        tuple(name for block in blocks for name in block.names),
        stack([block.matrix for block in blocks], form.n_columns),
        np.concatenate([block.lower for block in blocks]),
        np.concatenate([block.upper for block in blocks]),
    )


def priced(form: Formulation, rng: np.random.Generator) -> list[Way]:
    """Return a way at a random price for the one end of most rows."""
    found, row = [], 0
    for block in form.rows:
        for at in range(len(block.names)):
            is_floor = bool(block.lower[at] > -UNBOUNDED)
            is_ceiling = bool(block.upper[at] < UNBOUNDED)
            if is_floor != is_ceiling and rng.random() < 0.8:
                change = Change("places", "row", str(row), "limit", "place", -1 if is_floor else 1, Decimal(0))
                size_, most = int(rng.integers(1, 4)), int(rng.integers(1, 12))
                cost = Decimal(int(rng.integers(1, 20))) / 4
                found.append(Way(change, (row,), (size_,), is_floor, most, cost))
            row += 1
    return found


def cheapest_by_brute_force(
    form: Formulation, ways: Sequence[Way], forbidden: frozenset[int] = frozenset()
) -> Decimal | None:
    """Return what the cheapest way out costs, ``None`` where there is none; not all of ``forbidden`` may give."""
    at = {way.rows[0]: number for number, way in enumerate(ways)}
    best: Decimal | None = None
    for x in _choices(form):
        needed = _needed(form, x, ways, at)
        if needed is None or (forbidden and forbidden <= set(needed)):
            continue
        cost = sum((ways[number].cost * n for number, n in needed.items()), Decimal(0))
        best = cost if best is None else min(best, cost)
    return best


def _needed(form: Formulation, x: np.ndarray, ways: Sequence[Way], at: dict[int, int]) -> dict[int, int] | None:
    needed, row = {}, 0
    for block in form.rows:
        activity = block.matrix @ x
        for low, value, high in zip(block.lower.tolist(), activity.tolist(), block.upper.tolist(), strict=True):
            short = max(low - value, value - high)
            if short > 0:
                number = at.get(row)
                units = None if number is None else -(-short // ways[number].sizes[0])
                if number is None or units is None or units > ways[number].most:
                    return None
                needed[number] = units
            row += 1
    return needed
