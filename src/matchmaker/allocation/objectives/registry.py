"""The objectives by kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.allocation.objectives.commute import Commute
from matchmaker.allocation.objectives.kept import Kept
from matchmaker.allocation.objectives.kept_open import KeptOpen
from matchmaker.allocation.objectives.objective import Objective
from matchmaker.allocation.objectives.placed import Placed
from matchmaker.allocation.objectives.quality import Quality
from matchmaker.allocation.objectives.score import Score
from matchmaker.allocation.objectives.spread import Spread
from matchmaker.allocation.objectives.weighted import Weighted
from matchmaker.allocation.objectives.worst_off import WorstOff

OBJECTIVES: Mapping[str, type[Objective]] = MappingProxyType(
    {kind.code: kind for kind in (Placed, Quality, Score, WorstOff, Commute, Spread, Kept, KeptOpen, Weighted)}
)
"""Kinds that an ``[[objective]]`` may have, with the class that checks its keys."""
