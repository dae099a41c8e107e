"""Candidate pairs and their blockers, against a plain double loop."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.candidates import first_blocker, generate, generate_pairs
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class Table:
    """A rule given as a table of what it allows."""

    def __init__(self, code, allowed):
        self.code = code
        self.table = np.array(allowed, bool)

    def allowed(self, problem, commutes, participants, seats):
        return self.table[participants, seats]


class SeatsOnly:
    """A rule that looks at seats alone and answers in the broadcast shape."""

    code = "even_seats"

    def allowed(self, problem, commutes, participants, seats):
        return np.broadcast_to(seats % 2 == 0, np.broadcast_shapes(participants.shape, seats.shape))


def problem_of(n_participants, n_seats):
    people = pl.DataFrame({"participant_id": [f"p{i}" for i in range(n_participants)]}, schema={"participant_id": str})
    seats = pl.DataFrame({"seat_id": [f"s{i}" for i in range(n_seats)]}, schema={"seat_id": str})
    return Problem.from_frames({"participants": people, "seats": seats})


def commutes_of(problem):
    zeros = (np.zeros(problem.n_participants, np.int32), np.zeros(problem.n_seats, np.int32))
    return Commutes(np.zeros((1, 1), np.float32), *zeros, "")


def pairs_of(problem, rules):
    return generate_pairs(problem, commutes_of(problem), rules)


def test_without_rules_every_pair_is_a_candidate():
    """Without rules, every participant has every seat, in order, under the problem's ids."""
    pairs = pairs_of(problem_of(2, 3), [])
    assert pairs.indptr.tolist() == [0, 3, 6] and pairs.seat.tolist() == [0, 1, 2, 0, 1, 2]
    assert (pairs.n_participants, pairs.n_seats, pairs.n_pairs) == (2, 3, 6)
    assert (pairs.indptr.dtype, pairs.seat.dtype) == (np.int64, np.int32)
    assert pairs.participant_ids.tolist() == ["p0", "p1"] and pairs.seat_ids.tolist() == ["s0", "s1", "s2"]
    assert pairs.dropped == {}


def test_a_pair_counts_under_the_first_rule_in_its_way():
    """Of two rules that both drop a pair, the first one counts it, and a rule that drops nothing is not counted."""
    rules = [Table("a", [[0, 1], [1, 1]]), Table("none", [[1, 1], [1, 1]]), Table("b", [[0, 0], [1, 1]]), SeatsOnly()]
    problem = problem_of(2, 2)
    pairs = pairs_of(problem, rules)
    assert pairs.seat.tolist() == [0] and pairs.indptr.tolist() == [0, 0, 1]
    assert pairs.dropped == {"a": 1, "b": 1, "even_seats": 1}
    assert first_blocker(problem, commutes_of(problem), rules, 0).tolist() == ["a", "b"]
    assert first_blocker(problem, commutes_of(problem), rules, 1).tolist() == [None, "even_seats"]


@pytest.mark.parametrize(("n_participants", "n_seats"), [(0, 3), (3, 0), (0, 0)])
def test_nobody_or_nothing(n_participants, n_seats):
    """Without participants or seats there are no pairs, and the row pointers still fit."""
    pairs = pairs_of(problem_of(n_participants, n_seats), [SeatsOnly()])
    assert pairs.n_pairs == 0 and pairs.indptr.tolist() == [0] * (n_participants + 1)
    assert pairs.participant.size == 0


def test_chunks_do_not_show(monkeypatch):
    """Judging one participant at a time gives the pairs of judging all at once."""
    rng = np.random.default_rng(0)
    rules = [Table("a", rng.random((7, 5)) < 0.6), SeatsOnly()]
    at_once = pairs_of(problem_of(7, 5), rules)
    monkeypatch.setattr(generate, "CELLS_PER_CHUNK", 1)
    one_by_one = pairs_of(problem_of(7, 5), rules)
    np.testing.assert_array_equal(one_by_one.seat, at_once.seat)
    np.testing.assert_array_equal(one_by_one.indptr, at_once.indptr)
    assert one_by_one.dropped == at_once.dropped


@st.composite
def cases(draw):
    shape = draw(st.tuples(st.integers(0, 5), st.integers(0, 5)))
    row = st.lists(st.booleans(), min_size=shape[1], max_size=shape[1])
    table = st.lists(row, min_size=shape[0], max_size=shape[0])
    tables = draw(st.lists(table, max_size=4))
    codes = [draw(st.sampled_from("ab")) for _ in tables]
    return shape, [Table(code, np.array(t, bool).reshape(shape)) for code, t in zip(codes, tables, strict=True)]


@settings(deadline=None)
@given(cases())
def test_against_a_double_loop(case):
    """Pairs, counts of dropped pairs and blockers are those of a plain double loop."""
    shape, rules = case
    problem = problem_of(*shape)
    kept, dropped = [], {}
    for i in range(shape[0]):
        blockers = [next((rule.code for rule in rules if not rule.table[i, j]), None) for j in range(shape[1])]
        assert first_blocker(problem, commutes_of(problem), rules, i).tolist() == blockers
        kept += [(i, j) for j, code in enumerate(blockers) if code is None]
        for code in filter(None, blockers):
            dropped[code] = dropped.get(code, 0) + 1
    pairs = pairs_of(problem, rules)
    assert list(zip(pairs.participant.tolist(), pairs.seat.tolist(), strict=True)) == kept
    assert pairs.dropped == dropped
    assert all(
        (pairs.position(i, j) is not None) == ((i, j) in set(kept)) for i in range(shape[0]) for j in range(shape[1])
    )
