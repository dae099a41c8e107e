"""A diagnosis names what clashes and what would give a plan, in the words and numbers of the data."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

import matchmaker as mm
from matchmaker.allocation import allocate
from matchmaker.decisions.diagnosis import RelaxationCosts
from matchmaker.decisions.diagnosis import diagnose as diagnose_result
from tests.allocation.helpers import parsed
from tests.at_length import at_length
from tests.conftest import ROOT
from tests.strategies import Case, cases, problem_of

PEOPLE = [{"participant_id": f"p{i}", "gender": "female" if i < 1 else "male"} for i in range(4)]
SCORES = [{"participant_id": f"p{i}", "seat_id": "s", "score": 0.5} for i in range(4)]


def _problem(*rules: dict[str, object], count: int = 2, **cohort: int) -> mm.Problem:
    seat = {"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": count, "cost": Decimal(1000)}
    return problem_of(PEOPLE, [seat], [{"opportunity_id": "o", "kind": "job", **cohort}], rules, scores=SCORES)


def _floor(n: int) -> dict[str, object]:
    return {"kind": "group_quota", "group": {"gender": ["male", "female"]}, "scope": "plan", "min_count": n}


def test_two_people_pinned_to_one_place() -> None:
    """Both pins and the place clash; a place more costs 2, either pin 5, and there is no further option."""
    found = mm.diagnose(mm.read(ROOT / "fixtures" / "tiny_infeasible_pin"), options=5)
    assert (found.status, found.minimal, found.ended) == ("infeasible", True, "none left")
    assert [each.rule for each in found.conflict] == ["pin", "pin", "seat_count"]
    changes = [[(given.change.where, given.after) for given in option.changes] for option in found.options]
    assert changes == [
        [("seats.S1.count", 2)],
        [("decisions: pin of P1 to S1", None)],
        [("decisions: pin of P2 to S1", None)],
    ]
    assert [(option.cost, option.proof, option.result.plan.n_placed) for option in found.options] == [
        (2, "proved", 3), (5, "proved", 2), (5, "proved", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "count", "where", "after"),
    [
        ((_floor(3),), 2, "o", 2),  # the floor itself, a person less
        (({**_floor(3)}, {"kind": "budget", "cost": "cost", "max": 2000}), 4, "budget", 3000),
        (({**_floor(3)}, {"kind": "employer_maximum", "max": 1}), 4, "quota", 1),
        (({"kind": "placement_floor", "group": {"gender": "male"}, "min_rate": 0.9},), 2, "quota", Decimal("0.6666")),
    ],
)
def test_what_gives_way_first(rules: tuple[dict[str, object], ...], count: int, where: str, after: Decimal) -> None:
    """The cheapest change is the one worked out by hand, and the plan after it keeps every other rule."""
    found = mm.diagnose(_problem(*rules, count=count), costs={"budget": 0.0001} if where == "budget" else {}, options=1)
    (option,) = found.options
    (given,) = option.changes
    assert given.after == after
    assert where in ("o", given.change.kind)
    assert option.result.has_plan


def test_a_share_is_read_off_the_plan() -> None:
    """Two pinned men of whom half should be women: the share falls to what the plan has, to a hundredth of a per cent."""
    pins = [
        {"participant_id": f"p{i}", "seat_id": "s", "decision": "pin", "reason": "agreed", "by": "Dana"} for i in (1, 2)
    ]
    share = {"kind": "group_quota", "group": {"gender": "female"}, "scope": "plan", "min_share": 0.5}
    problem = _problem(share, count=3).replace(decisions=problem_of(PEOPLE, [
        {"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 3}],
        [{"opportunity_id": "o", "kind": "job"}], decisions=pins).decisions)  # fmt: skip
    (option,) = mm.diagnose(problem, options=1).options
    (given,) = option.changes
    assert (given.change.column, given.change.before, given.after) == ("min_share", Decimal("0.5"), Decimal("0.3333"))
    assert option.cost == 1


def test_what_never_gives_way() -> None:
    """With every cost that would help at false there is no option, and that is proved."""
    found = mm.diagnose(_problem(_floor(3)), costs={"quota": False, "places": False})
    assert (found.options, found.ended) == ((), "none left")
    assert found.conflict


def test_a_problem_with_a_plan_has_nothing_to_diagnose() -> None:
    """Its diagnosis says feasible."""
    assert mm.diagnose(_problem(_floor(2))).status == "feasible"


def test_time_that_runs_out_proves_nothing() -> None:
    """Cut short at once, a set is called minimal only where it is the one that all the time in the world gives."""
    problem = _problem({**_floor(3)}, {"kind": "budget", "cost": "cost", "max": 500})
    found, whole = mm.diagnose(problem, time_limit=1e-9), mm.diagnose(problem)
    assert whole.minimal
    assert found.status == "not proved" or not found.minimal or found.conflict == whole.conflict


@pytest.mark.parametrize("costs", [{"min_sise": 1}, {"pin": 0}, {"quota": "1"}, {"budget": True}])
def test_a_cost_that_cannot_be_used(costs: dict[str, object]) -> None:
    """An unknown kind, a cost of 0 and what is no number are refused by name."""
    with pytest.raises(mm.SettingsError, match=f"relaxation.{next(iter(costs))}"):
        mm.diagnose(_problem(_floor(3)), costs=costs)


def test_as_many_options_as_can_be() -> None:
    """Fewer than one option is no question."""
    with pytest.raises(mm.UsageError, match="options"):
        mm.diagnose(_problem(_floor(3)), options=0)


def test_the_tables_say_what_the_diagnosis_says() -> None:
    """JSON takes it whole, every change stands under its option, and assumed costs are marked."""
    found = mm.diagnose(_problem(_floor(3)), costs={"pin": 7})
    told = json.loads(json.dumps(found.as_dict(), allow_nan=False))
    assert [len(each["changes"]) for each in told["options"]] == [len(each.changes) for each in found.options]
    basis = {row["kind"]: row["basis"] for row in told["costs"]}
    assert (basis["pin"], basis["quota"]) == ("settings", "assumed")
    assert set(found.to_frames()) == {"conflict", "options", "changes", "plans", "costs"}


@settings(max_examples=6, deadline=None)
@given(cases(max_participants=4, max_seats=3))
def test_every_option_gives_a_plan(case: Case) -> None:
    """On generated problems with every kind of rule: infeasible exactly when allocate says so; each option's changed numbers
    give a plan that is replayed under every rule, and no option only adds to an earlier one."""
    made = parsed(case)
    if made is None:
        return
    rules, scores = made
    result = allocate(case.problem, scores, rules, case.commutes)
    found = diagnose_result(result, RelaxationCosts(), options=2)
    assert (found.status == "infeasible") == (result.status == "infeasible")
    former: list[set[object]] = []
    for option in found.options:
        assert option.result.has_plan
        keys = {given.change.key for given in option.changes}
        assert keys and not any(each <= keys for each in former)
        former.append(keys)
    assert found.status == "feasible" or found.minimal


test_options_at_length = at_length(test_every_option_gives_a_plan, cases(max_participants=4, max_seats=3))


def test_costs_from_a_file(tmp_path: Path) -> None:
    """A file of costs is read with or without its heading; what is none is refused."""
    from matchmaker.api.read_costs import read_costs

    (tmp_path / "a.toml").write_text("[relaxation]\npin = 3\n")
    (tmp_path / "b.toml").write_text("pin = 3\n")
    (tmp_path / "c.toml").write_text("relaxation = 3\n")
    (tmp_path / "d.toml").write_text("pin =")
    assert read_costs(tmp_path / "a.toml") == read_costs(tmp_path / "b.toml") == {"pin": 3}
    for name in ("c.toml", "d.toml", "e.toml"):
        with pytest.raises(mm.SettingsError, match=name):
            read_costs(tmp_path / name)
