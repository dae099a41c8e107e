"""Distance between names as they sound: a weighted edit distance over sound tokens, many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.text.sound_costs import gap_costs, substitution_matrix
from matchmaker.text.sounds import TOKENS, Sounds

_CODE = {token: code for code, token in enumerate(TOKENS, start=1)}  # 0 is padding
_CHUNK = 4_096


class SoundAligner:
    """Distances of names to a fixed list of names."""

    def __init__(self, names: Sequence[Sounds]) -> None:
        self._right = _Encoded(names)
        self._substitution = substitution_matrix()

    def distances(
        self, names: Sequence[Sounds], left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """Return the distance of each pair of indices: 0 sounds the same, about 1 per unlike consonant.

        ``left`` (n,) indices into ``names``, ``right`` (n,) into the fixed list. Result (n,) float32. Symmetric, not a
        metric: equivalences of transliteration do not chain.
        """
        encoded = _Encoded(names)
        order = np.lexsort((self._right.length[right], encoded.length[left]))
        result = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(order), _CHUNK):
            chunk = order[start : start + _CHUNK]
            result[chunk] = self._align(encoded, left[chunk], right[chunk])
        return result

    def _align(
        self, names: _Encoded, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        n_left, n_right = int(names.length[left].max()), int(self._right.length[right].max())
        # One contiguous row per position: the loops below run over positions, each step over all pairs of the chunk.
        codes_left = np.ascontiguousarray(names.codes[left, :n_left].T) * len(self._substitution)
        codes_right = np.ascontiguousarray(self._right.codes[right, :n_right].T)
        gaps_left = np.ascontiguousarray(names.gaps[self._right.kind[right], left, :n_left].T)
        gaps_right = np.ascontiguousarray(self._right.gaps[names.kind[left], right, :n_right].T)
        substitution = self._substitution.ravel()
        # Padding costs nothing, so the last cell holds the distance whatever the lengths.
        row = np.zeros((n_right + 1, len(left)), dtype=np.float32)
        np.cumsum(gaps_right, axis=0, out=row[1:])
        above, changed = np.empty_like(row), np.empty(len(left), dtype=np.float32)
        for i in range(n_left):
            above, row = row, above
            np.add(above[0], gaps_left[i], out=row[0])
            for j in range(n_right):
                cell = row[j + 1]
                np.add(above[j], substitution.take(codes_left[i] + codes_right[j]), out=cell)
                np.minimum(cell, np.add(above[j + 1], gaps_left[i], out=changed), out=cell)
                np.minimum(cell, np.add(row[j], gaps_right[j], out=changed), out=cell)
        distance: npt.NDArray[np.float32] = row[n_right]
        return distance


class _Encoded:
    """Sounds as arrays: ``codes`` (n, L), ``gaps`` (3, n, L) by the other name's kind, ``kind`` and ``length`` (n,)."""

    def __init__(self, names: Sequence[Sounds]) -> None:
        n, longest = len(names), max((len(name.tokens) for name in names), default=0)
        self.codes = np.zeros((n, longest), dtype=np.int32)
        self.gaps = np.zeros((3, n, longest), dtype=np.float32)
        self.kind = np.array([name.kind for name in names], dtype=np.int64)
        self.length = np.array([len(name.tokens) for name in names], dtype=np.int64)
        for index, name in enumerate(names):
            size = len(name.tokens)
            self.codes[index, :size] = [_CODE[token] for token in name.tokens]
            for kind in range(3):
                self.gaps[kind, index, :size] = gap_costs(name, kind)
