"""Extractors: conventions that all share, and the factorised block they give."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import polars as pl
import pytest

from matchmaker.features import CommuteMinutes, Extractor, ListOverlap, OccupationMatch, distinct_rows
from matchmaker.features.numbers import mapped
from matchmaker.scoring import SCORERS
from tests.scoring.rich_problem import rich_problem

EXTRACTORS = list({repr(s.extractor): s.extractor for s in SCORERS}.values())
each_extractor = pytest.mark.parametrize("extractor", EXTRACTORS, ids=repr)


@each_extractor
def test_features_of_pairs_are_those_of_the_table(extractor: Extractor) -> None:
    """The features of pairs equal the factorised table gathered by hand, and there are as many as names."""
    problem, commutes = rich_problem(8, 6)
    block = extractor.fit(problem, commutes).transform(problem, commutes)
    pairs = np.array(list(product(range(8), range(6))))
    found = block.of(pairs[:, 0], pairs[:, 1])
    assert found.shape == (48, len(extractor.get_feature_names_out()))
    assert found.dtype == np.float32
    table = block.table()
    assert table.shape == (len(block.names), *block.shape)
    np.testing.assert_array_equal(found, table[:, block.left.code[pairs[:, 0]], block.right.code[pairs[:, 1]]].T)


@each_extractor
def test_parameters_rebuild_the_extractor(extractor: Extractor) -> None:
    """An extractor built anew from its parameters is equal."""
    assert type(extractor)(**extractor.get_params()) == extractor


def test_commute_needs_travel_times_first() -> None:
    """The commute extractor says that it is used before fit."""
    problem, commutes = rich_problem(3, 3)
    with pytest.raises(RuntimeError, match="before fit"):
        CommuteMinutes().transform(problem, commutes).table()


def test_inputs_are_left_and_right() -> None:
    """The declared inputs are the columns of both parties."""
    assert ListOverlap("skills", "must_skills").inputs == ("participants.skills", "seats.must_skills")
    assert OccupationMatch("wished_occupations").get_feature_names_out().tolist() == ["wished_occupations_similarity"]


def test_base_extractor_promises_nothing() -> None:
    """The base class has no inputs, no names and no comparison of its own."""
    base = Extractor()
    assert base.inputs == ()
    with pytest.raises(NotImplementedError):
        _ = base.names
    with pytest.raises(NotImplementedError):
        base.compare(pl.DataFrame(), pl.DataFrame())


def test_distinct_rows_do_not_depend_on_order() -> None:
    """Distinct rows stand in order of value; every row is found again by its code, nulls and lists included."""
    frame = pl.DataFrame(
        {"a": [["x", "y"], None, ["x"], ["x", "y"]], "b": [True, None, False, True], "c": [1.5, 2.0, None, 1.5]},
        schema={"a": pl.List(pl.String), "b": pl.Boolean, "c": pl.Float64},
    )
    found = distinct_rows(frame)
    assert found.frame.height == 3
    assert found.frame[found.code].equals(frame)
    assert distinct_rows(frame.reverse()).frame.equals(found.frame)


def test_no_columns_make_one_row_and_no_rows_none() -> None:
    """A constant stands for everybody; a table without rows has no distinct row."""
    assert distinct_rows(pl.DataFrame({"a": [0, 0]})).frame.height == 1
    assert distinct_rows(pl.DataFrame({"a": []}, schema={"a": pl.String})).frame.height == 0


def test_mapped_values_outside_the_map_are_unknown() -> None:
    """A text that stands for no number is NaN, as a missing one is."""
    frame = pl.DataFrame({"a": ["x", "y", None]})
    np.testing.assert_array_equal(mapped(frame, "a", {"x": 2.0}), np.array([2.0, np.nan, np.nan], np.float32))


def test_travel_times_are_taken_anew_by_each_fit() -> None:
    """Fitting again replaces what was learned."""
    problem, commutes = rich_problem(3, 3)
    extractor = CommuteMinutes().fit(problem, commutes)
    other = replace(commutes, minutes=commutes.minutes + 1)
    assert extractor.fit(problem, other).minutes is other.minutes
