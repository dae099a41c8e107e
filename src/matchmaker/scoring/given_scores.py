"""given_scores: scores from outside, in the place of the scorers'."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Pairs
from matchmaker.errors import Finding, InputError
from matchmaker.model import Problem
from matchmaker.scoring.score_table import SIDES, ScoreTable


def given_scores(pairs: Pairs, totals: npt.NDArray[np.float64], problem: Problem | None = None) -> ScoreTable:
    """Return the table of scores given from outside: no parts, no sides, ``total`` exactly as given.

    ``totals`` (n_pairs,) float64 in [0, 1], in the order of the pairs. ``problem`` is needed for a ranking per
    opportunity. Raises `InputError` where a score is missing, not finite or out of range, or their number is not the
    pairs'.
    """
    if totals.shape != (pairs.n_pairs,):
        raise InputError([
            Finding("scores", "type-error", f"{totals.shape} scores for {pairs.n_pairs} pairs", expected="one each")
        ])  # fmt: skip
    wrong = np.flatnonzero(~((totals >= 0) & (totals <= 1)))
    if wrong.size:
        participant = pairs.participant
        raise InputError(
            Finding(
                "scores", "constraint-error",
                f"{pairs.participant_ids[participant[at]]}, {pairs.seat_ids[pairs.seat[at]]}: score out of range",
                column="score", value=str(totals[at]), expected="a finite number from 0 to 1",
            )
            for at in wrong
        )  # fmt: skip
    n = pairs.n_pairs
    return ScoreTable(
        pairs=pairs,
        scorers=(),
        sides_of=(),
        weights=np.empty(0),
        parts=np.empty((n, 0), np.float32, order="F"),
        sides=np.full((n, len(SIDES)), np.nan, np.float32, order="F"),
        coverage=np.ones(n, np.float32),
        total=totals.astype(np.float64, copy=False),
        given=True,
        opportunity_ids=None if problem is None else problem.seats.get_column("opportunity_id").to_numpy(),
    )
