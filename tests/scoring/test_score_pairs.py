"""score_pairs: the table against its definition, and what must not change it."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.model import Settings
from matchmaker.programmes import load_programme
from matchmaker.scoring import SCORERS, SIDES, ScoreTable, score_pairs
from tests.scoring.rich_problem import rich_problem, some_pairs
from tests.strategies import all_pairs, cases

ARRAYS = ("parts", "sides", "coverage", "total")


def same(a: ScoreTable, b: ScoreTable) -> None:
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def plain_total(table: ScoreTable, at: int) -> tuple[list[float], float, float]:
    """Return sides, coverage and total of one pair, by the definitions, in plain Python."""
    sides, known_weight = [], 0.0
    for side in SIDES:
        found = [
            (float(w), float(v))
            for w, v, s in zip(table.weights, table.parts[at], table.sides_of, strict=True)
            if s == side and v == v
        ]
        mass = sum(w for w, _ in found)
        known_weight += mass
        sides.append(sum(w * v for w, v in found) / mass if mass else float("nan"))
    counted = [
        (table.side_weights[s], m) for s, m in zip(SIDES, sides, strict=True) if m == m and table.side_weights[s]
    ]
    if not counted or (table.exponent <= 0 and any(m == 0 for _, m in counted)):
        return sides, known_weight / float(table.weights.sum()), 0.0
    mass = sum(w for w, _ in counted)
    if table.exponent == 0:
        total = float(np.exp(sum(w * np.log(m) for w, m in counted) / mass))
    else:
        total = (sum(w * m**table.exponent for w, m in counted) / mass) ** (1 / table.exponent)
    return sides, known_weight / float(table.weights.sum()), total


@pytest.mark.parametrize("exponent", [-1.0, 0.0, 1.0, 2.0, -3.0, 0.5])
def test_sides_coverage_and_total_follow_their_definitions(exponent: float) -> None:
    """Every side is the weighted mean of its known parts and the total their power mean, for every exponent."""
    problem, commutes = rich_problem(25, 10, seed=1, missing=0.5)
    programme = load_programme()
    programme = programme.model_copy(update={"exponent": programme.exponent.model_copy(update={"value": exponent})})
    table = score_pairs(problem, some_pairs(problem), programme, commutes)
    for at in range(table.pairs.n_pairs):
        sides, coverage, total = plain_total(table, at)
        np.testing.assert_allclose(table.sides[at], sides, rtol=1e-5)
        np.testing.assert_allclose(table.coverage[at], coverage, rtol=1e-5)
        np.testing.assert_allclose(table.total[at], total, atol=2e-6)


def test_totals_are_whole_millionths_in_the_unit_interval() -> None:
    """Every total is a multiple of 1e-6 in [0, 1] and never NaN."""
    problem, commutes = rich_problem(30, 12, seed=2)
    total = score_pairs(problem, all_pairs(problem), load_programme(), commutes).total
    np.testing.assert_array_equal(total, np.rint(total * 1e6) / 1e6)
    assert total.dtype == np.float64
    assert 0 <= total.min() <= total.max() <= 1


def test_threads_and_table_limits_change_no_bit() -> None:
    """One or several threads, and tables whole or in blocks of participants, give the same bits."""
    problem, commutes = rich_problem(60, 20, seed=4)
    pairs, programme = some_pairs(problem), load_programme()
    whole = score_pairs(problem, pairs, programme, commutes, threads=1)
    same(score_pairs(problem, pairs, programme, commutes, threads=5), whole)
    same(score_pairs(problem, pairs, programme, commutes, table_cells=100), whole)
    same(score_pairs(problem, pairs, programme, commutes, table_cells=1), whole)


def test_chunks_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs worked on seven at a time, across participants' borders, score as all at once."""
    problem, commutes = rich_problem(20, 9, seed=6)
    pairs, programme = some_pairs(problem), load_programme()
    whole = score_pairs(problem, pairs, programme, commutes)
    monkeypatch.setattr(import_module("matchmaker.scoring.score_pairs"), "CHUNK", 7)
    same(score_pairs(problem, pairs, programme, commutes), whole)


def test_parts_are_those_of_each_scorer_alone() -> None:
    """A part does not depend on which other scorers run beside it."""
    problem, commutes = rich_problem(20, 9, seed=7)
    pairs, programme = some_pairs(problem), load_programme()
    table = score_pairs(problem, pairs, programme, commutes)
    for k, scorer in enumerate(SCORERS):
        alone = score_pairs(problem, pairs, programme.model_copy(update={"parameters": {}, "weights": {
            scorer.name: programme.weights[scorer.name]}}), commutes)  # fmt: skip
        np.testing.assert_array_equal(alone.parts[:, 0], table.parts[:, k])
        assert table.scorers[k] == scorer.name


def test_settings_replace_the_weights_of_the_programme() -> None:
    """A weight in the settings takes the place of the programme's, also in the total."""
    problem, commutes = rich_problem(20, 9, seed=8)
    heavy = problem.replace(settings=Settings(weights={"wage": 1000.0}))
    table = score_pairs(heavy, all_pairs(heavy), load_programme(), commutes)
    at = table.scorers.index("wage")
    assert table.weights[at] == 1000.0
    known = ~np.isnan(table.parts[:, at])
    np.testing.assert_allclose(table.sides[known, 0], table.parts[known, at], atol=0.02)


def test_no_pairs_no_scores() -> None:
    """A problem without pairs, and one without people, give empty tables."""
    problem, commutes = rich_problem(5, 4)
    assert score_pairs(problem, some_pairs(problem, share=0.0), load_programme(), commutes).total.shape == (0,)
    nobody = problem.replace(participants=problem.participants.head(0))
    none = type(commutes)(commutes.minutes, commutes.origin[:0], commutes.site, "")
    assert score_pairs(nobody, all_pairs(nobody), load_programme(), none).parts.shape == (0, len(SCORERS))


@settings(max_examples=15, deadline=None)
@given(case=cases(kinds=()), seed=st.integers(0, 5))
def test_any_problem_can_be_scored(case: object, seed: int) -> None:
    """Whatever the problem, totals and coverage are in [0, 1] and a pair of which nothing is known has total 0."""
    pairs = some_pairs(case.problem, seed=seed)
    table = score_pairs(case.problem, pairs, load_programme(), case.commutes)
    assert ((table.total >= 0) & (table.total <= 1)).all()
    assert ((table.coverage >= 0) & (table.coverage <= 1)).all()
    assert (table.total[table.coverage == 0] == 0).all()
    assert table.parts.flags.f_contiguous or table.parts.size == 0
