"""Way: how rows of a formulation give way together, as a change at a price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from matchmaker.decisions.diagnosis.change import Change


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """The unit of a quota of shares: its seats (S,) and the members of the group (n_participants,), bool each."""

    seats: npt.NDArray[np.bool_]
    members: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A `Change` and the rows that it loosens.

    One unit of the change gives every row (counted from 0 over all blocks) its size (``sizes``, in the row's own integers)
    of room, on its lower side where ``is_floor``. ``most`` units are the most that can be of use, ``cost`` is that of one.
    ``opening`` is the column without which nothing gives way (-1: none). ``share`` is set where the change is a share,
    which has to be read off a plan; ``ratio`` where a unit of the number gives the row that many people; ``of`` where the
    number is a share of so many people.
    """

    change: Change
    rows: tuple[int, ...]
    sizes: tuple[int, ...]
    is_floor: bool
    most: int
    cost: Decimal
    opening: int = -1
    share: Share | None = None
    ratio: Fraction | None = None
    of: int | None = None
