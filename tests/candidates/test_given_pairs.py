"""Pairs from given scores."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.candidates import pairs_of_scores
from tests.candidates.test_generate import problem_of


def frame(rows):
    schema = {"participant_id": pl.String, "seat_id": pl.String, "score": pl.Float64}
    return pl.DataFrame([(f"p{i}", f"s{j}", score) for i, j, score in rows], schema=schema, orient="row")


def test_only_listed_pairs_are_candidates():
    """Pairs stand in row order of the problem whatever the order of the file, each with its own score."""
    pairs, totals = pairs_of_scores(problem_of(3, 2), frame([(2, 1, 0.5), (0, 1, 0.25), (2, 0, 1.0)]))
    assert pairs.indptr.tolist() == [0, 1, 1, 3] and pairs.seat.tolist() == [1, 0, 1]
    assert totals.tolist() == [0.25, 1.0, 0.5]
    assert (pairs.indptr.dtype, pairs.seat.dtype, totals.dtype) == (np.int64, np.int32, np.float64)


def test_no_scores_no_pairs():
    """An empty list of scores leaves nobody a candidate."""
    pairs, totals = pairs_of_scores(problem_of(2, 2), frame([]))
    assert pairs.n_pairs == 0 and totals.size == 0 and pairs.indptr.tolist() == [0, 0, 0]


def test_unknown_ids_are_left_out():
    """A row of an id that the problem does not hold makes no pair."""
    pairs, _ = pairs_of_scores(problem_of(1, 1), frame([(0, 0, 0.5), (9, 0, 0.5), (0, 9, 0.5)]))
    assert pairs.n_pairs == 1


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 4)), st.floats(0, 1)), st.randoms())
def test_against_a_sorted_list(scores, random):
    """Pairs and totals are the listed ones, sorted by participant and seat, with the scores bit for bit."""
    rows = [(*pair, score) for pair, score in scores.items()]
    random.shuffle(rows)
    pairs, totals = pairs_of_scores(problem_of(6, 5), frame(rows))
    found = zip(pairs.participant.tolist(), pairs.seat.tolist(), totals.tolist(), strict=True)
    assert list(found) == sorted(rows)
