"""blockers: the first row that stands against each of some pairs, in a plan as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers import Insertion


@dataclass(frozen=True, slots=True)
class Blocker:
    """A row that a pair would break: its ``name`` and ``kind``, and whether an opening in it is ``closed``.

    ``gain`` is the pair's own, ``lowest_gain_inside`` the smallest gain of the pairs chosen in the row (2**62
    where none is): integers in the formulation's unit.
    """

    name: str
    kind: str
    closed: bool
    gain: int
    lowest_gain_inside: int


def blockers(
    formulation: Formulation,
    chosen: npt.NDArray[np.int64],
    opened: npt.NDArray[np.bool_],
    pairs: npt.NDArray[np.int64],
) -> list[Blocker | None]:
    """Return, for each of ``pairs`` (n,) columns, the first row that adding it to ``chosen`` would break, or ``None``.

    A row with a closed opening goes before every other, since nothing else matters while it is closed.
    """
    state = Insertion(formulation, opened)
    for pair in chosen.tolist():
        state.add(pair)
    kinds = [block.kind for block in formulation.rows for _ in block.names]
    lowest = _lowest_gain(state, chosen)
    closed = _closed(state, opened)
    found: list[Blocker | None] = []
    for pair in pairs.tolist():
        rows = state.blocking(pair)
        if not rows.size:
            found.append(None)
            continue
        row = int(rows[np.argmax(closed[rows])])
        gain = int(formulation.gains[pair])
        found.append(Blocker(state.names[row], kinds[row], bool(closed[row]), gain, int(lowest[row])))
    return found


def _lowest_gain(state: Insertion, chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    lowest = np.full(state.activity.size, 2**62, np.int64)
    inside = np.zeros(state.formulation.n_columns, np.bool_)
    inside[chosen] = True
    matrix = state.matrix
    row = np.repeat(np.arange(lowest.size), np.diff(matrix.indptr))
    here = inside[matrix.indices]
    np.minimum.at(lowest, row[here], state.formulation.gains[matrix.indices[here]])
    return lowest


def _closed(state: Insertion, opened: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    n_pairs = state.formulation.n_pairs
    matrix = state.matrix
    row = np.repeat(np.arange(state.activity.size), np.diff(matrix.indptr))
    shut = np.zeros(state.formulation.n_columns, np.bool_)
    shut[n_pairs:] = ~opened
    closed = np.zeros(state.activity.size, np.bool_)
    closed[row[shut[matrix.indices]]] = True
    return closed
