"""LanguageGap: levels of each language above or below what the seat asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import level
from matchmaker.model.vocabulary import LanguageLevel

LANGUAGES = ("hebrew", "arabic", "english", "russian", "amharic")


@dataclass
class LanguageGap(Extractor):
    """``<language>_gap`` for five languages: the participant's level less the level required, in steps of the scale.

    The scale none / basic / conversational / fluent / native is [assumed] (000:2636-2646 gives none). NaN where the
    seat asks for no level or the participant's is not known.
    """

    left = tuple(f"participants.{language}_level" for language in LANGUAGES)
    right = tuple(f"seats.required_{language}" for language in LANGUAGES)
    names = tuple(f"{language}_gap" for language in LANGUAGES)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the gaps, (5, L, R)."""
        scale = get_args(LanguageLevel)
        return np.stack([
            level(left, mine, scale)[:, None] - level(right, theirs, scale)[None, :]
            for mine, theirs in zip(self.left, self.right, strict=True)
        ])  # fmt: skip
