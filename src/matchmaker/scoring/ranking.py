"""Ranking: the best few pairs of each participant, opportunity or seat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.errors import UsageError
from matchmaker.scoring.blend import MICRO
from matchmaker.scoring.decompose import decompose
from matchmaker.scoring.score_table import SIDES, ScoreTable
from matchmaker.scoring.top_k import Ints, top_k

Per = Literal["participant", "opportunity", "seat"]
_CHUNK = 2**20


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The best ``k`` pairs of each participant, opportunity or seat, by total, ties by id.

    ``position`` (n,) int64 is each ranked pair's place in the score table and ``place`` (n,) int64 its rank from 1.
    Rows stand in order of the id ranked for, then of rank: the same whatever the order of the problem's rows. Per
    opportunity each person appears once, with the best of its seats.
    """

    scores: ScoreTable
    per: Per
    k: int
    position: Ints
    place: Ints

    def to_polars(self) -> pl.DataFrame:
        """Return one row per ranked pair: ids, ``rank``, ``total``, ``coverage``, the three sides and every part.

        Sides and parts are Float32, null = cannot say.
        """
        scores, pairs = self.scores, self.scores.pairs
        seat = pairs.seat[self.position]
        participant = np.searchsorted(pairs.indptr, self.position, side="right") - 1
        data: dict[str, Any] = {"participant_id": pl.Series(pairs.participant_ids[participant], dtype=pl.String)}
        if scores.opportunity_ids is not None:
            data["opportunity_id"] = pl.Series(scores.opportunity_ids[seat], dtype=pl.String)
        data["seat_id"] = pl.Series(pairs.seat_ids[seat], dtype=pl.String)
        data |= {"rank": self.place, "total": scores.total[self.position], "coverage": scores.coverage[self.position]}
        data |= {f"{side}_side": scores.sides[self.position, at] for at, side in enumerate(SIDES)}
        data |= {name: scores.parts[self.position, at] for at, name in enumerate(scores.scorers)}
        return pl.DataFrame(data).with_columns(pl.col(pl.Float32).fill_nan(None))

    def explain(self, participant_id: str, seat_id: str | None = None) -> dict[str, Any]:
        """Return what the total of a pair is made of, as `decompose` does; the participant's best seat by default.

        Adds ``rank``, the pair's place in this ranking, ``None`` where it is not among the best ``k``. Raises
        `UsageError` for an unknown id, or a pair that is not a candidate.
        """
        pairs = self.scores.pairs
        participant = _row(pairs.participant_ids, participant_id, "participant")
        if seat_id is None:
            position = self._best_of(participant, participant_id)
        else:
            found = pairs.position(participant, _row(pairs.seat_ids, seat_id, "seat"))
            if found is None:
                raise UsageError(f"seat {seat_id} is not a candidate for participant {participant_id}")
            position = found
        places = self.place[self.position == position]
        return {**decompose(self.scores, position), "rank": int(places[0]) if places.size else None}

    def _best_of(self, participant: int, participant_id: str) -> int:
        start, stop = (int(end) for end in self.scores.pairs.indptr[participant : participant + 2])
        if start == stop:
            raise UsageError(f"participant {participant_id} has no candidate seat")
        total = self.scores.total[start:stop]
        tied = np.flatnonzero(total == total.max())
        ids = self.scores.pairs.seat_ids[self.scores.pairs.seat[start + tied]].astype(str)
        return start + int(tied[np.argsort(ids)[0]])


def _row(ids: npt.NDArray[np.object_], wanted: str, kind: str) -> int:
    rows = np.flatnonzero(ids == wanted)
    if rows.size == 0:
        raise UsageError(f"there is no {kind} {wanted}")
    return int(rows[0])


def rank(scores: ScoreTable, per: Per = "participant", k: int = 5) -> Ranking:
    """Return the best ``k`` >= 1 pairs of each participant, opportunity or seat: a total order by total, ties by id.

    Raises `UsageError` for another ``per``, for ``k`` < 1, and per opportunity for given scores without a problem.
    """
    if k < 1:
        raise UsageError(f"k is {k}, expected at least 1")
    worse = _worse(scores)
    match per:
        case "participant":
            position, place = _per_participant(scores, worse, k)
        case "seat":
            position, place = _per_group(scores, np.arange(scores.pairs.n_seats), scores.pairs.seat_ids, worse, k=k)
        case "opportunity":
            if scores.opportunity_ids is None:
                raise UsageError(
                    "a ranking per opportunity of given scores needs the problem: given_scores(..., problem)"
                )
            ids, opportunity = np.unique(scores.opportunity_ids, return_inverse=True)
            position, place = _per_group(scores, opportunity, ids, worse, k=k)
        case _:
            raise UsageError(f"per is {per!r}, expected participant, opportunity or seat")
    return Ranking(scores, per, k, position, place)


