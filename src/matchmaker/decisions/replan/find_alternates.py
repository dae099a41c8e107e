"""find_alternates: every stand-in of every person placed, tried against every row at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.replan.alternates import Alternates
from matchmaker.decisions.replan.exchange import Exchange
from matchmaker.decisions.replan.in_columns import InColumns
from matchmaker.errors import UsageError

IntArray = npt.NDArray[np.int64]
_CHUNK = 100_000
"""Exchanges tried at once: enough that arrays pay, few enough for a small memory."""


def find_alternates(result: Result, *, most: int = 5) -> Alternates:
    """Return who could stand in for each person placed, should that one drop out, best score first, ties by id.

    A stand-in has no place now, is a candidate for the very seat, and with them in it every row of the formulation holds
    (seats, sizes, quotas, budgets, shared capacities, people who go together); cohorts that are open stay open with the
    organisations that accompany them. A pin of the person who drops out falls away with them. ``most`` (1 or more) is how
    many stand-ins are listed for each person; all are tried.

    Raises:
        UsageError: ``most`` is no such number, or the result has no plan that keeps its rules.
    """
    if most < 1:
        raise UsageError(f"most must be a whole number of at least 1, not {most}")
    now = InColumns.of(result)
    placed = now.placed
    test = Exchange(now)
    removed, added = _exchanges(now, placed)
    ids = _Ids(result, now)
    first_broken = _tried(test, removed, added)
    fits = first_broken < 0
    stand_ins = _stand_ins(ids, now, removed[fits], added[fits])
    return Alternates(
        stand_ins=stand_ins.filter(pl.col("rank") <= most).drop("added"),
        nobody=_nobody(ids, now, placed, removed, first_broken),
        empty=_empty(ids, now, test, placed),
        waiting=_waiting(ids, now, stand_ins, placed),
        n_placed=placed.size,
    )


def _tried(test: Exchange, removed: IntArray, added: IntArray) -> IntArray:
    parts = [
        test.first_broken(removed[at : at + _CHUNK], added[at : at + _CHUNK]) for at in range(0, removed.size, _CHUNK)
    ]
    return np.concatenate([np.empty(0, np.int64), *parts])


def _exchanges(now: InColumns, placed: IntArray) -> tuple[IntArray, IntArray]:
    """Return every placed column beside every column of a person without a place for the same seat."""
    free = now.waiting
    free = free[np.argsort(now.seat[free], kind="stable")]
    start = np.searchsorted(now.seat[free], now.seat[placed], side="left")
    counts = np.searchsorted(now.seat[free], now.seat[placed], side="right") - start
    at = np.arange(counts.sum()) + np.repeat(start - np.cumsum(counts) + counts, counts)
    return np.repeat(placed, counts), free[at]


class _Ids:
    """The ids that columns stand for."""

    def __init__(self, result: Result, now: InColumns) -> None:
        self.people, self.seats = now.scores.pairs.participant_ids, now.scores.pairs.seat_ids
        self.person, self.seat = now.person, now.seat
        home = dict(result.problem.seats.select("seat_id", "opportunity_id").iter_rows())
        self.cohorts = np.array([home[each] for each in self.seats.tolist()], object)

    def frame(self, columns: IntArray) -> pl.DataFrame:
        """Return who is where."""
        seats = self.seat[columns]
        data = {
            "participant_id": self.people[self.person[columns]].tolist(),
            "seat_id": self.seats[seats].tolist(),
            "opportunity_id": self.cohorts[seats].tolist(),
        }
        return pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))


def _stand_ins(ids: _Ids, now: InColumns, removed: IntArray, added: IntArray) -> pl.DataFrame:
    total = now.scores.total[now.formulation.order]
    return (
        ids.frame(removed)
        .with_columns(
            alternate_id=pl.Series(ids.people[ids.person[added]].tolist(), dtype=pl.String),
            score=pl.Series(total[added], dtype=pl.Float64),
            added=pl.Series(added, dtype=pl.Int64),
        )
        .sort("participant_id", "score", "alternate_id", descending=[False, True, False])
        .with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("participant_id"))
        .select("participant_id", "seat_id", "opportunity_id", "rank", "alternate_id", "score", "added")
    )


def _nobody(ids: _Ids, now: InColumns, placed: IntArray, removed: IntArray, first_broken: IntArray) -> pl.DataFrame:
    tried = pl.DataFrame({"removed": removed, "row": first_broken}, schema={"removed": pl.Int64, "row": pl.Int64})
    served = set(tried.filter(pl.col("row") < 0)["removed"].to_list())
    without = np.array([each for each in placed.tolist() if each not in served], np.int64)
    # Of the rows that come first, the one that stands against most; ties to the earlier row.
    counts = tried.group_by("removed", "row").len().sort("removed", "len", "row", descending=[False, True, False])
    worst = {
        column: (row, n) for column, row, n in counts.unique("removed", keep="first", maintain_order=True).iter_rows()
    }
    n_tried = dict(tried.group_by("removed").len().iter_rows())
    reasons, about = [], []
    for column in without.tolist():
        if column not in worst:
            reasons.append("no_candidate")
            about.append("nobody without a place is a candidate for the seat")
            continue
        row, n = worst[column]
        reasons.append("rule")
        about.append(f"with any of {n_tried[column]} candidates a rule is broken, with {n} of them: {now.names[row]}")
    frame = ids.frame(without)
    return frame.with_columns(reason=pl.Series(reasons, dtype=pl.String), about=pl.Series(about, dtype=pl.String)).sort(
        "participant_id"
    )


def _empty(ids: _Ids, now: InColumns, test: Exchange, placed: IntArray) -> pl.DataFrame:
    broken = test.first_broken(placed, None)
    held = broken >= 0
    names = [now.names[row] for row in broken[held].tolist()]
    frame = ids.frame(placed[held]).select("participant_id", "seat_id")
    return frame.with_columns(about=pl.Series(names, dtype=pl.String)).sort("participant_id")


def _waiting(ids: _Ids, now: InColumns, stand_ins: pl.DataFrame, placed: IntArray) -> pl.DataFrame:
    """Return the list per seat: the better score first, whoever can stand in for somebody."""
    there = ids.frame(placed).group_by("seat_id").agg(placed=pl.len().cast(pl.Int64))
    return (
        stand_ins.group_by("seat_id", "opportunity_id", "alternate_id")
        .agg(score=pl.col("score").first(), stands_in_for=pl.len().cast(pl.Int64))
        .join(there, on="seat_id", how="left")
        .sort("seat_id", "score", "alternate_id", descending=[False, True, False])
        .with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("seat_id"))
        .rename({"alternate_id": "participant_id"})
        .select(
            "seat_id",
            "opportunity_id",
            "rank",
            "participant_id",
            "score",
            "stands_in_for",
            "placed",
        )
    )
