"""plan_columns: the columns of a plan's placements."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.candidates import Pairs


def plan_columns(
    placements: Sequence[tuple[str, str]], pairs: Pairs, formulation: Formulation
) -> npt.NDArray[np.int64]:
    """Return the pair column of each (participant id, seat id), (n,) int64, -1 where it is no candidate or does not exist.

    ``pairs`` are those that ``formulation`` was made from.
    """
    person_at = {name: at for at, name in enumerate(pairs.participant_ids.tolist())}
    seat_at = {name: at for at, name in enumerate(pairs.seat_ids.tolist())}
    known = [at for at, (person, seat) in enumerate(placements) if person in person_at and seat in seat_at]
    people = np.array([person_at[placements[at][0]] for at in known], np.int64)
    seats = np.array([seat_at[placements[at][1]] for at in known], np.int64)
    column_of = np.full(pairs.n_pairs + 1, -1, np.int64)  # the last one stands for "no candidate"
    column_of[formulation.order] = np.arange(pairs.n_pairs)
    columns = np.full(len(placements), -1, np.int64)
    columns[known] = column_of[pairs.positions(people, seats)]
    return columns