def _worse(scores: ScoreTable) -> Ints:
    """Return how far down each pair's total is, as integers: equal totals, equal integers. (n_pairs,)"""
    if not scores.given:
        return MICRO - np.rint(scores.total * MICRO).astype(np.int64)
    levels, level = np.unique(scores.total, return_inverse=True)
    return np.asarray(levels.size - 1 - level, np.int64)


def _id_order(ids: npt.NDArray[np.object_]) -> tuple[Ints, Ints]:
    """Return the place of each row's id in the order of ids, and the row at each place."""
    row = np.argsort(ids.astype(str), kind="stable")
    place = np.empty_like(row)
    place[row] = np.arange(row.size)
    return place, row


def _per_participant(scores: ScoreTable, worse: Ints, k: int) -> tuple[Ints, Ints]:
    pairs = scores.pairs
    position, place = _best_of_each(scores, np.zeros(pairs.n_seats, np.int64), worse, k)
    owner = np.searchsorted(pairs.indptr, position, side="right") - 1
    order = np.lexsort((place, _id_order(pairs.participant_ids)[0][owner]))
    return position[order], place[order]


def _best_of_each(scores: ScoreTable, group_of_seat: Ints, worse: Ints, k: int) -> tuple[Ints, Ints]:
    """Return the best ``k`` pairs of every participant within each group of seats, by participant and group."""
    pairs = scores.pairs
    seat_place, seat_row = _id_order(pairs.seat_ids)
    n_groups = int(group_of_seat.max(initial=0)) + 1
    positions, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for first, last in _runs(pairs.indptr):
        start, stop = int(pairs.indptr[first]), int(pairs.indptr[last])
        owner = np.repeat(np.arange(last - first), np.diff(pairs.indptr[first : last + 1]))
        seat = pairs.seat[start:stop].astype(np.int64)
        best = top_k(owner * n_groups + group_of_seat[seat], worse[start:stop], seat_place[seat], k=k)
        # Pairs are sorted by participant and seat row: a ranked pair is found again by that key.
        wanted = best.group // n_groups * pairs.n_seats + seat_row[best.tie]
        positions.append(start + np.searchsorted(owner * pairs.n_seats + seat, wanted))
        places.append(best.place)
    return np.concatenate(positions), np.concatenate(places)


def _runs(indptr: Ints) -> Iterator[tuple[int, int]]:
    """Yield ranges of participants with about `_CHUNK` pairs each."""
    first, n_participants = 0, indptr.size - 1
    while first < n_participants:
        last = int(np.searchsorted(indptr, indptr[first] + _CHUNK, side="right")) - 1
        last = min(max(last, first + 1), n_participants)
        yield first, last
        first = last


def _per_group(
    scores: ScoreTable, group_of_seat: Ints, group_ids: npt.NDArray[np.object_], worse: Ints, *, k: int
) -> tuple[Ints, Ints]:
    pairs = scores.pairs
    if group_ids.size < pairs.n_seats:  # some group has several seats: keep each person's best seat in it
        best, _ = _best_of_each(scores, group_of_seat, worse, 1)
        worse, seat = worse[best], pairs.seat[best]
        participant = np.searchsorted(pairs.indptr, best, side="right") - 1
    else:
        best, seat, participant = None, pairs.seat, pairs.participant.astype(np.int64)
    group_place, group_row = _id_order(group_ids)
    person_place, person_row = _id_order(pairs.participant_ids)
    group = group_of_seat[seat].astype(np.int64)
    found = top_k(group_place[group], worse, person_place[participant], k=k)
    owner = participant * group_ids.size + group
    order = None if bool(np.all(np.diff(owner) > 0)) else np.argsort(owner)
    at = np.searchsorted(owner, person_row[found.tie] * group_ids.size + group_row[found.group], sorter=order)
    at = at if order is None else order[at]
    return (at if best is None else best[at]), found.place
