"""What opening a cohort takes off the sum of scores, from the table to the written result."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.allocation import formulate
from matchmaker.allocation.fill_groups import fill_groups
from matchmaker.allocation.policies import POLICIES
from matchmaker.constraints import CohortSize, SeatCount, parse_constraints
from matchmaker.explanations import as_text
from matchmaker.explanations.closed_cohorts import closed_cohorts
from matchmaker.model import Opportunity, Plan
from tests.allocation.helpers import given_table, scores_of
from tests.strategies import all_pairs, commutes_of, problem_of

PEOPLE = [{"participant_id": f"p{i}"} for i in range(3)]
SEATS = [{"seat_id": f"s{i}", "opportunity_id": f"o{i}", "employer_id": f"e{i}", "count": 3} for i in range(2)]


def problem(penalty: float | None, **tables: Any) -> mm.Problem:
    """Return three people who score 0.5 in a cohort of two or more (o0), and 0.3 in a job (o1)."""
    opportunities = [
        {"opportunity_id": "o0", "kind": "job", "min_size": 2, "opening_penalty": penalty},
        {"opportunity_id": "o1", "kind": "job"},
    ]
    given = {(p, s): (0.5, 0.3)[s] for p in range(3) for s in range(2)}
    rows = [{"participant_id": f"p{p}", "seat_id": f"s{s}", "score": score} for (p, s), score in given.items()]
    return problem_of(PEOPLE, SEATS, opportunities, scores=rows, **tables)


@pytest.mark.parametrize(
    ("penalty", "opens", "objective"), [(0.59, True, "0.91"), (0.61, False, "0.9"), (None, True, "1.5")]
)
@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_a_cohort_opens_where_it_is_worth_its_penalty(
    policy: str, penalty: float | None, opens: bool, objective: str
) -> None:
    """Worked by hand: the cohort adds 3 x 0.2 to the job's 0.9, so 0.59 is worth it and 0.61 is not; `verify` agrees."""
    result = mm.allocate(problem(penalty), policy=policy, gap=0)
    if policy == "optimal" or penalty is None:
        assert result.plan.opened == (frozenset({"o0"}) if opens else frozenset())
        assert result.objective == Decimal(objective)
    assert mm.verify(result) == []
    assert result.objective is not None and result.bound is not None and result.objective <= result.bound
    charged = Decimal(str(penalty or 0)) if result.plan.opened else Decimal(0)
    total = sum((Decimal("0.5") if s == "s0" else Decimal("0.3") for s in result.plan.seats.values()), Decimal(0))
    assert result.objective == total - charged


@pytest.mark.parametrize("policy", ["greedy", "deferred_acceptance", "lottery"])
def test_a_policy_closes_what_its_people_do_not_pay_for(policy: str) -> None:
    """A penalty above the 1.5 that the cohort's people are worth in all closes it, and they go to the job."""
    result = mm.allocate(problem(1.6), policy=policy)
    assert result.plan.opened == frozenset()
    assert result.objective == Decimal("0.9")
    assert "cohorts were closed in 1 rounds" in result.notes


def test_scores_and_penalties_stand_on_one_exact_scale() -> None:
    """A penalty of 0.0005 beside scores of 0.5 makes units of 1/10,000; more than nine decimals are said to be rounded."""
    case = problem(0.0005)
    rules = parse_constraints(case)
    form = formulate(case, scores_of(case, commutes_of([[1.0] * 2] * 3), rules), rules)
    assert (form.scale, form.gains.tolist()) == (10_000, [5000, 3000] * 3 + [-5])
    result = mm.allocate(problem(0.00000000015), gap=0)
    assert result.objective == Decimal("1.5") - Decimal("1.5E-10")
    assert any("rounded" in note for note in result.notes)
    assert mm.verify(result) == []


