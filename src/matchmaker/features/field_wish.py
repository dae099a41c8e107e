"""FieldWish: how far the seat's field is one that a participant wishes for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

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
class FieldWish(Extractor):
    """``field_wish``: in [0, 1], how alike the field, or the occupation, and the best of the wishes are.

    Fields are free text ("electricity", "electricity and energy"), so names are compared as titles are; a resemblance
    below ``least_alike`` counts 0, because field names share letters by chance. The occupation counts as well: who
    wishes for "graphics" wishes for a graphic designer's seat, whatever its field is called. Wish ``r`` (0-based) is
    multiplied by ``discount ** r`` before the best is taken. NaN where the participant states no wish or the
    opportunity no field. Choice is tied to persistence (000:2854).
    """

    discount: float = 1.0
    least_alike: float = 0.5
    titles: TitleSimilarity | None = field(default=None, init=False, repr=False, compare=False)
    """Learned by `fit`."""

    left = ("participants.wished_fields",)
    right = ("opportunities.field", "seats.occupation")
    names = ("field_wish",)

    def fit(self, problem: Problem, commutes: Commutes) -> Self:
        """Learn how telling each word of the problem's fields and occupations is, and return itself."""
        self.titles = learned_from(
            problem.participants.get_column("wished_fields").explode().drop_nulls(),
            problem.opportunities.get_column("field").drop_nulls(),
            problem.seats.get_column("occupation").drop_nulls(),
        )
        return self

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the best discounted resemblance, (1, L, R)."""
        items = ranked_items(left.get_column(self.left[0]))
        best = np.full((left.height, right.height), np.nan, np.float32)
        if items.height == 0:
            return best[None]
        wishes = items.get_column("raw").unique().sort()
        alike = self._alike(wishes, right.get_column(self.right[0]))
        # NaN beside a field that is not known must stay, and beside one that is, an occupation may only add.
        occupation = np.nan_to_num(self._alike(wishes, right.get_column(self.right[1])))
        rows, reached = best_reached(items, wishes, np.maximum(alike, occupation), self.discount)
        best[rows] = reached
        return best[None]

    def _alike(self, wishes: pl.Series, names: pl.Series) -> Features:
        """Return the resemblance of each wish to each name (V, R), 0 where it is small and NaN where it is not known."""
        distinct = names.drop_nulls().unique().sort()
        similarity = (self.titles or TitleSimilarity()).similarity(wishes.to_list(), distinct.to_list())
        similarity[similarity < self.least_alike] = 0
        alike = np.full((len(wishes), len(names)), np.nan, np.float32)
        alike[:, names.is_not_null().to_numpy()] = similarity[:, distinct.search_sorted(names.drop_nulls()).to_numpy()]
        return alike
