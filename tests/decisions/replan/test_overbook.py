"""Overbooking: how many to invite, and the two probabilities, against drawing lots and exact fractions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.cli import main
from matchmaker.decisions.replan.attendance import attendance
from matchmaker.decisions.replan.overbook_cohorts import overbook_cohorts
from matchmaker.errors import UsageError
from tests.allocation.helpers import given_table
from tests.strategies import all_pairs, problem_of

N_DRAWS = 100_000


def cohort(n_people: int, *, least: int, most: int | None, places: int, **more: Sequence[Any]) -> mm.Result:
    """Return a plan of one cohort that places exactly ``least`` people; the others wait."""
    people = [{"participant_id": f"p{i:02d}", **{k: v[i] for k, v in more.items()}} for i in range(n_people)]
    opportunity = {"opportunity_id": "o0", "kind": "triangle_training", "min_size": least, "max_size": most}
    seats = [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": places}]
    budget = {"kind": "budget", "cost": "cost", "max": least, "scope": "plan"}
    problem = problem_of(people, [{**seats[0], "cost": Decimal("1")}], [opportunity], [budget])
    scores = 1 - np.arange(n_people) / 100
    return mm.allocate(problem, given_table(all_pairs(problem), scores))


def test_attendance_is_exact() -> None:
    """For up to six people the distribution is that of summing over who comes, in fractions, to 12 digits."""
    rng = np.random.default_rng(1)
    for n in range(7):
        drop_out = [Fraction(int(each), 100) for each in rng.integers(0, 101, n)]
        exact = [Fraction(0)] * (n + 1)
        for comes in product((False, True), repeat=n):
            exact[sum(comes)] += prod(
                (1 - d if c else d for c, d in zip(comes, drop_out, strict=True)), start=Fraction(1)
            )
        found = attendance(map(float, drop_out))
        assert found == pytest.approx([float(each) for each in exact], abs=1e-12)


def test_probabilities_agree_with_a_simulation() -> None:
    """For people with chances of their own, both probabilities agree with 100,000 draws within four standard errors, the
    number invited is the smallest that keeps the first, and the second is judged by ``beta``."""
    rng = np.random.default_rng(7)
    chances = {f"p{i:02d}": float(share) for i, share in enumerate(rng.uniform(0.02, 0.4, 20))}
    result = cohort(20, least=8, most=11, places=20)
    found = overbook_cohorts(result, chances.__getitem__, alpha=0.1, beta=0.3)
    row = found.cohorts.row(0, named=True)
    invited = found.invited["participant_id"].to_list()
    assert row["invite"] == row["needed"] == len(invited) > row["placed"] == 8
    drop_out = np.array([chances[each] for each in invited])
    come = (rng.random((N_DRAWS, drop_out.size)) >= drop_out).sum(axis=1)
    for share, claimed in (
        (float((come >= 8).mean()), row["at_least_min"]),
        (float((come > 11).mean()), row["over_max"]),
    ):
        assert abs(share - claimed) <= 4 * sqrt(claimed * (1 - claimed) / N_DRAWS)
    assert row["at_least_min"] >= 0.9 > attendance(drop_out[:-1])[8:].sum()
    assert row["holds"] == (row["over_max"] <= 0.3)
    strict = overbook_cohorts(result, chances.__getitem__, alpha=0.1, beta=0.0001).cohorts.row(0, named=True)
    assert not strict["holds"]
    assert "room" in strict["about"]


def test_a_short_list_says_how_many_more() -> None:
    """Where the waiting list is too short, the people needed in all are told, or that no number keeps both."""
    result = cohort(9, least=8, most=None, places=12)
    row = mm.overbook(result, 0.15).cohorts.row(0, named=True)
    assert (row["invite"], row["max_size"], row["holds"]) == (9, 12, False)
    needed = row["needed"]
    assert attendance([0.15] * needed)[8:].sum() >= 0.95 > attendance([0.15] * (needed - 1))[8:].sum()
    assert "more people are needed" in row["about"]
    tight = mm.overbook(cohort(9, least=8, most=8, places=12), 0.25).cohorts.row(0, named=True)
    assert tight["needed"] is None
    assert "no number of people keeps both" in tight["about"]
    rare = mm.overbook(result, 0.99999, beta=1).cohorts.row(0, named=True)
    assert (rare["needed"], rare["about"]) == (None, "the waiting list is too short, and 1000 more people are too few")
    nobody = mm.overbook(result, 0.0).cohorts.row(0, named=True)
    assert (nobody["invite"], nobody["at_least_min"], nobody["over_max"], nobody["holds"]) == (8, 1.0, 0.0, True)


def test_a_column_holds_the_chances(tmp_path: Path) -> None:
    """A column gives everybody their own chance; who has none needs ``otherwise``, and what is no probability is refused."""
    column = ["0.1", "0.2", None, "0.3", "0.4", "0.1"]
    result = cohort(6, least=3, most=5, places=6, will_go=column)
    with pytest.raises(UsageError, match="'p02' has no value in column 'will_go'"):
        mm.overbook(result, "will_go")
    found = mm.overbook(result, "will_go", otherwise=0.5, alpha=0.2, beta=0.9)
    shares = dict(found.invited.select("participant_id", "drop_out").iter_rows())
    assert (shares["p00"], shares["p01"], shares["p02"]) == (0.1, 0.2, 0.5)
    for wrong in (-0.1, 1.5, float("nan")):
        with pytest.raises(UsageError, match="probability"):
            mm.overbook(result, wrong)
        with pytest.raises(UsageError, match="probability"):
            mm.overbook(result, 0.1, alpha=wrong)
    with pytest.raises(UsageError, match="no column"):
        mm.overbook(result, "wil_go")
    with pytest.raises(UsageError, match="probability"):
        mm.overbook(result, "participant_id", otherwise=0.1)


def test_nobody_is_invited_twice() -> None:
    """Two cohorts that draw on one waiting list invite each person once."""
    people = [{"participant_id": f"p{i}"} for i in range(6)]
    opportunities = [
        {"opportunity_id": f"o{o}", "kind": "triangle_training", "min_size": 2, "max_size": 2} for o in range(2)
    ]
    seats = [{"seat_id": f"s{o}", "opportunity_id": f"o{o}", "employer_id": "e0", "count": 2} for o in range(2)]
    problem = problem_of(people, seats, opportunities)
    result = mm.allocate(problem, given_table(all_pairs(problem), np.linspace(0.9, 0.1, 12)))
    found = mm.overbook(result, 0.3, beta=1)
    invited = found.invited["participant_id"].to_list()
    assert len(set(invited)) == len(invited) == 6
    assert found.cohorts["placed"].to_list() == [2, 2]


def test_reserves_keep_the_rules() -> None:
    """Who could take the place of nobody in the cohort with every rule kept is no reserve, however high the score."""
    people = [{"participant_id": f"p{i}", "gender": g} for i, g in enumerate(("female", "female", "male", "female"))]
    opportunity = {"opportunity_id": "o0", "kind": "triangle_training", "min_size": 2, "max_size": 2}
    seats = [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 2}]
    rule = {"kind": "group_quota", "group": {"gender": "female"}, "scope": "each_cohort", "min_share": 1}
    problem = problem_of(people, seats, [opportunity], [rule])
    result = mm.allocate(problem, given_table(all_pairs(problem), [0.9, 0.8, 0.7, 0.1]))
    assert mm.overbook(result, 0.3, beta=1).invited["participant_id"].to_list() == ["p0", "p1", "p3"]


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints and writes what the function says, and refuses what is no probability."""
    out = str(tmp_path / "out")
    assert main(["allocate", "fixtures/tiny_cohort", "--out", out, "--no-pages"]) == 0
    words = ["overbook", out, "--drop-out", "0.15", "--json", "--out", str(tmp_path / "tables")]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    result = mm.load_result(out)
    assert told == json.loads(json.dumps(mm.overbook(result, 0.15).as_dict()))
    assert (tmp_path / "tables" / "invited.csv").is_file()
    assert main(["overbook", out, "--drop-out", "2"]) == 2
    assert main(["overbook", out, "--drop-out", "0.15"]) == 0
    assert "P(at least" in capsys.readouterr().out
