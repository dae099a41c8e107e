"""Head words: words with which many names of places begin, and which therefore tell little ("Kefar", "Giv'at")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matchmaker.text.skeleton import skeleton
from matchmaker.text.sound_costs import weight
from matchmaker.text.sounds import sounds_of_words, words

_N_NAMES = 6  # from so many places on, a first word is a head word [assumed]
_SHARE = 0.4  # of a head word's weight that tells nothing [assumed]; set on benchmarks/places


class HeadWords:
    """The head words of a table of places."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        """``names`` holds for each place its names in any script."""
        split = [[parts for name in own if len(parts := words(name)) > 1] for own in names]
        counts = Counter(head for own in split for head in {skeleton(parts[0]) for parts in own})
        self._heads = frozenset(head for head, n in counts.items() if head and n >= _N_NAMES)

    def telling_weight(self, parts: Sequence[str]) -> float:
        """Return how much of a name there is to compare, in consonants, a head word counted in part.

        "Kefar Yona" and "Kefar Yavne" have two thirds of their consonants in common and little else.
        """
        size = weight(sounds_of_words(list(parts)))
        if len(parts) < 2 or skeleton(parts[0]) not in self._heads:
            return size
        return size - _SHARE * weight(sounds_of_words([parts[0]]))
