"""Pairs a person let through or forbade, as row numbers, for the ``allowed`` half of pair rules."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.constraints.seat_index import rows_of
from matchmaker.model import Problem

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


def decided(problem: Problem, decision: str) -> tuple[IntArray, IntArray]:
    """Return participant rows and seat rows of every pair with that decision."""
    table = problem.decisions
    if table.height:
        table = table.filter(pl.col("decision") == decision)
    if not table.height:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    participant = rows_of(table["participant_id"], problem.participants["participant_id"])
    seat = rows_of(table["seat_id"], problem.seats["seat_id"])
    return participant, seat


def set_decided(
    problem: Problem,
    participants: npt.NDArray[np.int32],
    seats: npt.NDArray[np.int32],
    allowed: BoolArray,
    *,
    decision: str,
    to: bool,
) -> BoolArray:
    """Return ``allowed``, at the broadcast shape and writable, with the pairs that have ``decision`` set to ``to``."""
    shape = np.broadcast_shapes(participants.shape, seats.shape)
    answer = allowed if allowed.shape == shape and allowed.flags.writeable else np.broadcast_to(allowed, shape).copy()
    people, places = decided(problem, decision)
    if not people.size:
        return answer
    # Few pairs are decided: look only where both the person and the seat have a decision.
    has_person, has_place = np.zeros(problem.n_participants, bool), np.zeros(problem.n_seats, bool)
    has_person[people], has_place[places] = True, True
    near = np.nonzero(has_person[participants] & has_place[seats])
    person = np.broadcast_to(participants, shape)[near].astype(np.int64)
    place = np.broadcast_to(seats, shape)[near].astype(np.int64)
    hit = np.isin(person * problem.n_seats + place, people * problem.n_seats + places)
    answer[tuple(axis[hit] for axis in near)] = to
    return answer


def let_overridden(
    problem: Problem, participants: npt.NDArray[np.int32], seats: npt.NDArray[np.int32], allowed: BoolArray
) -> BoolArray:
    """Return ``allowed`` with every pair that a person let through (``override``) allowed."""
    return set_decided(problem, participants, seats, allowed, decision="override", to=True)
