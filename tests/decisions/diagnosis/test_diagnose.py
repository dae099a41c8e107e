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


def test_a_budget_keeps_its_agorot() -> None:
    """Three people at 1,000.55 need 3,001.65, so 2,000.70 becomes 3,001.70, and the plan is made with that to the last agora."""
    seat = {"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 4, "cost": Decimal("1000.55")}
    budget = {"kind": "budget", "cost": "cost", "max": 2000.70}
    jobs = [{"opportunity_id": "o", "kind": "job"}]
    found = mm.diagnose(problem_of(PEOPLE, [seat], jobs, (_floor(3), budget), scores=SCORES), options=1)
    (option,) = found.options
    assert [(each.change.kind, each.after) for each in option.changes] == [("budget", Decimal("3001.70"))]
    assert option.result.plan.n_placed == 3


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
    found = diagnose_result(result, RelaxationCosts(), rescore=lambda *_: scores, options=2)
    assert (found.status == "infeasible") == (result.status == "infeasible")
    former: list[set[object]] = []
    for option in found.options:
        assert option.result.has_plan
        keys = {given.change.key for given in option.changes}
        assert keys and not any(each <= keys for each in former)
        former.append(keys)
    assert found.status == "feasible" or found.minimal


test_options_at_length = at_length(test_every_option_gives_a_plan, cases(max_participants=4, max_seats=3))


def _far_away(folder: Path, settings: str) -> mm.Problem:
    """Two people 52 and 58 minutes from the one place of work, where two are to be placed."""
    folder.mkdir()
    (folder / "participants.csv").write_text(
        "participant_id,gender,locality,transport_modes,max_commute_minutes\np,male,A,transit,\nq,male,B,transit,50\n"
    )
    (folder / "employers.csv").write_text("employer_id\ne\n")
    (folder / "opportunities.csv").write_text("opportunity_id,kind\na,job\n")
    (folder / "seats.csv").write_text("seat_id,opportunity_id,employer_id,count,locality\ns,a,e,2,C\n")
    (folder / "localities.csv").write_text(
        "locality_id,name_en,latitude,longitude\n1,A,31.2,34.8\n2,B,31.3,34.8\n3,C,31.4,34.8\n"
    )
    (folder / "travel.csv").write_text("origin,destination,mode,minutes\nA,C,transit,52\nB,C,transit,58\n")
    quota = '[[constraint]]\nkind = "group_quota"\ngroup = { gender = "male" }\nmin_count = 2\n'
    (folder / "settings.toml").write_text(f'[[constraint]]\nkind = "commute_limit"\nminutes = 45\n{quota}{settings}')
    return mm.read(folder)


def test_minutes_give_way(tmp_path: Path) -> None:
    """With 58 minutes for all instead of 45 and 58 for q instead of their 50 the quota can be met, at 13 + 8 minutes; it
    costs less to give up one of the two for the 7 minutes of p. Without minutes only the quota gives way."""
    problem = _far_away(tmp_path / "data", "")
    first, *_ = mm.diagnose(problem, options=1).options
    assert {given.change.column: (given.change.before, given.after) for given in first.changes} == {
        "minutes": (45, 52),
        "min_count": (2, 1),
    }
    assert (first.cost, first.proof, first.result.plan.n_placed) == (Decimal("1.7"), "proved", 1)
    both, *_ = mm.diagnose(problem, costs={"quota": 2}, options=1).options
    assert {given.change.where: given.after for given in both.changes} == {
        "participants.q.max_commute_minutes": 58,
        "nobody commutes longer than 45 minutes one way: minutes": 58,
    }
    assert (both.cost, both.result.plan.n_placed) == (Decimal("2.1"), 2)
    (never,) = mm.diagnose(problem, costs={"commute": False}).options
    assert [given.change.kind for given in never.changes] == ["quota"]


def test_plans_of_the_objectives_asked_for(tmp_path: Path) -> None:
    """The plan of an option is that of the problem's objectives in order, as allocate makes it after the change."""
    problem = _far_away(tmp_path / "data", '[[objective]]\nkind = "placed"\n[relaxation]\nquota = 2\n')
    (option,) = mm.diagnose(problem, options=1).options
    assert [level.name for level in option.result.levels] == ["placed"]


def test_costs_are_checked_with_the_data(tmp_path: Path) -> None:
    """The check of the data names a wrong cost as the diagnosis does."""
    problem = _far_away(tmp_path / "data", "[relaxation]\nqouta = 2\n")
    (finding,) = [each for each in mm.check(tmp_path / "data") if each.severity == "error"]
    assert (finding.file, finding.column) == ("settings.toml", "relaxation.qouta")
    assert "quota" in str(finding.hint)
    with pytest.raises(mm.SettingsError, match=r"relaxation\.qouta"):
        mm.diagnose(problem)


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
