"""effects: how much each part of a score lifted or lowered it, against an average candidate pair."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.scoring import ScoreTable

LEAST_EFFECT = 0.005
"""Effects no larger than this, either way, are as good as none [assumed]."""

_ROWS_AT_ONCE = 1 << 20


def average_parts(scores: ScoreTable) -> npt.NDArray[np.float64]:
    """Return the mean known value of every part over all candidate pairs, (K,); NaN where no pair knows it."""
    sums = np.zeros(len(scores.scorers))
    known = np.zeros(len(scores.scorers), np.int64)
    for k in range(len(scores.scorers)):
        for start in range(0, scores.pairs.n_pairs, _ROWS_AT_ONCE):
            column = scores.parts[start : start + _ROWS_AT_ONCE, k]
            is_known = ~np.isnan(column)
            sums[k] += column[is_known].sum(dtype=np.float64)
            known[k] += np.count_nonzero(is_known)
    means: npt.NDArray[np.float64] = np.divide(sums, known, out=np.full(sums.size, np.nan), where=known > 0)
    return means


def effects(
    scores: ScoreTable, positions: npt.NDArray[np.int64], averages: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the effect of every part of the given pairs on their side, (n, K); NaN where a part cannot say.

    The effect is the part's share of its side's known weight times (its value - its average over all candidate
    pairs): the attribution of a linear model against its average input (Štrumbelj and Kononenko, "Explaining
    prediction models and individual predictions with feature contributions", 2014). The effects of a side add up to
    the side's score less the score of an average pair that knows the same parts.
    """
    values = scores.parts[positions].astype(np.float64)
    weights = np.where(np.isnan(values), 0.0, scores.weights)
    of_side = np.array(scores.sides_of)
    for side in dict.fromkeys(scores.sides_of):
        mine = of_side == side
        whole = weights[:, mine].sum(axis=1, keepdims=True)
        weights[:, mine] = np.divide(weights[:, mine], whole, out=np.zeros_like(weights[:, mine]), where=whole > 0)
    effect: npt.NDArray[np.float64] = weights * (values - averages)
    return effect
