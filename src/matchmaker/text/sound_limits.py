"""Sound limits: how unlike a name may sound and still be taken for the name of a place. All numbers are [assumed]."""

from __future__ import annotations

import re
from typing import NamedTuple

from matchmaker.text.identity import identity_key
from matchmaker.text.sounds import HEBREW, sounds

_LATIN = re.compile("[a-z]")
_FREE_FROM, _FREE_TO, _FREE_SLOPE = 0.2, 1.0, 0.2  # distance to the next place; and what each consonant more may add
_SHORT, _LONG = 3, 7  # consonants: from the one on length counts, from the other on it counts no more


class SoundLimits(NamedTuple):
    """Limits in unlike consonants, set on ``benchmarks/places``.

    ``base`` plus ``per_consonant`` of the name is the most a name may differ from a place, never more than
    ``at_most``; ``margin`` is how much more the next place must differ. Hebrew letters tell places apart better than a
    transliteration does; in Latin letters come the names of many other languages and former names.
    """

    base: float
    per_consonant: float
    at_most: float
    margin: float
    free_slope: float

    def widest(self, size: float, gap: float) -> float:
        """Return the distance up to which a name of ``size`` consonants is that of its nearest place.

        ``gap`` is how much further the next place is: a long name that is near nothing else may differ more.
        """
        free = min(max(gap - _FREE_FROM, 0.0), _FREE_TO - _FREE_FROM)
        extra = self.free_slope * free * min(max(size - _SHORT, 0.0), _LONG - _SHORT)
        return min(self.at_most, self.base + self.per_consonant * size) + extra


_HEBREW_LIMITS = SoundLimits(0.05, 0.13, 0.9, 0.1, 0.0)
_LATIN_LIMITS = SoundLimits(-0.1, 0.13, 0.9, 0.12, _FREE_SLOPE)
_OTHER_LIMITS = SoundLimits(-0.05, 0.13, 0.9, 0.12, _FREE_SLOPE)


def sound_limits(name: str) -> SoundLimits:
    """Return the limits for a name by the script it is written in."""
    if sounds(name).kind == HEBREW:
        return _HEBREW_LIMITS
    return _LATIN_LIMITS if _LATIN.search(identity_key(name)) else _OTHER_LIMITS
