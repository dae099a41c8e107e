"""Pruning given pairs, against the pairs generated under the same rules."""

import numpy as np
from hypothesis import given, settings

from matchmaker.candidates import generate_pairs, prune
from tests.candidates.test_generate import Table, cases, commutes_of, pairs_of, problem_of


def test_nothing_dropped_is_the_same_pairs():
    """Where every rule lets every pair through, the pairs come back as they are."""
    problem = problem_of(2, 2)
    pairs = pairs_of(problem, [])
    kept, keep = prune(problem, commutes_of(problem), [Table("a", [[1, 1], [1, 1]])], pairs)
    assert kept is pairs and keep.all()


@settings(deadline=None)
@given(cases())
def test_pruning_all_pairs_is_generating_them(case):
    """Pruning every pair under some rules gives what generating under those rules gives, with the same counts."""
    shape, rules = case
    problem = problem_of(*shape)
    everything = pairs_of(problem, [])
    kept, keep = prune(problem, commutes_of(problem), rules, everything)
    expected = generate_pairs(problem, commutes_of(problem), rules)
    np.testing.assert_array_equal(kept.indptr, expected.indptr)
    np.testing.assert_array_equal(kept.seat, expected.seat)
    np.testing.assert_array_equal(everything.seat[keep], expected.seat)
    assert kept.dropped == expected.dropped
