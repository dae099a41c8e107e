"""Where a pair stands among the candidates."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Pairs


def test_positions_of_many_pairs_agree_with_those_of_one() -> None:
    """Every pair of three people and three seats is found at its place, or said to be no candidate."""
    ids = np.array(["a", "b", "c"], object)
    pairs = Pairs(ids, ids, np.array([0, 2, 2, 3]), np.array([0, 2, 1], np.int32))
    person, seat = (each.ravel() for each in np.indices((3, 3)))
    one = [pairs.position(p, s) for p, s in zip(person.tolist(), seat.tolist(), strict=True)]
    assert pairs.positions(person, seat).tolist() == [-1 if at is None else at for at in one]
    assert pairs.positions(person[:0], seat[:0]).tolist() == []


def test_no_pairs() -> None:
    """Without candidates no pair has a place."""
    ids = np.array(["a"], object)
    pairs = Pairs(ids, ids, np.array([0, 0]), np.empty(0, np.int32))
    assert pairs.positions(np.array([0]), np.array([0])).tolist() == [-1]