def test_a_forced_opening_may_make_the_sum_negative() -> None:
    """Two people pinned into a cohort that costs 5 give an objective of -3.5, proved, with a gap of 0."""
    pins = [
        {"participant_id": f"p{i}", "seat_id": "s0", "decision": "pin", "reason": "agreed", "by": "Dana"}
        for i in range(2)
    ]
    result = mm.allocate(problem(5.0, decisions=pins), gap=0)
    assert (result.status, result.objective, result.bound, result.gap) == (
        "optimal",
        Decimal("-3.5"),
        Decimal("-3.5"),
        0,
    )
    assert mm.verify(result) == []


def test_the_penalty_is_written_told_and_verified(tmp_path: Path) -> None:
    """Tables, certificate, page and explanation name it, and a changed sum does not survive `verify`."""
    data, out = tmp_path / "data", tmp_path / "out"
    mm.write(problem(0.25), data)
    result = mm.allocate(mm.read(data), gap=0)
    mm.report(result, out, data=str(data))
    told = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert (told["objective"], told["opening_penalties"]) == (1.25, 0.25)
    assert pl.read_csv(out / "cohorts.csv")["opening_penalty"].to_list() == [0.25]
    assert "taken off the score for opening: 0.25" in str(result)
    assert "Taken off it for opening" in (out / "report.html").read_text(encoding="utf-8")
    assert mm.verify(out) == []
    reasons = mm.explain(mm.load_result(out), "p0")
    sentence = "its cohort 'o0' opens with 3 people, whose scores add up to 1.5; opening takes 0.25 off the sum"
    assert reasons["opening"]["sentence"] == sentence
    assert sentence in as_text(reasons)
    (out / "result.json").write_text(json.dumps({**told, "objective": 1.5, "bound": 1.5}), encoding="utf-8")
    assert "the plan is worth 1.25, and 1.5 is claimed" in [each.message for each in mm.verify(out)]


def test_a_closed_cohort_says_that_its_penalty_counts() -> None:
    """The trial opening of a cohort that stays closed takes its penalty off the sum that it compares."""
    result = mm.allocate(problem(0.7), gap=0)
    short = closed_cohorts(result)["o0"]
    assert "would be 0.600 instead of 0.900" in short
    assert short.endswith("its opening penalty of 0.7 is taken off that sum")


@pytest.mark.parametrize("sizes", ["min_size\n", "min_size\n0"])
def test_a_penalty_where_nothing_opens_is_refused_with_its_row(tmp_path: Path, sizes: str) -> None:
    """An opportunity that is no cohort cannot be charged: error with file, row and column."""
    mm.write(problem(0.25), tmp_path / "data")
    path = tmp_path / "data" / "opportunities.csv"
    frame = pl.read_csv(path, infer_schema=False).with_columns(min_size=pl.lit(sizes.partition("\n")[2] or None))
    frame.write_csv(path)
    with pytest.raises(mm.InputError) as caught:
        mm.read(tmp_path / "data")
    (finding,) = caught.value.findings
    assert (finding.file, finding.row, finding.column) == ("opportunities.csv", 2, "opening_penalty")
    assert finding.code == "penalty-without-opening"
    with pytest.raises(ValueError, match="nothing opens"):
        Opportunity(opportunity_id="o", kind="job", opening_penalty=0.25)
    assert Opportunity(opportunity_id="o", kind="job", opening_penalty=0.0).min_size is None


def test_groups_pay_for_opening_once_and_not_for_the_placements() -> None:
    """The sum of fit of a plan's workshops takes off their own penalties and none of the placements' cohorts."""
    tables = problem(0.5)
    table = given_table(all_pairs(tables), np.array([0.5, 0.3] * 3))
    rules = [SeatCount(), CohortSize()]
    near = commutes_of([[1.0] * 2] * 3)
    alone = fill_groups(tables, table, rules, near, Plan(), gap=0)
    assert (alone.opened, alone.objective) == (frozenset({"o0"}), Decimal("1.9"))
    beside = fill_groups(tables, table, rules, near, Plan({"p0": "s0", "p1": "s0"}, frozenset({"o0"})), gap=0)
    assert beside.opened == frozenset()
    assert beside.objective == beside.bound
