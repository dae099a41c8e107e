"""find_complaints: who could complain, about which seat, against whom."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.decisions.variants.swaps_keep_rules import swaps_keep_rules
from matchmaker.metrics import placed_of
from matchmaker.metrics.blocking_pairs import blocking_pairs
from matchmaker.metrics.placed import Placed
from matchmaker.scoring import preference

_SCHEMA = {
    "participant_id": pl.String,
    "now": pl.String,
    "seat_id": pl.String,
    "opportunity_id": pl.String,
    "employer_id": pl.String,
    "own_now": pl.Float64,
    "own_there": pl.Float64,
    "against": pl.String,
    "wanted": pl.Float64,
    "wanted_against": pl.Float64,
    "keeps_rules": pl.Boolean,
}


def find_complaints(result: Result) -> pl.DataFrame:
    """Return one row per blocking pair (`matchmaker.metrics.blocking_pairs`), by participant, then by seat.

    Columns: participant_id; now (their seat; null = none); seat_id, opportunity_id, employer_id (what they could claim);
    own_now and own_there (their own side's score of both, 0 to 1); against (who would have to leave: the one whom the
    employer's side wants least where the place is short, ties to the first id; null = a place is free); wanted and
    wanted_against (the employer's side's score of both); keeps_rules (whether every rule of the plan still held after that
    change alone: where not, a quota, a budget or another rule is the reason for the pair, and an answer to the complaint).
    """
    placed = placed_of(result)
    at = blocking_pairs(result, placed)
    pairs, problem = result.scores.pairs, result.problem
    wish, want = preference(result.scores, "participant"), preference(result.scores, "employer")
    person, seat = pairs.participant[at].astype(np.int64), pairs.seat[at].astype(np.int64)
    held = np.full(pairs.n_participants, -1)
    held[placed.participant] = placed.position
    against = _against(result, placed, want, person, seat)
    # The last entry is for who stands against nobody: in an empty plan there is no other.
    leaves, other = (np.append(each, -1)[against] for each in (placed.position, placed.participant))
    keeps = swaps_keep_rules(result, at, held[person], leaves)
    facts = problem.seats.select("seat_id", "opportunity_id", "employer_id")[seat]
    people = pairs.participant_ids
    frame = pl.DataFrame(
        {
            "participant_id": people[person],
            "now": [None if p < 0 else pairs.seat_ids[pairs.seat[p]] for p in held[person].tolist()],
            "seat_id": facts["seat_id"],
            "opportunity_id": facts["opportunity_id"],
            "employer_id": facts["employer_id"],
            "own_now": _or_none(wish, held[person]),
            "own_there": wish[at],
            "against": [None if p < 0 else people[p] for p in other.tolist()],
            "wanted": want[at],
            "wanted_against": _or_none(want, leaves),
            "keeps_rules": keeps,
        },
        schema=_SCHEMA,
    )
    return frame.sort("participant_id", "seat_id")


def _or_none(values: npt.NDArray[np.float64], at: npt.NDArray[np.int64]) -> pl.Series:
    """Return the values at some positions, null where the position is -1."""
    return pl.Series(np.append(values, np.nan)[at]).fill_nan(None)


def _against(
    result: Result,
    placed: Placed,
    want: npt.NDArray[np.float64],
    person: npt.NDArray[np.int64],
    seat: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64]:
    """Return for each blocking pair which of those placed would have to leave, -1 where a place is free."""
    problem = result.problem
    home = seat_opportunity(problem)
    inside = np.full(problem.n_participants, -1)
    inside[placed.participant] = home[placed.seat]
    ids = np.array(problem.participants["participant_id"].to_list(), object)[placed.participant]
    order = np.lexsort((np.argsort(np.argsort(ids, kind="stable")), want[placed.position]))  # least wanted first
    seat_full, of_seat = _full(placed.seat, order, problem.seats["count"])
    whole_full, of_whole = _full(home[placed.seat], order, problem.opportunities["max_size"])
    short = whole_full[home[seat]] & (inside[person] != home[seat])
    return np.where(seat_full[seat], of_seat[seat], np.where(short, of_whole[home[seat]], -1))


def _full(
    owner: npt.NDArray[np.int64], order: npt.NDArray[np.int64], most: pl.Series
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return which owners have no place left, and the first in order who sits with each (-1 = nobody)."""
    first = np.full(most.len(), -1)
    first[owner[order][::-1]] = order[::-1]  # the last write wins, which is the first in order
    limit = most.fill_null(np.iinfo(np.int64).max).to_numpy()
    return np.bincount(owner, minlength=most.len()) >= limit, first
