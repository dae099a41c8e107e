"""among: which opportunities a rule speaks of, placements or groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.model import Problem
from matchmaker.model.vocabulary import GROUP_KINDS

Among = Literal["placements", "groups"]
"""Placements are allocated first, one for each person; groups (`GROUP_KINDS`) are filled beside them."""


def seats_among(problem: Problem, among: Among) -> npt.NDArray[np.bool_]:
    """Return which seats belong to opportunities of that sort. Shape (S,)."""
    is_group = problem.opportunities["kind"].is_in(GROUP_KINDS).to_numpy()
    of_seat: npt.NDArray[np.bool_] = np.append(is_group, False)[seat_opportunity(problem)]
    return of_seat if among == "groups" else ~of_seat


def is_among(opportunity: Mapping[str, Any], among: Among) -> bool:
    """Whether one opportunity, as a plain row, is of that sort."""
    return (opportunity["kind"] in GROUP_KINDS) == (among == "groups")
