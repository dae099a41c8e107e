"""The seeded instances of the benchmarks, at small sizes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.instances import cohorts, seats_only, write_instance

import matchmaker as mm
from matchmaker.generation import Instance
from matchmaker.generation.instance import SCORE_STEP

MADE = [seats_only(30, 10, per_participant=4), cohorts(60, 20), cohorts(40, 80, seed=3)]


@pytest.mark.parametrize("instance", MADE, ids=["seats_only", "cohorts", "few candidates of many"])
def test_an_instance_is_well_formed(instance: Instance) -> None:
    """Pairs are distinct and sorted, within range; scores are multiples of the step in [0, 1]; there is a place a seat."""
    n_seats = instance.count.size
    key = instance.participant * n_seats + instance.seat
    assert (np.diff(key) > 0).all()
    assert instance.participant.max() < instance.n_participants and instance.seat.min() >= 0
    assert instance.seat.max() < n_seats
    steps = instance.score / SCORE_STEP
    np.testing.assert_allclose(steps, np.round(steps), atol=1e-6)
    assert instance.score.min() >= 0 and instance.score.max() <= 1
    assert (instance.count >= 1).all() and (instance.min_size <= instance.count).all()


def test_seats_only_has_the_sizes_asked_for_and_no_rules() -> None:
    """Everyone has ``per_participant`` seats, and there are no cohorts, rules or budget."""
    instance = seats_only(30, 10, per_participant=4)
    assert np.bincount(instance.participant).tolist() == [4] * 30
    assert instance.count.max() <= 19
    assert not instance.min_size.any() and instance.budget is None
    assert instance.problem().settings.constraint == ()


def test_cohorts_have_the_shape_that_they_promise() -> None:
    """A quarter are cohorts of 8-15 to 12-20; the others take 1 to 3; everyone has 50 to 60 of 80 candidates."""
    instance = cohorts(40, 80, seed=3)
    is_cohort = instance.min_size > 0
    assert is_cohort.sum() == 20
    assert set(instance.min_size[is_cohort]) <= set(range(8, 16)) and set(instance.count[is_cohort]) <= set(
        range(12, 21)
    )
    assert set(instance.count[~is_cohort]) <= {1, 2, 3}
    per_person = np.bincount(instance.participant, minlength=40)
    assert per_person.min() >= 50 and per_person.max() <= 60
    kinds = [rule["kind"] for rule in instance.problem().settings.constraint]
    assert kinds == ["group_quota"] * 4 + ["budget"]


@pytest.mark.parametrize("make", [seats_only, cohorts])
def test_the_seed_decides(make: object) -> None:
    """Equal seeds give equal instances, others differ."""
    sizes = {"per_participant": 3} if make is seats_only else {}
    first, again, other = (make(20, 12, seed=seed, **sizes) for seed in (5, 5, 6))  # type: ignore[operator]
    assert np.array_equal(first.score, again.score) and np.array_equal(first.seat, again.seat)
    assert not np.array_equal(first.score, other.score)


def test_a_written_instance_reads_back_and_solves(tmp_path: Path) -> None:
    """The folder and the scores are read without a finding, and the plan made of them obeys every rule."""
    instance = cohorts(60, 20)
    write_instance(instance, tmp_path)
    problem = mm.read(tmp_path / "data")
    assert problem.warnings == ()
    result = mm.allocate(problem, mm.score(problem, given=tmp_path / "scores.csv"))
    assert result.status == "optimal"
    assert result.plan.n_placed > 0 and mm.verify(result) == []
