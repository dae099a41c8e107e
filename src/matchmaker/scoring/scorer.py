"""Scorer: the shape that every scorer has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from matchmaker.features import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side

Judgement = npt.NDArray[np.float32]
"""Scores (L, R) float32 in [0, 1] of distinct participants' facts against distinct seats' facts; NaN = cannot say."""


class Scorer:
    """Judges one dimension of the fit between a participant and a seat. Subclasses are frozen dataclasses.

    The fields of the dataclass are its parameters, which a programme profile may set, and what it takes from whole
    sections of one (`from_section`). `judge` sees features and
    nothing else, and the features see the columns that the extractor declares and nothing else, so ``inputs`` is true.
    """

    name: ClassVar[str]
    """Its name in the profile and in every table."""

    side: ClassVar[Side]
    """The side to which the dimension belongs (DOMAIN section 6)."""

    @property
    def extractor(self) -> Extractor:
        """The extractor of the features it judges."""
        raise NotImplementedError

    @property
    def inputs(self) -> tuple[str, ...]:
        """Every column it reads, qualified, such as ``participants.skills``; travel time is ``commutes.*``.

        A seat's own opportunity, employer and accompanying organisation are found through their ids, which are no
        inputs.
        """
        return self.extractor.inputs

    def judge(self, features: Features) -> Judgement:
        """Return the scores (L, R) of the features (F, L, R)."""
        raise NotImplementedError


def from_section(section: str, build: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the metadata of a scorer's field that a profile's section sets, through ``build``."""
    return {"section": section, "build": build}


def parameters_of(scorer: Scorer) -> tuple[str, ...]:
    """Return the names of a scorer's parameters: its fields but those that a section sets."""
    return tuple(f.name for f in fields(scorer) if "section" not in f.metadata)  # type: ignore[arg-type]


def ramp(values: Judgement, zero: float, full: float) -> Judgement:
    """Return 0 up to ``zero``, 1 from ``full`` on and straight in between; ``zero`` > ``full`` falls. NaN stays.

    >>> ramp(np.array([0.0, 15.0, 30.0, np.inf], np.float32), 30, 0).tolist()
    [1.0, 0.5, 0.0, 0.0]
    """
    if zero == full:
        return np.where(np.isnan(values), values, values >= full).astype(np.float32)
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = (values - np.float32(zero)) / np.float32(full - zero)
    clipped: Judgement = np.clip(scaled, np.float32(0), np.float32(1))
    return clipped + np.float32(0)  # a falling ramp would give -0 at its foot


def floored(share: Judgement, without: float) -> Judgement:
    """Return ``without`` where the share is 0, 1 where it is 1 and straight in between. NaN stays.

    For what is welcome and not required: to lack it is worth less, never nothing, and so cannot make a side 0.

    >>> floored(np.array([0.0, 0.5, 1.0], np.float32), 0.5).tolist()
    [0.5, 0.75, 1.0]
    """
    # Measured from the top, so that a share of 1 gives exactly 1 in float32.
    score: Judgement = np.float32(1) - np.float32(1 - without) * (np.float32(1) - share)
    return score


def worst_known(scores: Features) -> Judgement:
    """Return the lowest known of several scores (N, L, R), NaN where none is known."""
    worst: Judgement = np.fmin.reduce(scores, axis=0)
    return worst


def mean_known(scores: Features) -> Judgement:
    """Return the mean of the known of several scores (N, L, R), NaN where none is known."""
    known = ~np.isnan(scores)
    with np.errstate(invalid="ignore"):
        mean: Judgement = np.where(known, scores, np.float32(0)).sum(axis=0) / known.sum(axis=0).astype(np.float32)
    return mean


def require_range(name: str, value: float, low: float, high: float) -> None:
    """Raise ``ValueError`` unless a parameter lies in [low, high]; `configure_scorers` turns it into a finding."""
    if not low <= value <= high:
        raise ValueError(f"{name} is {value}, expected a number from {low} to {high}")
