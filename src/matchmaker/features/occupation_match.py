"""OccupationMatch: how near the seat's occupation is to those a participant holds or wishes for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Self

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.learned_titles import learned_from
from matchmaker.features.ranked_items import best_reached, ranked_items
from matchmaker.model import Problem
from matchmaker.text.title_similarity import TitleSimilarity
from matchmaker.travel import Commutes


@dataclass
class OccupationMatch(Extractor):
    """Similarity in [0, 1] of the seat's occupation to the best of the participant's, each next one counting less.

    ``column`` is the list compared. The similarity to item ``r`` (0-based) is multiplied by ``discount ** r`` before
    the best is taken: 1.0 reads the list as unordered. NaN where either side is missing.
    """

    column: Literal["occupations", "wished_occupations"] = "occupations"
    discount: float = 1.0
    titles: TitleSimilarity | None = field(default=None, init=False, repr=False, compare=False)
    """Learned by `fit`."""

    right = ("seats.occupation",)

    @property
    def left(self) -> tuple[str, ...]:
        """The list of occupations compared."""
        return (f"participants.{self.column}",)

    @property
    def names(self) -> tuple[str, ...]:
        """One feature, named after the list."""
        return (f"{self.column}_similarity",)

    def fit(self, problem: Problem, commutes: Commutes) -> Self:
        """Learn how telling each word of the problem's titles is: a part then scores as the whole does."""
        mine = problem.participants.get_column(self.column).explode().drop_nulls()
        self.titles = learned_from(mine, problem.seats.get_column("occupation").drop_nulls())
        return self

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the best discounted similarity, (1, L, R)."""
        items = ranked_items(left.get_column(self.left[0]))
        occupation = right.get_column(self.right[0])
        best = np.full((left.height, right.height), np.nan, np.float32)
        titles = occupation.drop_nulls().unique().sort()
        if items.height == 0 or titles.len() == 0:
            return best[None]
        mine = items.get_column("raw").unique().sort()
        similarity = (self.titles or TitleSimilarity()).similarity(mine.to_list(), titles.to_list())
        rows, reached = best_reached(items, mine, similarity, self.discount)
        stated = occupation.is_not_null().to_numpy()
        column = titles.search_sorted(occupation.drop_nulls()).to_numpy()
        best[np.ix_(rows, np.flatnonzero(stated))] = reached[:, column]
        return best[None]
