"""Building blocks of the rows half: sums over units (a seat, a cohort, an employer, ...) as coordinate entries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.constraint import RuleRows

IntArray = npt.NDArray[np.int64]


def row_block(
    names: Sequence[str],
    unit: npt.NDArray[np.integer],
    value: npt.NDArray[np.int64] | int,
    *,
    lower: Sequence[int | None] | None = None,
    upper: Sequence[int | None] | None = None,
    opening: tuple[IntArray, IntArray, IntArray] | None = None,
) -> RuleRows:
    """Return one row per unit: ``lower <= sum of value over the unit's pairs (+ opening terms) <= upper``.

    ``unit`` (n_pairs,) is the row of each pair, -1 for none; ``value`` (n_pairs,) its coefficient, or one number for
    all. ``opening`` adds entries (rows, columns, values). Entries of value 0 are left out.
    """
    inside = unit >= 0 if isinstance(value, int) else (unit >= 0) & (value != 0)
    # Positions, not masks: gathering by position is several times faster than masking thrice.
    column = np.arange(unit.size) if inside.all() else np.flatnonzero(inside)
    row = (unit if column.size == unit.size else unit[column]).astype(np.int64, copy=False)
    if isinstance(value, int):
        values = np.full(column.size, value, np.int64)
    else:
        values = value if column.size == value.size else value[column]
    if opening is not None:
        row, column, values = (np.concatenate(ends) for ends in zip((row, column, values), opening, strict=True))
    none: tuple[int | None, ...] = (None,) * len(names)
    return RuleRows(tuple(names), row, column, values, tuple(lower or none), tuple(upper or none))


def stack(blocks: Sequence[RuleRows]) -> RuleRows:
    """Return the rows of all blocks below one another."""
    blocks = [block for block in blocks if block.names]
    if len(blocks) == 1:
        return blocks[0]
    starts = np.cumsum([0, *(len(block.names) for block in blocks)])
    empty = [np.empty(0, np.int64)]
    return RuleRows(
        tuple(name for block in blocks for name in block.names),
        np.concatenate(
            empty + [block.row + start if start else block.row for block, start in zip(blocks, starts, strict=False)]
        ),
        np.concatenate(empty + [block.column for block in blocks]),
        np.concatenate(empty + [block.value for block in blocks]),
        tuple(limit for block in blocks for limit in block.lower),
        tuple(limit for block in blocks for limit in block.upper),
    )


def select(chosen: npt.NDArray[np.bool_]) -> IntArray:
    """Return, per unit, its new number among the chosen ones, or -1. A last -1 serves units numbered -1."""
    number = np.full(chosen.size + 1, -1, np.int64)
    number[:-1][chosen] = np.arange(int(chosen.sum()))
    return number
