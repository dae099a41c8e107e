"""with_slack: a formulation whose rows may give way, at a price, and how to read its answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import lcm

import numpy as np
import numpy.typing as npt

from matchmaker.allocation import UNBOUNDED, Formulation, Rows, Solution
from matchmaker.allocation.csr import csr, widened
from matchmaker.allocation.solvers.merge_columns import merge_columns
from matchmaker.decisions.diagnosis.way import Way


@dataclass(frozen=True, slots=True, eq=False)
class Slack:
    """A formulation that asks for the cheapest way out: its gains are costs, negative, ``unit`` of them being 1.

    ``digit`` (B,) are the columns that count the units of each way (``way`` (B,)) in binary, each worth ``value`` (B,).
    """

    formulation: Formulation
    digit: npt.NDArray[np.int64]
    way: npt.NDArray[np.int64]
    value: npt.NDArray[np.int64]
    unit: int

    def amounts(self, solution: Solution) -> dict[int, int]:
        """Return the units of each way that gives way in a solution, by the way's number."""
        open_now = solution.openings[self.digit - self.formulation.n_pairs]
        counted: dict[int, int] = {}
        for way, value in zip(self.way[open_now].tolist(), self.value[open_now].tolist(), strict=True):
            counted[way] = counted.get(way, 0) + value
        return counted


def with_slack(
    formulation: Formulation,
    ways: Sequence[Way],
    forbidden: Sequence[Collection[int]] = (),
    *,
    single: bool = False,
) -> Slack:
    """Return the formulation with columns for what gives way, at the least cost and without a word of scores.

    ``forbidden`` are sets of ways that may not all give way together (former answers); with ``single`` at most one way
    does. Column bounds that rows gave vanish with the rows.
    """
    digits = [_digits(way.most) for way in ways]
    of_way = np.repeat(np.arange(len(ways)), [len(each) for each in digits])
    value = np.array([each for some in digits for each in some], np.int64)
    flagged = sorted({way for some in forbidden for way in some}) if not single else list(range(len(ways)))
    first = formulation.n_columns
    digit = first + np.arange(value.size)
    flag = {way: first + value.size + at for at, way in enumerate(flagged)}
    n_columns = first + value.size + len(flagged)
    costs = [way.cost for way in ways]
    unit = lcm(*(cost.as_integer_ratio()[1] for cost in costs)) if costs else 1
    gains = np.zeros(n_columns, np.int64)
    gains[digit] = [-int(costs[way] * unit) * int(each) for way, each in zip(of_way, value, strict=True)]
    worth = [
        dict(zip(digit[of_way == way].tolist(), value[of_way == way].tolist(), strict=True)) for way in range(len(ways))
    ]
    rows = [*_loosened(formulation, ways, worth, n_columns), *_flags(ways, worth, flag, n_columns)]
    rows += [
        _row("another answer", dict.fromkeys((flag[way] for way in some), 1), len(some) - 1, n_columns)
        for some in forbidden
    ]
    if single:
        rows.append(_row("one change", dict.fromkeys(flag.values(), 1), 1, n_columns))
    wide = replace(
        formulation,
        gains=gains,
        rows=tuple(rows),
        lower=np.zeros(n_columns, np.int8),
        upper=np.ones(n_columns, np.int8),
        opening_names=(*formulation.opening_names, *(f"slack {at}" for at in range(value.size + len(flagged)))),
        n_further=formulation.n_further + value.size + len(flagged),
    )
    merged = merge_columns(wide)
    return Slack(merged, digit + merged.n_pairs - formulation.n_pairs, of_way, value, unit)


def _digits(most: int) -> list[int]:
    """Return numbers of which sums come to everything from 0 to ``most``, and to nothing above."""
    found: list[int] = []
    while most > 0:
        value = 1 << len(found)
        found.append(min(value, most))
        most -= value
    return found


def _loosened(
    formulation: Formulation, ways: Sequence[Way], worth: Sequence[dict[int, int]], n_columns: int
) -> list[Rows]:
    """Return the rows with what gives way in them; ``worth`` is, of each way, what its columns are worth."""
    entries: dict[int, list[tuple[int, int]]] = {}
    for each, mine in zip(ways, worth, strict=True):
        for row, size in zip(each.rows, each.sizes, strict=True):
            signed = size if each.is_floor else -size
            entries.setdefault(row, []).extend((column, signed * value) for column, value in mine.items())
    blocks, start = [], 0
    for block in formulation.rows:
        n = len(block.names)
        extra = [
            (row - start, column, each) for row in range(start, start + n) for column, each in entries.get(row, ())
        ]
        matrix = widened(block.matrix, n_columns)
        if extra:
            at, column, room = (np.array(part, np.int64) for part in zip(*extra, strict=True))
            matrix = matrix + csr(room, at, column, (n, n_columns))
            matrix.sort_indices()
        blocks.append(Rows(block.kind, block.names, matrix, block.lower, block.upper))
        start += n
    return blocks


def _flags(ways: Sequence[Way], worth: Sequence[dict[int, int]], flag: dict[int, int], n_columns: int) -> list[Rows]:
    """Return the rows that a way gives way only where it is said to, and in a cohort only where that opens."""
    return [
        _row("gives way", {**worth[way], column: -each.most}, 0, n_columns)
        for way, each in enumerate(ways)
        for column in (flag.get(way, -1), each.opening)
        if column >= 0
    ]


def _row(name: str, entries: dict[int, int], most: int, n_columns: int) -> Rows:
    columns = np.array(list(entries), np.int64)
    matrix = csr(np.array(list(entries.values()), np.int64), np.zeros(columns.size, np.int64), columns, (1, n_columns))
    return Rows("slack", (name,), matrix, np.array([-UNBOUNDED]), np.array([most], np.int64))


def cost_of(ways: Sequence[Way], amounts: dict[int, int]) -> Decimal:
    """Return what amounts of ways cost together."""
    return sum((ways[way].cost * n for way, n in amounts.items()), Decimal(0))
