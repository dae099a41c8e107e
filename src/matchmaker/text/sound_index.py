"""Sound index: the places whose names sound most like a written name, with the distance of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.text.alignment import SoundAligner
from matchmaker.text.name_variants import query_variants
from matchmaker.text.skeleton import skeleton_of_tokens
from matchmaker.text.sounds import ABJAD, HEBREW, VOWELLED, Sounds, sounds
from matchmaker.text.variant_table import variant_table

_N_NEAREST = 16
_BLOCK = 2048
# Of a place known in two scripts, the worse fit counts for more: a chance likeness rarely holds in both. [assumed]
_WORSE_SHARE = 0.5
_LETTER_SHARE = 0.7  # of the Hebrew name, where a writing without vowels is compared with both [assumed]
_OWN_UNLIKE = 0.2  # unlike consonants by which the two names of one place usually differ [assumed]


class SoundIndex:
    """Names of places, indexed by skeleton and compared by sound."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        """``names`` holds for each place (by index) its names in any script, at least one."""
        entries = [
            (place, sounds(variant), penalty)
            for place, variants in enumerate(variant_table(names))
            for variant, penalty in variants.items()
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
        self._own = self._own_distances()

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

    def _own_distances(self) -> npt.NDArray[np.float32]:
        """Return (n_places,) how unlike the Hebrew and the voiced name of each place sound, 0 without both."""
        hebrew, voiced = (np.flatnonzero(self._kind == kind) for kind in (HEBREW, VOWELLED))
        start, stop = (
            np.searchsorted(self._place[voiced], self._place[hebrew], side=side) for side in ("left", "right")
        )
        n_pairs = stop - start
        one = np.repeat(hebrew, n_pairs)
        other = voiced[
            np.arange(len(one)) - np.repeat(np.cumsum(n_pairs) - n_pairs, n_pairs) + np.repeat(start, n_pairs)
        ]
        own = np.full(len(self._first) - 1, np.inf, dtype=np.float32)
        if len(one):
            np.minimum.at(own, self._place[one], self._aligner.distances(self._sounds, one, other))
        return np.where(np.isinf(own), np.float32(0), own)

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
        return _combined(by_kind, np.array([name.kind for name in spoken])[reading], self._own[place])


OWNC = float(__import__("os").environ.get("OWNC", "1"))


def _combined(
    by_kind: npt.NDArray[np.float32], kind: npt.NDArray[np.int64], own: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    hebrew, abjad, vowelled = by_kind
    better, worse = np.minimum(hebrew, vowelled), np.maximum(hebrew, vowelled)
    # An exonym ("Tiberias") is unlike the Hebrew name by itself: that is no evidence against what was written.
    worse = np.maximum(better, worse - np.maximum(own - _OWN_UNLIKE, 0))
    with np.errstate(invalid="ignore"):
        both = np.where(np.isinf(worse), better, _WORSE_SHARE * worse + (1 - _WORSE_SHARE) * better)
        lettered = np.where(np.isinf(worse), better, _LETTER_SHARE * hebrew + (1 - _LETTER_SHARE) * vowelled)
    # Hebrew letters are compared with Hebrew letters, Arabic with Arabic, where the place has such a name.
    in_hebrew = np.where(np.isinf(hebrew), np.minimum(vowelled, abjad), hebrew)
    foreign = np.minimum(np.where(kind == ABJAD, lettered, both), abjad)
    combined: npt.NDArray[np.float32] = np.where(kind == HEBREW, in_hebrew, foreign)
    return combined
