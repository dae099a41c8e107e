"""Formulation: an allocation as integers and rows, without a word of the domain."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A block of rows ``lower <= matrix @ x <= upper`` of one kind.

    ``matrix`` (n_rows, n_columns) is an int64 CSR matrix without explicit zeros; ``lower`` and ``upper`` (n_rows,)
    are int64, with `UNBOUNDED` for "no limit" on that end. ``names`` (n_rows) say in words what each row is.
    """

    kind: str
    names: tuple[str, ...]
    matrix: sparse.csr_array
    lower: npt.NDArray[np.int64]
    upper: npt.NDArray[np.int64]


UNBOUNDED = np.int64(2**62)
"""Stands for plus (and, negated, minus) infinity in `Rows`."""


@dataclass(frozen=True, slots=True, eq=False)
class Formulation:
    """Maximise ``gains @ x`` over binary ``x`` within every row.

    Columns: first the ``n_pairs`` pairs, then the ``n_openings`` opening decisions. ``gains`` (n_columns,) int64;
    ``gains / scale`` is the objective in its own unit (a sum of scores, less the penalties of what opens). ``lower`` and
    ``upper`` (n_columns,) int8 are the columns' bounds: 1/1 fixes a column in, 0/0 out. ``opening_names`` name the opening columns; the last
    ``n_further`` of them open nothing by themselves, but are decisions that rules brought along. ``left`` (n_pairs,)
    int32 is the index of the party of whom at most one pair may be chosen (the participant), ``n_left`` their number:
    that row is always meant and is *not* repeated in ``rows``. ``order`` (n_pairs,) int64 is the position of every
    pair column in the caller's own list (columns stand in an order that does not depend on the order of the input).
    ``rounded`` says that the gains are not exact: the objective in its own unit needed a finer scale than allowed.
    """

    gains: npt.NDArray[np.int64]
    scale: int
    left: npt.NDArray[np.int32]
    n_left: int
    rows: tuple[Rows, ...] = ()
    lower: npt.NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    upper: npt.NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    opening_names: tuple[str, ...] = ()
    order: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    rounded: bool = False
    n_further: int = 0

    @property
    def n_pairs(self) -> int:
        """Number of pair columns."""
        return int(self.left.size)

    @property
    def n_openings(self) -> int:
        """Number of opening columns."""
        return len(self.opening_names)

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return self.n_pairs + self.n_openings
