"""reachable: who gets a candidate seat by a shuttle that the way there kept from them before."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.candidates import Pairs
from matchmaker.model import Problem
from matchmaker.travel import Commutes


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """``pairs`` (participant id, seat id) that every rule lets through with the shuttle and not without; ``frame`` has a row
    per person: ``participant_id``, ``locality``, ``new_seats`` (how many), ``nearest_seat`` of them, ``minutes_before`` (null = not known or
    out of reach) and ``minutes``, ``seats_before`` (candidates without the shuttle)."""

    pairs: frozenset[tuple[str, str]]
    frame: pl.DataFrame


_SCHEMA = {
    "participant_id": pl.String, "locality": pl.String, "new_seats": pl.Int64, "nearest_seat": pl.String,
    "minutes_before": pl.Float64, "minutes": pl.Float64, "seats_before": pl.Int64,
}  # fmt: skip


def reachable(problem: Problem, without: tuple[Pairs, Commutes], served: tuple[Pairs, Commutes]) -> Reached:
    """Return who becomes reachable: ``without`` and ``served`` are the candidates and commutes without and with the shuttle."""
    (before, slow), (after, fast) = without, served
    people, seats = after.participant, after.seat
    new = np.flatnonzero(before.positions(people, seats) < 0)
    minutes = fast.of_day(people[new], seats[new])
    once = slow.of_day(people[new], seats[new])
    order = np.lexsort((seats[new], minutes, people[new]))
    homes, rows = problem.participants["locality"].to_list(), []
    n_new = np.bincount(people[new], minlength=after.n_participants)
    first = order[np.unique(people[new][order], return_index=True)[1]]
    for at in first.tolist():
        person, seat = int(people[new[at]]), int(seats[new[at]])
        held = int(before.indptr[person + 1] - before.indptr[person])
        was = float(once[at])
        rows.append(
            (
                str(after.participant_ids[person]), homes[person], int(n_new[person]), str(after.seat_ids[seat]),
                round(was, 1) if math.isfinite(was) else None, round(float(minutes[at]), 1), held,
            )
        )  # fmt: skip
    ids = zip(after.participant_ids[people[new]].tolist(), after.seat_ids[seats[new]].tolist(), strict=True)
    frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("participant_id")
    return Reached(frozenset(ids), frame)
