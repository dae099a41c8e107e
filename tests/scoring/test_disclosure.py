"""Telling of a barrier: it may help and never costs."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.programmes import Programme, load_programme
from matchmaker.scoring import score_pairs
from tests.scoring.rich_problem import WORDS, rich_problem
from tests.strategies import all_pairs


def with_exponent(value: float) -> Programme:
    programme = load_programme()
    return programme.model_copy(update={"exponent": programme.exponent.model_copy(update={"value": value})})


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 1000),
    missing=st.sampled_from([0.0, 0.4, 0.9]),
    told=st.lists(st.sampled_from([*WORDS, "nobody answers this"]), min_size=1, max_size=4),
    exponent=st.sampled_from([-1.0, 0.0, 1.0, 2.0]),
)
def test_telling_of_a_barrier_never_lowers_a_total(seed: int, missing: float, told: list[str], exponent: float) -> None:
    """Whatever is known, with any barriers told before, telling of more lowers no total and no side of any pair."""
    problem, commutes = rich_problem(12, 6, seed=seed, missing=missing)
    more = pl.concat_list(pl.col("barriers").fill_null(pl.lit([], dtype=pl.List(pl.String))), pl.lit(told)).list.unique(
        maintain_order=True
    )
    open_about_it = problem.replace(participants=problem.participants.with_columns(barriers=more))
    programme = with_exponent(exponent)
    before = score_pairs(problem, all_pairs(problem), programme, commutes)
    after = score_pairs(open_about_it, all_pairs(problem), programme, commutes)
    assert (after.total >= before.total - 1.5e-6).all()
    known = ~np.isnan(before.sides)
    assert (after.sides[known] >= before.sides[known] - 1e-6).all()


def test_barrier_that_is_answered_raises_the_side_it_belongs_to() -> None:
    """For some pair a barrier told and answered by the companion raises the programme's side."""
    problem, commutes = rich_problem(12, 6, seed=1, missing=0.0)
    silent = problem.replace(
        participants=problem.participants.with_columns(
            barriers=pl.lit(None, dtype=pl.List(pl.String)), supports=pl.lit(None, dtype=pl.List(pl.String))
        )
    )
    told = silent.replace(participants=silent.participants.with_columns(barriers=pl.lit(list(WORDS))))
    before = score_pairs(silent, all_pairs(problem), load_programme(), commutes)
    after = score_pairs(told, all_pairs(problem), load_programme(), commutes)
    assert (after.sides[:, 2] > before.sides[:, 2] + 0.01).any()
