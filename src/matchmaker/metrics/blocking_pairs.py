"""Blocking pairs: who could complain, and be taken."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed
from matchmaker.scoring import preference

_UNLIMITED = np.iinfo(np.int64).max


def _compute(result: Result, placed: Placed) -> float | None:
    return float(blocking_pairs(result, placed).size)


def blocking_pairs(result: Result, placed: Placed) -> npt.NDArray[np.int64]:
    """Return the positions of the blocking pairs of a result.

    A candidate pair blocks when the participant prefers the seat to what they have, and the seat's employer would take
    them: there is a free place in the seat, and one in its opportunity or the participant is in that opportunity already;
    or someone less wanted sits where the place is short (in the seat if that is full, else in the opportunity). Seats of
    cohorts that stay closed take nobody. Quotas, budgets and limits over an employer's seats are not looked at: a pair
    may block because of one. Definition of Abraham, Irving and Manlove, "Two
    algorithms for the student-project allocation problem" (2007), with opportunities as lecturers.
    """
    problem, pairs = result.problem, result.scores.pairs
    participant_wants = preference(result.scores, "participant")
    employer_wants = preference(result.scores, "employer")
    opportunity = _opportunity_of(problem.seats, problem.opportunities)

    now = np.full(pairs.n_participants, -np.inf)
    now[placed.participant] = participant_wants[placed.position]
    inside = np.full(pairs.n_participants, -1)
    inside[placed.participant] = opportunity[placed.seat]
    participant = pairs.participant
    wanted = participant_wants > now[participant]

    seat_room, seat_worst = _room(placed.seat, employer_wants[placed.position], _counts(problem.seats["count"]))
    whole_room, whole_worst = _room(
        opportunity[placed.seat], employer_wants[placed.position], _counts(problem.opportunities["max_size"])
    )
    threshold = np.where(seat_room, np.where(whole_room[opportunity], -np.inf, whole_worst[opportunity]), seat_worst)
    closed = ~_open(result)[opportunity]
    threshold[closed] = np.inf
    moves_inside = (seat_room & ~closed)[pairs.seat] & (inside[participant] == opportunity[pairs.seat])
    return np.flatnonzero(wanted & (moves_inside | (employer_wants > threshold[pairs.seat])))


def _opportunity_of(seats: pl.DataFrame, opportunities: pl.DataFrame) -> npt.NDArray[np.int64]:
    row = {each: i for i, each in enumerate(opportunities["opportunity_id"])}
    return np.array([row[each] for each in seats["opportunity_id"]], np.int64)


def _counts(column: pl.Series) -> npt.NDArray[np.int64]:
    return column.fill_null(_UNLIMITED).to_numpy()


def _room(
    owner: npt.NDArray[np.int64], wants: npt.NDArray[np.float64], capacity: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """Return whether each owner has a free place, and how wanted its least wanted person is (inf where nobody is)."""
    worst = np.full(capacity.size, np.inf)
    np.minimum.at(worst, owner, wants)
    return np.bincount(owner, minlength=capacity.size) < capacity, worst


def _open(result: Result) -> npt.NDArray[np.bool_]:
    opportunities = result.problem.opportunities
    is_cohort = (opportunities["min_size"].fill_null(0) > 0).to_numpy()
    is_opened = opportunities["opportunity_id"].is_in(list(result.plan.opened)).to_numpy()
    takes: npt.NDArray[np.bool_] = ~is_cohort | is_opened
    return takes


BLOCKING_PAIRS = Metric("blocking_pairs", "Blocking pairs", "זוגות חוסמים", "pairs", "lower", _compute)
