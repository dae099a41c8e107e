"""Blend: parts to sides by weighted means, sides to a total by a weighted power mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
MICRO = 1_000_000
"""A total is a multiple of 1 / MICRO, so that sums of totals can be made of integers."""


@dataclass(frozen=True, slots=True)
class PowerMean:
    """The weighted power mean of the known sides, with weights W and exponent p.

    ``(sum W m^p / sum W)^(1/p)`` over the sides ``m`` that are known; p = 1 is the mean, p -> 0 the geometric mean
    ``exp(sum W ln m / sum W)``, p = -1 the harmonic mean. With p <= 0 a known side of 0 with a weight makes the total
    0 (the limit); with p > 0 it counts as any other. A side with weight 0 does not count; where no side counts the
    total is 0.
    """

    weights: tuple[float, ...]
    exponent: float

    def of(self, sides: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Return the total (n,) float64 in [0, 1], a multiple of 1e-6, of sides (n_sides, n); NaN = not known."""
        mass = np.zeros(sides.shape[1])
        summed = np.zeros(sides.shape[1])
        for side, weight in zip(sides, self.weights, strict=True):
            if weight > 0:
                known = side == side  # noqa: PLR0124 (false for NaN alone, and quicker than isnan)
                term = self._raise(side.astype(np.float64))
                term *= weight
                # Not multiplied by the mask: infinity (a side of 0 under a negative exponent) times 0 is NaN.
                np.add(summed, term, out=summed, where=known)
                np.add(mass, weight, out=mass, where=known)
        with np.errstate(divide="ignore", invalid="ignore"):
            total = self._lower(summed / mass)
        total[mass == 0] = 0
        total *= MICRO
        np.rint(total, out=total)
        total /= MICRO
        return np.clip(total, 0, 1, out=total)

    def _raise(self, side: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        with np.errstate(divide="ignore", over="ignore"):
            if self.exponent == -1:
                return np.divide(1, side, out=side)
            if self.exponent == 0:
                return np.log(side, out=side)
            return side if self.exponent == 1 else np.power(side, self.exponent, out=side)

    def _lower(self, mean: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        if self.exponent == -1:
            return np.divide(1, mean, out=mean)
        if self.exponent == 0:
            return np.exp(mean, out=mean)
        return mean if self.exponent == 1 else np.power(mean, 1 / self.exponent, out=mean)


class SideMeans:
    """Weighted means of the known parts of one chunk of pairs, made in place. One per thread."""

    def __init__(self, capacity: int) -> None:
        self._summed = np.empty(capacity, np.float32)
        self._mass = np.empty(capacity, np.float32)
        self._term = np.empty(capacity, np.float32)
        self._known = np.empty(capacity, np.bool_)

    def of(self, parts: list[Floats], weights: list[float], mean: Floats, known_weight: Floats) -> None:
        """Write into ``mean`` (n,) the weighted mean of the known ``parts`` (each (n,)), NaN where none is known.

        The weight known is added to ``known_weight`` (n,).
        """
        n = mean.size
        summed, mass, term, known = self._summed[:n], self._mass[:n], self._term[:n], self._known[:n]
        summed.fill(0)
        mass.fill(0)
        for part, weight in zip(parts, weights, strict=True):
            np.fmax(part, np.float32(0), out=term)  # NaN, the only thing that fmax passes over, becomes 0
            np.multiply(term, np.float32(weight), out=term)
            summed += term
            np.equal(part, part, out=known)
            np.multiply(known, np.float32(weight), out=term)
            mass += term
        with np.errstate(invalid="ignore"):
            np.divide(summed, mass, out=mean)
        known_weight += mass
