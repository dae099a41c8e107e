"""Gazetteer: from the name of a place as a person wrote it to the place, or to the question which one was meant."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from matchmaker.model.locality import Locality
from matchmaker.model.problem import Problem
from matchmaker.text.head_words import HeadWords
from matchmaker.text.identity import identity_key
from matchmaker.text.name_variants import bare_words, is_one_word
from matchmaker.text.namesakes import namesakes
from matchmaker.text.normalise import normalise
from matchmaker.text.override import override
from matchmaker.text.resolution import Candidate, Resolution, Rule
from matchmaker.text.shipped import shipped_localities
from matchmaker.text.sound_costs import weight
from matchmaker.text.sound_index import SoundIndex
from matchmaker.text.sound_limits import sound_limits
from matchmaker.text.sounds import HEBREW, sounds, sounds_of_words
from matchmaker.text.variant_table import variant_table

_SAME_SOUND = (
    0.055  # unlike consonants up to which a transliteration sounds the same; set on benchmarks/places [assumed]
)
_N_NAMESAKES = 2  # so many longer names make one word, not spelled as the place's own name, a question [assumed]
_MAX_LISTED = 5


class Gazetteer:
    """Places by code and by name, in any script. Immutable once built; resolutions are cached."""

    def __init__(self, localities: Iterable[Locality]) -> None:
        self.localities: dict[str, Locality] = {place.locality_id: place for place in localities}
        self._ids = list(self.localities)
        self._names = [_names(place) for place in self.localities.values()]
        self._codes = {identity_key(code): index for index, code in enumerate(self._ids)}
        self._exact: dict[str, set[int]] = defaultdict(set)
        for index, names in enumerate(self._names):
            for name in names:
                self._exact[identity_key(name)].add(index)
        self._cache: dict[str, Resolution] = {}

    @classmethod
    def of(cls, problem: Problem) -> Gazetteer:
        """Return the gazetteer of a problem: its own localities, then the shipped places it does not name.

        Shared between calls with equal localities.
        """
        return _of_localities(tuple(problem.records(Locality)))

    def resolve(self, names: Sequence[str]) -> list[Resolution]:
        """Return one ``Resolution`` per name, in order. Work is done once per distinct name.

        A name that fits more than one place, or none well enough, is never guessed: it comes out ``ambiguous`` with
        its candidates, or ``unknown``.
        """
        new = sorted(set(names) - self._cache.keys())
        heard = [name for name in new if not self._is_plain(name)]
        if heard:
            self._cache |= zip(heard, map(self._decide, heard, self._sounds.nearest(heard)), strict=True)
        self._cache |= {name: self._decide(name, []) for name in new if name not in self._cache}
        return [self._cache[name] for name in names]

    def coordinates(self, ids: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return (n, 2) float64 latitude and longitude in degrees (WGS 84), NaN where not known."""
        unknown = (None, None)
        rows = [
            (place.latitude, place.longitude) if (place := self.localities.get(code)) is not None else unknown
            for code in ids
        ]
        return np.array(rows, dtype=np.float64).reshape(-1, 2)

    @cached_property
    def _spelled(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """Places by their full names, and by every variant of them, in normal form and run together."""
        full: dict[str, set[int]] = defaultdict(set)
        variants: dict[str, set[int]] = defaultdict(set)
        for index, (names, written) in enumerate(zip(self._names, variant_table(self._names), strict=True)):
            for name in names:
                full[_run_together(name)].add(index)
            for variant in written:
                variants[_run_together(variant)].add(index)
        return full, variants

    @cached_property
    def _sounds(self) -> SoundIndex:
        return SoundIndex(self._names)

    @cached_property
    def _namesakes(self) -> list[frozenset[int]]:
        return namesakes(self._names)

    @cached_property
    def _heads(self) -> HeadWords:
        return HeadWords(self._names)

    def _is_plain(self, name: str) -> bool:
        """Whether the name is a code or, in Hebrew letters, the exact name of a place: then nothing else is asked."""
        key = identity_key(name)
        return key in self._codes or (key in self._exact and sounds(name).kind == HEBREW)

    def _decide(self, name: str, near: list[tuple[float, int]]) -> Resolution:
        key = identity_key(name)
        if key in self._codes:
            return self._resolved(name, self._codes[key], "code", 1.0)
        alike: set[int] = set()
        if sounds(name).kind != HEBREW:  # a transliteration may be the exact name of one place and fit another as well
            alike = {place for distance, place in near if distance <= _SAME_SOUND}
        if key in self._exact:
            return self._one_or_many(name, self._exact[key] | alike, "exact")
        spelled = _run_together(name)
        full, variants = self._spelled
        if spelled and spelled in full:
            return self._one_or_many(name, full[spelled] | variants[spelled] | alike, "spelling")
        return self._by_sound(name, near)

    def _by_sound(self, name: str, near: list[tuple[float, int]]) -> Resolution:
        parts = bare_words(name)
        size = weight(sounds_of_words(parts))
        limits = sound_limits(name)
        # A rival is a place nearly as near as the nearest; a name too far from all is shown the nearest few as a hint.
        best, second = [*(distance for distance, _ in near[:2]), math.inf, math.inf][:2]
        limit = limits.widest(self._heads.telling_weight(parts), second - best if near else 0.0)
        widest = best + limits.margin + best / 2 if best <= limit else 2 * limit
        listed = [pair for pair in near if pair[0] < widest][:_MAX_LISTED]
        candidates = tuple(self._candidate(place, 1 - distance / max(size, 1)) for distance, place in listed)
        score = candidates[0].score if candidates else 0.0
        if best > limit:
            return Resolution(name, "unknown", None, score, "none", candidates)
        if len(listed) > 1:
            return Resolution(name, "ambiguous", None, score, "sound", candidates)
        # "Tirah" is Tira, or Tirat Karmel for short; who spells a name as the table does means that name.
        others = self._namesakes[listed[0][1]]
        if len(others) >= _N_NAMESAKES and is_one_word(name):
            more = tuple(self._candidate(place, score / 2) for place in sorted(others))[: _MAX_LISTED - 1]
            return Resolution(name, "ambiguous", None, score, "sound", candidates + more)
        return Resolution(name, "resolved", candidates[0].id, score, "sound", candidates)

    def _one_or_many(self, name: str, places: set[int], rule: Rule) -> Resolution:
        if len(places) == 1:
            return self._resolved(name, next(iter(places)), rule, 1.0)
        candidates = tuple(sorted((self._candidate(place, 1.0) for place in places), key=lambda c: c.id))
        return Resolution(name, "ambiguous", None, 1.0, rule, candidates)

    def _resolved(self, name: str, place: int, rule: Rule, score: float) -> Resolution:
        candidate = self._candidate(place, score)
        return Resolution(name, "resolved", candidate.id, candidate.score, rule, (candidate,))

    def _candidate(self, place: int, score: float) -> Candidate:
        return Candidate(self._ids[place], self._names[place][0], round(min(1.0, max(0.0, score)), 4))


@lru_cache(maxsize=4)
def _of_localities(given: tuple[Locality, ...]) -> Gazetteer:
    return Gazetteer(override(shipped_localities(), given))


def _names(place: Locality) -> list[str]:
    named = [place.name_he, place.name_en, place.name_ar, *(place.other_names or ())]
    return [name for name in named if name] or [place.locality_id]


@lru_cache(maxsize=16_384)
def _run_together(name: str) -> str:
    return normalise(name).replace(" ", "")
