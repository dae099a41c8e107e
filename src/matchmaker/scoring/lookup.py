"""Lookup: one scorer's answers, held small and gathered to pairs."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.features import FeatureBlock
from matchmaker.features.feature_block import Features
from matchmaker.features.narrowed import narrowed
from matchmaker.model import Problem
from matchmaker.scoring.scorer import Judgement, Scorer
from matchmaker.travel import Commutes

TABLE_CELLS = 2**24
"""Largest table (distinct participants' facts x distinct seats' facts) held at once: 64 MB of float32."""


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """The score of participant ``p`` and seat ``s`` is ``table[left[p - first] + right[s]]``.

    ``table`` is a flat (L * R,) float32, ``left`` int64 the start of each participant's row in it, ``right`` (S,)
    int64 the column of each seat. ``first`` is the first participant it covers.
    """

    table: npt.NDArray[np.float32]
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    first: int = 0


class Lookups:
    """Makes the lookups of all scorers, for all participants at once or block by block where a table is too large.

    Scorers that share an extractor share its features. An extractor is given the columns that it declares, blank others.
    """

    def __init__(
        self, scorers: Sequence[Scorer], problem: Problem, commutes: Commutes, *, table_cells: int = TABLE_CELLS
    ) -> None:
        blocks: dict[str, FeatureBlock] = {}
        self._scorers = scorers
        self._keys = [repr(scorer.extractor) for scorer in scorers]
        for scorer, key in zip(scorers, self._keys, strict=True):
            if key not in blocks:
                extractor = copy.copy(scorer.extractor)
                seen = narrowed(problem, commutes, extractor)
                blocks[key] = extractor.fit(*seen).transform(*seen)
        self._blocks = blocks
        self._cells = table_cells
        self._large = {key for key, block in blocks.items() if block.shape[0] * block.shape[1] > table_cells}
        kept: dict[str, Features] = {}
        self._shared = {
            at: self._judged(at, None, 0, problem.n_participants, kept)
            for at, key in enumerate(self._keys)
            if key not in self._large
        }

    @property
    def participants_per_block(self) -> int | None:
        """How many participants to take at once so that no table grows past its limit, ``None`` for all of them."""
        widths = [self._blocks[key].shape[1] for key in self._large]
        return max(1, self._cells // max(widths)) if widths else None

    def of(self, first: int, last: int) -> list[Lookup]:
        """Return the lookups, in the scorers' order, for the participants from ``first`` up to ``last``."""
        kept: dict[str, Features] = {}
        lookups = []
        for at, key in enumerate(self._keys):
            if key in self._large:
                needed, row = np.unique(self._blocks[key].left.code[first:last], return_inverse=True)
                made = self._judged(at, needed, first, last, kept)
                width = self._blocks[key].shape[1]
                lookups.append(Lookup(made.table, row.astype(np.int64) * width, made.right, first))
            else:
                lookups.append(self._shared[at])
        return lookups

    def _judged(
        self, at: int, rows: npt.NDArray[np.integer] | None, first: int, last: int, kept: dict[str, Features]
    ) -> Lookup:
        key = self._keys[at]
        block = self._blocks[key]
        if key not in kept:
            kept.clear()  # scorers that share features stand side by side: only the latest table is worth its memory
            kept[key] = block.table(rows)
        judged: Judgement = self._scorers[at].judge(kept[key])
        left = block.left.code[first:last].astype(np.int64) * block.shape[1]
        return Lookup(np.ascontiguousarray(judged).ravel(), left, block.right.code.astype(np.int64))
