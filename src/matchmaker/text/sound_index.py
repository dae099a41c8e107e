"""Sound index: the places whose names sound most like a written name, with the distance of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.text.alignment import SoundAligner
from matchmaker.text.name_variants import place_variants, query_variants
from matchmaker.text.skeleton import skeleton_of_tokens
from matchmaker.text.sounds import ABJAD, HEBREW, VOWELLED, Sounds, sounds

_N_NEAREST = 16
_BLOCK = 2048
# Of a place known in two scripts, the worse fit counts for more: a chance likeness rarely holds in both. [assumed]
_WORSE_SHARE = 0.5


class SoundIndex:
    """Names of places, indexed by skeleton and compared by sound."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        """``names`` holds for each place (by index) its names in any script, at least one."""
        entries = [
            (place, sounds(variant), penalty)
            for place, own in enumerate(names)
            for name in own
            for variant, penalty in place_variants(name).items()
        ]
        entries = [entry for entry in entries if entry[1].tokens]
        self._sounds = [entry[1] for entry in entries]
        self._aligner = SoundAligner(self._sounds)
        self._place = np.array([entry[0] for entry in entries], dtype=np.int64)
        self._penalty = np.array([entry[2] for entry in entries], dtype=np.float32)
        self._kind = np.array([entry[1].kind for entry in entries], dtype=np.int64)
        by_skeleton: dict[str, list[int]] = defaultdict(list)
        for place, spoken, _ in entries:
            by_skeleton[skeleton_of_tokens(spoken.tokens)].append(place)
        self._skeletons = sorted(by_skeleton)
        self._places = [np.unique(by_skeleton[text]) for text in self._skeletons]
        self._first = np.searchsorted(self._place, np.arange(len(names) + 1))

    def nearest(self, texts: Sequence[str]) -> list[list[tuple[float, int]]]:
        """Return for each text the places that sound near it: (distance, place), nearest first, ties by place.

        Distances are in unlike consonants: 0 sounds the same.
        """
        found: list[list[tuple[float, int]]] = []
        for start in range(0, len(texts), _BLOCK):
            found.extend(self._nearest_block(texts[start : start + _BLOCK]))
        return found

    def _nearest_block(self, texts: Sequence[str]) -> list[list[tuple[float, int]]]:
        readings = [
            (index, sounds(variant), penalty)
            for index, text in enumerate(texts)
            for variant, penalty in query_variants(text).items()
        ]
        readings = [reading for reading in readings if reading[1].tokens]
        if not readings or not self._sounds:
            return [[] for _ in texts]
        spoken = [reading[1] for reading in readings]
        reading, place = self._candidates(spoken)
        distance = self._distances(spoken, reading, place) + np.array([r[2] for r in readings], np.float32)[reading]
        best: list[dict[int, float]] = [{} for _ in texts]
        for r, p, d in zip(reading.tolist(), place.tolist(), distance.tolist(), strict=True):
            of_text = best[readings[r][0]]
            of_text[p] = min(d, of_text.get(p, d))
        return [sorted((round(d, 4), p) for p, d in of_text.items()) for of_text in best]

    def _candidates(self, spoken: Sequence[Sounds]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        from rapidfuzz import fuzz
        from rapidfuzz.process import cdist

        queries = sorted({skeleton_of_tokens(name.tokens) for name in spoken})
        # Whole percents in bytes: the sort is a radix sort, and stable, so ties go to the alphabet on every machine.
        likeness = cdist(queries, self._skeletons, scorer=fuzz.ratio, dtype=np.uint8)
        k = min(_N_NEAREST, likeness.shape[1])
        nearest = np.argsort(100 - likeness, axis=1, kind="stable")[:, :k]
        places = dict(
            zip(queries, (np.unique(np.concatenate([self._places[i] for i in row])) for row in nearest), strict=True)
        )
        found = [places[skeleton_of_tokens(name.tokens)] for name in spoken]
        reading = np.repeat(np.arange(len(spoken)), [len(of_one) for of_one in found])
        return reading, np.concatenate(found)

    def _distances(
        self, spoken: Sequence[Sounds], reading: npt.NDArray[np.int64], place: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        n_entries = self._first[place + 1] - self._first[place]
        pair = np.repeat(np.arange(len(place)), n_entries)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(n_entries) - n_entries, n_entries)
        entry = self._first[place][pair] + within
        distance = self._aligner.distances(spoken, reading[pair], entry) + self._penalty[entry]
        by_kind = np.full((3, len(place)), np.inf, dtype=np.float32)
        for kind in (HEBREW, ABJAD, VOWELLED):
            of_kind = self._kind[entry] == kind
            np.minimum.at(by_kind[kind], pair[of_kind], distance[of_kind])
        return _combined(by_kind, np.array([name.kind for name in spoken])[reading])


def _combined(by_kind: npt.NDArray[np.float32], kind: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    hebrew, abjad, vowelled = by_kind
    better, worse = np.minimum(hebrew, vowelled), np.maximum(hebrew, vowelled)
    with np.errstate(invalid="ignore"):
        both = np.where(np.isinf(worse), better, _WORSE_SHARE * worse + (1 - _WORSE_SHARE) * better)
    # Hebrew letters are compared with Hebrew letters, Arabic with Arabic, where the place has such a name.
    in_hebrew = np.where(np.isinf(hebrew), np.minimum(vowelled, abjad), hebrew)
    combined: npt.NDArray[np.float32] = np.where(kind == HEBREW, in_hebrew, np.minimum(both, abjad))
    return combined
