"""Extractor: the shape that every feature extractor has."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.features.distinct_rows import distinct_rows
from matchmaker.features.feature_block import FeatureBlock, Features
from matchmaker.features.qualified import participant_facts, seat_facts
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class Extractor:
    """Turns the facts of a participant and of a seat into numbers. Subclasses are dataclasses of their parameters.

    It follows scikit-learn's conventions (parameters only in the constructor; ``fit``, ``transform``,
    ``get_feature_names_out``, ``get_params``) over problems in place of matrices. ``left`` and ``right`` declare,
    under qualified names, every column it reads, and `compare` is given those columns and no others: what is declared
    is true.
    """

    @property
    def left(self) -> tuple[str, ...]:
        """Qualified columns read of a participant."""
        return ()

    @property
    def right(self) -> tuple[str, ...]:
        """Qualified columns read of a seat, its opportunity, its employer and its accompanying organisation."""
        return ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the features, in order (F)."""
        raise NotImplementedError

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the features (F, L, R) of every left row (L > 0) against every right row (R > 0)."""
        raise NotImplementedError

    @property
    def inputs(self) -> tuple[str, ...]:
        """Every column it reads, qualified."""
        return self.left + self.right

    def fit(self, problem: Problem, commutes: Commutes) -> Self:
        """Learn what the features need beyond single rows (nothing, for most) and return itself.

        Scoring gives `fit` and `transform` only the columns declared (`narrowed`): nothing else can be learned from.
        """
        return self

    def transform(self, problem: Problem, commutes: Commutes) -> FeatureBlock:
        """Return the features of every participant and seat of ``problem``, factorised."""
        return FeatureBlock(
            self.names,
            distinct_rows(participant_facts(problem, commutes, self.left)),
            distinct_rows(seat_facts(problem, commutes, self.right)),
            self.compare,
        )

    def get_feature_names_out(self) -> npt.NDArray[np.object_]:
        """Return the names of the features, in order."""
        return np.array(self.names, dtype=object)

    def get_params(self) -> dict[str, Any]:
        """Return the parameters by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.init}  # type: ignore[arg-type]
