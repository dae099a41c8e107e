"""What it costs to take one sound for another: equivalences of transliteration. All costs are [assumed]."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt

from matchmaker.text.sounds import HEBREW, TOKENS, VOWELLED, Sounds

# Hebrew letter -> how other scripts write it, by cost.
_HEBREW = {
    "א": {0.0: "aeioا", 0.1: "u", 0.3: "עה", 0.4: "yי"},
    "ב": {0.0: "bv", 0.1: "fw"},
    "ג": {0.0: "gγ", 0.05: "j", 0.1: "G", 0.3: "c"},
    "ד": {0.0: "d", 0.1: "D"},
    "ה": {0.0: "hae", 0.05: "γ", 0.15: "xχةا", 0.2: "o", 0.4: "ח"},
    "ו": {0.0: "ouwv", 0.15: "bf", 0.4: "aei"},
    "ז": {0.0: "z", 0.1: "sZD", 0.25: "CS"},
    "ח": {0.0: "xχ", 0.05: "h", 0.2: "k", 0.3: "כ", 0.5: "γ"},
    "ט": {0.0: "t", 0.1: "T", 0.15: "ת", 0.3: "dD"},
    "י": {0.0: "yi", 0.1: "ej", 0.3: "aا"},
    "כ": {0.0: "kxχ", 0.05: "c", 0.1: "q", 0.2: "h", 0.3: "ק"},
    "ל": {0.0: "l"},
    "מ": {0.0: "m"},
    "נ": {0.0: "n"},
    "ס": {0.0: "s", 0.1: "C", 0.2: "zש", 0.3: "S", 0.35: "צ"},
    "ע": {0.0: "aeoiا", 0.1: "uG", 0.2: "gγ", 0.4: "yי"},
    "פ": {0.0: "pf", 0.2: "bv"},
    "צ": {0.0: "C", 0.05: "zsc", 0.2: "T", 0.3: "tSZ"},
    "ק": {0.0: "kq", 0.05: "c", 0.1: "χg", 0.2: "xG"},
    "ר": {0.0: "r"},
    "ש": {0.0: "S", 0.05: "s", 0.1: "χ", 0.15: "c", 0.2: "C", 0.3: "z"},
    "ת": {0.0: "tTة", 0.2: "s", 0.4: "d", 0.6: "ה"},
}
# Sounds that two writers of the same or of different scripts interchange.
_GROUPS = {
    0.0: "kq gγ اae ةae",
    0.05: "wv yi zC tT",
    0.08: "kc Cc",
    0.1: "xχh hγ gG wu dD ei ou اo ةtT",
    0.12: "ae",
    0.15: "χc cz bv pf fv fw wo vu sC ao",
    0.2: "xk χk gj jZc jyi ye zs sS cs Scχ zZD اi اu ةih",
    0.25: "ai au eo",
    0.3: "bp SC Ct eu io iu",
    0.4: "rG td xGh",
}
# A token the other name does not write. Other tokens cost 1.
_GAPS = (
    # the other name is in Hebrew letters, and so is this one: letters are dropped in defective spelling only
    {"ו": 0.25, "י": 0.2, "א": 0.35, "ה": 0.45, "ע": 0.7, "G": 0.8},
    # the other name writes no vowels
    {"a": 0.03, "e": 0.03, "i": 0.06, "o": 0.1, "u": 0.1,
     "א": 0.25, "ע": 0.5, "ה": 0.4, "ו": 0.2, "י": 0.12, "ا": 0.1, "ة": 0.1, "h": 0.3, "w": 0.2, "y": 0.15},
    # the other name writes vowels
    {"a": 0.2, "e": 0.15, "i": 0.2, "o": 0.25, "u": 0.25,
     "א": 0.1, "ע": 0.12, "ה": 0.25, "ו": 0.35, "י": 0.1, "ا": 0.05, "ة": 0.1, "h": 0.25, "y": 0.15},
)  # fmt: skip
_FINAL_GAPS = {"ה": 0.08, "h": 0.08, "ة": 0.08}
_DOUBLED_GAP = 0.05


def substitution_matrix() -> npt.NDArray[np.float32]:
    """Return the costs (n + 1, n + 1) float32 in [0, 1] of taking one of ``TOKENS`` for another.

    Row and column 0 stand for padding, at no cost.
    """
    costs = np.ones((len(TOKENS) + 1, len(TOKENS) + 1), dtype=np.float32)
    np.fill_diagonal(costs, 0.0)
    for one, other, cost in _pairs():
        i, j = TOKENS.index(one) + 1, TOKENS.index(other) + 1
        costs[i, j] = costs[j, i] = min(cost, costs[i, j])
    # Padding must never stand for a token, only for padding.
    costs[0, 1:] = costs[1:, 0] = 4.0
    return costs


def gap_costs(name: Sounds, other_kind: int) -> list[float]:
    """Return for each token of ``name`` the cost in (0, 1] of its absence from a name of ``other_kind``."""
    table = _GAPS[0 if other_kind == HEBREW and name.kind == HEBREW else 2 if other_kind == VOWELLED else 1]
    gaps = [table.get(token, 1.0) for token in name.tokens]
    if name.kind == VOWELLED:
        for index in range(1, len(gaps)):
            if name.tokens[index] == name.tokens[index - 1]:
                gaps[index] = min(gaps[index], _DOUBLED_GAP)
    if gaps and table is _GAPS[0]:
        gaps[0] = 1.0  # no spelling drops the first letter
    elif gaps:
        gaps[-1] = min(gaps[-1], _FINAL_GAPS.get(name.tokens[-1], 1.0))
    return gaps


def weight(name: Sounds) -> int:
    """Return how much there is to compare: the number of tokens that are surely consonants."""
    return sum(_GAPS[1].get(token, 1.0) >= 0.3 for token in name.tokens)


def _pairs() -> Iterator[tuple[str, str, float]]:
    for letter, by_cost in _HEBREW.items():
        for cost, tokens in by_cost.items():
            yield from ((letter, token, cost) for token in tokens)
    for cost, groups in _GROUPS.items():
        for tokens in groups.split():
            yield from ((one, other, cost) for one, other in combinations(tokens, 2))
