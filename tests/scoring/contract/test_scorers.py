"""What every scorer must do, shown on problems with random facts in every column."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from matchmaker.model import TABLES, Problem
from matchmaker.programmes import Programme, load_programme
from matchmaker.scoring import PROTECTED, SCORERS, Scorer, configure_scorers
from matchmaker.scoring.lookup import Lookups
from matchmaker.scoring.scorer import parameters_of
from matchmaker.travel import Commutes
from tests.scoring.rich_problem import rich_problem

N, M = 30, 14
STRUCTURE = {
    "participants.participant_id", "seats.seat_id", "seats.opportunity_id", "seats.employer_id", "seats.count",
    "opportunities.opportunity_id", "opportunities.companion_org_id", "employers.employer_id",
    "organisations.organisation_id",
}  # fmt: skip
"""Ids by which a seat finds its opportunity, employer and companion, and the count that every seat must have."""

each_scorer = pytest.mark.parametrize("scorer", SCORERS, ids=lambda scorer: scorer.name)


@pytest.fixture(scope="module")
def rich() -> tuple[Problem, Commutes]:
    return rich_problem(N, M, seed=3)


def scores(scorer: Scorer, problem: Problem, commutes: Commutes) -> np.ndarray:
    """Return the scores (P, S) of every pair by one scorer."""
    (lookup,) = Lookups([scorer], problem, commutes).of(0, problem.n_participants)
    return lookup.table[lookup.left[:, None] + lookup.right[None, :]]


def permuted(problem: Problem, commutes: Commutes, people: np.ndarray, seats: np.ndarray) -> tuple[Problem, Commutes]:
    moved = problem.replace(participants=problem.participants[people], seats=problem.seats[seats])
    return moved, replace(commutes, origin=commutes.origin[people], site=commutes.site[seats])


@each_scorer
def test_scores_lie_in_the_unit_interval_and_differ(scorer: Scorer, rich: tuple[Problem, Commutes]) -> None:
    """Every known score lies in [0, 1], some are known, some not or all the same would say nothing."""
    found = scores(scorer, *rich)
    known = found[~np.isnan(found)]
    assert found.dtype == np.float32
    assert known.size > 0
    assert known.min() >= 0
    assert known.max() <= 1
    assert np.unique(found).size > 1


@each_scorer
def test_nothing_known_is_nothing_said(scorer: Scorer, rich: tuple[Problem, Commutes]) -> None:
    """With every column but the structure null, and no travel time known, every score is NaN."""
    problem, commutes = rich
    bare = {
        name: frame.with_columns(
            pl.lit(None, dtype=dtype).alias(column)
            for column, dtype in frame.schema.items()
            if f"{name}.{column}" not in STRUCTURE | {"opportunities.kind"}
        )
        for name, frame in problem.tables().items()
    }
    unknown = replace(commutes, minutes=np.full_like(commutes.minutes, np.nan))
    assert np.isnan(scores(scorer, Problem.from_frames(bare), unknown)).all()


@each_scorer
@pytest.mark.parametrize(("n", "m"), [(0, 4), (4, 0), (0, 0)])
def test_empty_problem_has_an_empty_answer(scorer: Scorer, n: int, m: int, rich: tuple[Problem, Commutes]) -> None:
    """Without people or without seats there are no scores and no error."""
    problem, commutes = rich
    cut = problem.replace(participants=problem.participants.head(n), seats=problem.seats.head(m))
    assert scores(scorer, cut, replace(commutes, origin=commutes.origin[:n], site=commutes.site[:m])).shape == (n, m)


@each_scorer
def test_order_of_rows_does_not_matter(scorer: Scorer, rich: tuple[Problem, Commutes]) -> None:
    """Permuting people and seats permutes the scores and changes no bit."""
    rng = np.random.default_rng(5)
    people, seats = rng.permutation(N), rng.permutation(M)
    np.testing.assert_array_equal(
        scores(scorer, *permuted(*rich, people, seats)), scores(scorer, *rich)[np.ix_(people, seats)]
    )


@each_scorer
def test_scorer_survives_pickling(scorer: Scorer, rich: tuple[Problem, Commutes]) -> None:
    """A scorer sent to another process is equal and gives the same scores."""
    twin = pickle.loads(pickle.dumps(scorer))
    assert twin == scorer
    np.testing.assert_array_equal(scores(twin, *rich), scores(scorer, *rich))


@each_scorer
def test_columns_not_declared_are_not_read(scorer: Scorer, rich: tuple[Problem, Commutes]) -> None:
    """Exchanging every column that the scorer does not declare, protected ones included, changes no score."""
    problem, commutes = rich
    other, other_commutes = rich_problem(N, M, seed=99)
    mixed = {}
    for name, frame in problem.tables().items():
        foreign = [c for c in frame.columns if f"{name}.{c}" not in {*scorer.inputs, *STRUCTURE}]
        mixed[name] = frame.with_columns(other.table(name).get_column(c) for c in foreign)
    if "commutes.origin" not in scorer.inputs:
        commutes = other_commutes
    np.testing.assert_array_equal(scores(scorer, Problem.from_frames(mixed), commutes), scores(scorer, *rich))


@pytest.mark.no_cover  # up to sixty problems a column
@each_scorer
def test_every_declared_column_is_read(scorer: Scorer) -> None:
    """Blanking any single column that a scorer declares changes some score in one of many random problems."""
    for column in scorer.inputs:
        if column.startswith("commutes."):
            continue
        table, _, name = column.partition(".")
        assert any(_blanking_changes(scorer, table, name, seed) for seed in range(60)), column


def _blanking_changes(scorer: Scorer, table: str, column: str, seed: int) -> bool:
    problem, commutes = rich_problem(N, M, seed=seed, missing=0.4)
    frame = problem.table(table)
    blank = problem.replace(**{table: frame.with_columns(pl.lit(None, dtype=frame.schema[column]).alias(column))})
    return not np.array_equal(scores(scorer, blank, commutes), scores(scorer, problem, commutes), equal_nan=True)


@each_scorer
def test_inputs_are_real_columns_and_none_is_protected(scorer: Scorer) -> None:
    """Every declared input is a column of the model or travel time, and no built-in scorer declares a protected one."""
    known = {f"{name}.{column}" for name, table in TABLES.items() for column in table.columns}
    assert set(scorer.inputs) <= known | {"commutes.origin", "commutes.site"}
    assert not set(scorer.inputs) & PROTECTED


def test_names_are_unique_and_sides_stand_together() -> None:
    """No two scorers share a name, and the registry lists side after side."""
    names = [scorer.name for scorer in SCORERS]
    assert len(set(names)) == len(names)
    sides = [scorer.side for scorer in SCORERS]
    assert sides == sorted(sides, key=("participant", "employer", "programme").index)


def test_general_profile_names_every_scorer_with_its_defaults() -> None:
    """The general profile weighs and labels every scorer, and its parameters are those the code has by default."""
    programme: Programme = load_programme()
    assert list(programme.weights) == [scorer.name for scorer in SCORERS]
    assert set(programme.labels) == set(programme.weights)
    assert tuple(scorer for scorer, _ in configure_scorers(programme)) == SCORERS
    assert {s.name: set(parameters_of(s)) for s in SCORERS if parameters_of(s)} == {
        name: set(values) for name, values in programme.parameters.items()
    }
