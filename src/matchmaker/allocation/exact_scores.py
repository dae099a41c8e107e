"""exact_scores: the scores of some pairs as the decimals that they stand for."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import numpy as np

from matchmaker.scoring import ScoreTable


def exact_scores(scores: ScoreTable, placed: Collection[tuple[str, str]]) -> dict[tuple[str, str], Decimal]:
    """Return the exact score of every (participant id, seat id) that is a candidate pair, the shortest decimal that reads
    as its float; others are left out."""
    pairs, total = scores.pairs, scores.total
    person_row = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seat_row = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    known = [(person, seat) for person, seat in placed if person in person_row and seat in seat_row]
    at = pairs.positions(
        np.array([person_row[person] for person, _ in known], np.int64),
        np.array([seat_row[seat] for _, seat in known], np.int64),
    )
    return {pair: Decimal(repr(float(total[i]))) for pair, i in zip(known, at.tolist(), strict=True) if i >= 0}
