"""Placed: the assignments of a result as arrays, found once and shared by every metric."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.allocation import Result


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """One entry per placed participant, in table order (n_placed,).

    ``participant`` and ``seat`` are table rows, ``position`` the pair's place in the score table, ``score`` its total and
    ``commute_minutes`` the one-way commute (NaN = not known).
    """

    participant: npt.NDArray[np.int64]
    seat: npt.NDArray[np.int64]
    position: npt.NDArray[np.int64]
    score: npt.NDArray[np.float64]
    commute_minutes: npt.NDArray[np.float32]


def placed_of(result: Result) -> Placed:
    """Return the assignments of a result as arrays. Every assignment of a verified plan is a candidate pair."""
    pairs = result.scores.pairs
    seat_row = {seat_id: row for row, seat_id in enumerate(pairs.seat_ids)}
    seats = result.plan.seats
    participant = np.array([i for i, each in enumerate(pairs.participant_ids) if each in seats], np.int64)
    seat = np.array([seat_row[seats[pairs.participant_ids[i]]] for i in participant], np.int64)
    position = pairs.positions(participant, seat)
    return Placed(participant, seat, position, result.scores.total[position], result.commutes.of(participant, seat))
