"""find_envy: who would rather have another's seat."""

from __future__ import annotations

import numpy as np
import polars as pl

from matchmaker.allocation import Result
from matchmaker.metrics import placed_of
from matchmaker.scoring import preference

_SCHEMA = {
    "participant_id": pl.String,
    "seat_id": pl.String,
    "wants": pl.String,
    "held_by": pl.String,
    "own_now": pl.Float64,
    "own_there": pl.Float64,
    "seats": pl.Int64,
}


def find_envy(result: Result) -> pl.DataFrame:
    """Return one row per person who, by their own side's score, prefers a seat that somebody else has to what they have, and
    could be placed there (a candidate pair), by id.

    Columns: participant_id; seat_id (theirs; null = none); wants (the seat they prefer most, ties to the first); held_by
    (the first, by id, of the others there); own_now, own_there (their side's score, 0 to 1); seats (how many such seats).
    Whoever has no place would rather have any seat where they could be. Whether the employer would rather have them is not
    asked here: that is a complaint (`matchmaker.stability`).
    """
    pairs, placed = result.scores.pairs, placed_of(result)
    wish = preference(result.scores, "participant")
    held = np.full(pairs.n_participants, -1)
    held[placed.participant] = placed.position
    now = np.where(held < 0, -np.inf, np.append(wish, -np.inf)[held])
    taken = np.bincount(placed.seat, minlength=pairs.n_seats) > 0
    person = pairs.participant
    # One's own seat is never preferred to itself, so whoever is there in one that is preferred is somebody else.
    at = np.flatnonzero(taken[pairs.seat] & (wish > now[person]))
    people, n_seats = np.unique(person[at], return_counts=True)
    best = at[np.lexsort((pairs.seat[at], -wish[at], person[at]))]
    best = best[np.unique(person[best], return_index=True)[1]]
    holder: dict[int, str] = {}
    for row, seat in zip(placed.participant.tolist(), placed.seat.tolist(), strict=True):
        holder[seat] = min(holder.get(seat, pairs.participant_ids[row]), pairs.participant_ids[row])
    rows = [
        (
            pairs.participant_ids[who],
            None if held[who] < 0 else pairs.seat_ids[pairs.seat[held[who]]],
            pairs.seat_ids[pairs.seat[pair]],
            holder[int(pairs.seat[pair])],
            None if held[who] < 0 else float(wish[held[who]]),
            float(wish[pair]),
            n,
        )
        for who, pair, n in zip(people.tolist(), best.tolist(), n_seats.tolist(), strict=True)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("participant_id")
