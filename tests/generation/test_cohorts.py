"""The instances with cohorts as data of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.cli import main
from matchmaker.generation import cohorts


def test_the_folder_allocates_as_it_is(tmp_path: Path) -> None:
    """Scores lie in the folder; with and without naming them the plan is the same, and the same seed gives the same bytes."""
    words = ["generate", "--shape", "cohorts", "--participants", "40", "--opportunities", "12", "--seed", "3", "--out"]
    for name in ("data", "again"):
        assert main([*words, str(tmp_path / name)]) == 0
    for path in (tmp_path / "data").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()
    data = tmp_path / "data"
    assert main(["allocate", str(data), "--out", str(tmp_path / "a")]) == 0
    assert main(["allocate", str(data), "--scores", str(data / "scores.csv"), "--out", str(tmp_path / "b")]) == 0
    assert (tmp_path / "a" / "plan.csv").read_bytes() == (tmp_path / "b" / "plan.csv").read_bytes()
    problem = mm.read(data)
    assert problem.warnings == ()
    assert problem.opportunities["min_size"].drop_nulls().is_between(8, 15).all()
    assert problem.opportunities["min_size"].count() == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"shape": "square"}, "unknown shape 'square'; expected one of region, cohorts"),
        ({"shape": "cohorts", "programme": "workit"}, "belong to no programme, got 'workit'"),
        ({"shape": "cohorts", "opportunities": 0}, "at least 1 participant and 1 opportunity"),
        ({"shape": "cohorts", "participants": -1}, "participants must be a whole number of at least 0"),
    ],
)
def test_what_cannot_be_made_is_refused(given: dict[str, object], said: str) -> None:
    """Each wrong wish is a usage error that says what is expected."""
    with pytest.raises(mm.UsageError, match=said):
        mm.generate(**given)  # type: ignore[arg-type]


def test_the_smallest_instance() -> None:
    """One person and one opportunity make a problem that can be solved."""
    result = mm.allocate(mm.generate(1, 1, shape="cohorts"))
    assert result.status == "optimal"


def test_so_many_candidates_each() -> None:
    """Everybody has as many as asked for, or as many as there are; none at all is refused."""
    counts = [np.bincount(cohorts(30, n, seed=1, candidates=(3, 5)).participant) for n in (20, 4, 2)]
    assert [(int(each.min()), int(each.max())) for each in counts] == [(3, 5), (3, 4), (2, 2)]
    with pytest.raises(mm.UsageError, match="from the fewest to the most"):
        cohorts(3, 3, candidates=(0, 2))
