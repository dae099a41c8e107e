"""PairRule: the one-method protocol of a rule that lets a pair through or not."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from matchmaker.model import Problem
from matchmaker.travel import Commutes


class PairRule(Protocol):
    """A rule that judges one pair at a time. Rules prune candidates; `matchmaker.constraints` also checks them anew."""

    code: str
    """Stable reason code of a pair it drops, such as ``commute_limit``."""

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs pass.

        ``participants`` (p, 1) and ``seats`` (1, s), or two arrays (n,) of equal length: rows of the two tables. The
        answer has their broadcast shape. Unknown facts let a pair through ("cannot say" is not "no").
        """
        ...
