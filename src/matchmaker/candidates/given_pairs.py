"""Pairs and totals from scores given in a file: what is not listed is not a candidate."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.candidates.generate import ids
from matchmaker.candidates.pairs import Pairs
from matchmaker.model import Problem


def pairs_of_scores(problem: Problem, scores: pl.DataFrame) -> tuple[Pairs, npt.NDArray[np.float64]]:
    """Return the pairs listed in ``scores`` and their scores exactly as given, (n_pairs,) float64 in pair order.

    ``scores`` has ``participant_id``, ``seat_id`` (texts of ids in the problem's tables) and ``score`` (numbers), in
    any order; its keys and duplicates have been checked by the reader. Ids that the problem does not hold are left
    out of the pairs.
    """
    rows = (
        scores.lazy()
        .select("participant_id", "seat_id", pl.col("score").cast(pl.Float64))
        .join(_rows(problem.participants, "participant_id", "participant"), on="participant_id")
        .join(_rows(problem.seats, "seat_id", "seat"), on="seat_id")
        .select("participant", "seat", "score")
        .collect()
    )
    participant, seat, score = (rows[name].to_numpy() for name in rows.columns)
    order = np.argsort(participant.astype(np.int64) * problem.n_seats + seat)
    counts = np.bincount(participant, minlength=problem.n_participants)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Pairs(ids(problem.participants), ids(problem.seats), indptr, seat[order]), score[order]


def _rows(frame: pl.DataFrame, key: str, name: str) -> pl.LazyFrame:
    return frame.lazy().select(key).with_row_index(name).with_columns(pl.col(name).cast(pl.Int32))
