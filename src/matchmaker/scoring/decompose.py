"""decompose: one pair's total as a sum of its parts' contributions."""

from __future__ import annotations

from typing import Any

import numpy as np

from matchmaker.scoring.score_table import SIDES, ScoreTable


def decompose(scores: ScoreTable, position: int) -> dict[str, Any]:
    """Return what the total of the pair at ``position`` is made of, as a plain dict.

    The power mean M of the sides is homogeneous of degree 1, so by Euler's theorem it is the sum of each side times its
    partial derivative: side ``m`` with weight W contributes ``m * dM/dm = M * W m^p / sum(W m^p)``. A side is a
    weighted mean of its known parts, so a part contributes the side's contribution times ``w v / sum(w v)``. The
    contributions of the parts sum to those of the sides and these to the total (before it is rounded to 1e-6).
    ``sensitivity`` is the derivative: what the total would gain, per point, from a slightly higher part. Under an
    exponent below 1 a low side has a high sensitivity: that is how one side cannot hide the other. Where the total is 0
    the contributions are 0 and sensitivities are not defined (``None``); what cannot be said is ``None``.
    """
    pair = scores.pairs
    participant = int(np.searchsorted(pair.indptr, position, side="right")) - 1
    means = [float(value) for value in scores.sides[position]]
    total = float(scores.total[position])
    slopes = _side_slopes(means, [scores.side_weights.get(side, 0.0) for side in SIDES], scores.exponent)
    return {
        "participant_id": pair.participant_ids[participant],
        "seat_id": pair.seat_ids[pair.seat[position]],
        "total": total,
        "coverage": float(scores.coverage[position]),
        "exponent": scores.exponent,
        "given": scores.given,
        "sides": {
            side: {
                "score": _known(mean),
                "weight": scores.side_weights.get(side, 0.0),
                "sensitivity": slope,
                "contribution": 0.0 if slope is None or np.isnan(mean) else slope * mean,
            }
            for side, mean, slope in zip(SIDES, means, slopes, strict=True)
        },
        "parts": _parts(scores, position, dict(zip(SIDES, slopes, strict=True))),
    }


def _side_slopes(means: list[float], weights: list[float], exponent: float) -> list[float | None]:
    """Return dM/dm of each side; 0 for a side that does not count, ``None`` for all where M is 0."""
    counts = [weight > 0 and not np.isnan(mean) for mean, weight in zip(means, weights, strict=True)]
    mean = np.array([m for m, c in zip(means, counts, strict=True) if c])
    weight = np.array([w for w, c in zip(weights, counts, strict=True) if c])
    if mean.size == 0 or not mean.any() or (exponent <= 0 and not mean.all()):
        return [None] * len(means)
    weight = weight / weight.sum()
    if exponent == 0:
        total = float(np.exp(np.sum(weight * np.log(mean))))
    else:
        total = float(np.sum(weight * mean**exponent) ** (1 / exponent))
    with np.errstate(divide="ignore"):
        slope = weight * (mean / total) ** (exponent - 1)
    # A side of 0 under an exponent between 0 and 1 has an infinite derivative, and contributes nothing.
    slope[np.isinf(slope)] = 0
    slopes = iter(slope.tolist())
    return [next(slopes) if c else 0.0 for c in counts]


def _parts(scores: ScoreTable, position: int, slopes: dict[Any, float | None]) -> list[dict[str, Any]]:
    values = scores.parts[position].astype(np.float64)
    found = []
    for k, (name, side) in enumerate(zip(scores.scorers, scores.sides_of, strict=True)):
        members = [j for j, of in enumerate(scores.sides_of) if of == side and not np.isnan(values[j])]
        mass = float(scores.weights[members].sum())
        slope, known = slopes[side], not np.isnan(values[k])
        sensitivity = None if slope is None or not known or mass == 0 else slope * float(scores.weights[k]) / mass
        found.append({
            "scorer": name,
            "side": side,
            "score": _known(float(values[k])),
            "weight": float(scores.weights[k]),
            "sensitivity": sensitivity,
            "contribution": 0.0 if sensitivity is None else sensitivity * float(values[k]),
        })  # fmt: skip
    return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
