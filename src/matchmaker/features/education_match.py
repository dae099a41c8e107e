"""EducationMatch: schooling, degree and certificates against what the seat asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.list_overlap import ListOverlap
from matchmaker.features.numbers import level, number
from matchmaker.model.vocabulary import AcademicDegree


@dataclass
class EducationMatch(Extractor):
    """``schooling_gap`` (years above what is asked), ``degree_gap`` (steps), ``certificates_held`` (share).

    The scale of degrees is none / diploma / bachelor / master / doctorate. NaN where nothing is asked or the
    participant's is not known.
    """

    left = ("participants.schooling_years", "participants.academic_degree", "participants.certificates")
    right = ("seats.min_schooling_years", "seats.min_degree", "seats.required_certificates")
    names = ("schooling_gap", "degree_gap", "certificates_held")

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the three features, (3, L, R)."""
        degrees = get_args(AcademicDegree)
        (certificates,) = ListOverlap("certificates", "required_certificates").compare(left, right)
        return np.stack([
            number(left, self.left[0])[:, None] - number(right, self.right[0])[None, :],
            level(left, self.left[1], degrees)[:, None] - level(right, self.right[1], degrees)[None, :],
            certificates,
        ])  # fmt: skip
