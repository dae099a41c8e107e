"""Group quotas: counts and shares, floors and ceilings."""

from __future__ import annotations

from datetime import date

import pytest

import matchmaker as mm
from matchmaker.constraints import Group, GroupQuota, Scope
from matchmaker.constraints.group_rows import members
from tests.constraints.helpers import found, opportunity, people, rows_of, seat, small

WOMEN = {"gender": "female"}
PEOPLE = people(3, gender=["female", "male", None])


def quota(**limits: object) -> GroupQuota:
    """Return a quota on women."""
    return GroupQuota.model_validate({"group": WOMEN, **limits})


def test_a_share_is_an_exact_row() -> None:
    """At least 35 % of 20 people is 7/20: 13 for each woman, -7 for each other person, together 0 or more."""
    twenty = people(20, gender=["female"] + ["male"] * 19)
    rows = rows_of(quota(min_share=0.35), small(participants=twenty))
    assert rows == {"group gender = female: at least 35 % over the plan": ([13] + [-7] * 19, 0, None)}


def test_a_share_of_few_people_is_a_small_fraction() -> None:
    """Among three people at least 33.3333334 % is at least 1/2, and at most 33.3333333 % is at most 0."""
    problem = small(participants=PEOPLE)
    assert list(rows_of(quota(min_share=0.333333334), problem).values()) == [([1, -1, -1], 0, None)]
    assert list(rows_of(quota(max_share=0.333333333), problem).values()) == [([1, 0, 0], None, 0)]


def test_each_unit_has_the_fraction_of_its_own_size() -> None:
    """In a plan of ten people a ceiling of 33.3333333 % is 3/10; a cohort with no candidate has no entries."""
    problem = small(
        participants=people(10, gender=["female"] + ["male"] * 9),
        opportunities=[opportunity(0), opportunity(1)],
    )
    rows = rows_of(quota(max_share=0.333333333, scope="each_opportunity"), problem)
    assert [row for row, _, _ in rows.values()] == [[7] + [-3] * 9, [0] * 10]


@pytest.mark.parametrize(("limits", "placed"), [({"max_share": 0.333333333}, 29), ({"min_share": 0.333333334}, 29)])
def test_the_solver_counts_shares_of_nine_decimals(limits: dict[str, float], placed: int) -> None:
    """With ten women among thirty, a share a hair off a third leaves out exactly one person."""
    rows = people(30, gender=(["female"] + ["male"] * 2) * 10)
    scores = [{"participant_id": f"p{i}", "seat_id": "s0", "score": 0.5} for i in range(30)]
    constraint = [{"kind": "group_quota", "group": WOMEN, **limits}]
    result = mm.allocate(small(constraint=constraint, participants=rows, seats=[seat(0, 0, 30)], scores=scores), gap=0)
    assert (result.status, result.plan.n_placed) == ("optimal", placed)


def test_a_share_of_one_tenth_is_not_a_binary_tenth() -> None:
    """One woman of ten keeps a floor and a ceiling of 0.1 exactly."""
    problem = small(participants=people(10, gender=["female"] + ["male"] * 9), seats=[seat(0, 0, count=10)])
    everyone = {f"p{i}": "s0" for i in range(10)}
    assert found(quota(min_share=0.1, max_share=0.1), problem, everyone) == []
    del everyone["p0"]
    text = "group gender = female: 'the plan' has 0 of 9 people, allowed is at least a share of 0.1"
    assert found(quota(min_share=0.1), problem, everyone) == [text]


def test_a_count_floor_in_a_cohort_binds_only_if_it_opens() -> None:
    """min_count 1 in cohort o0 is x0 - open >= 0; in the plan it is x0 >= 1."""
    problem = small(participants=PEOPLE, opportunities=[opportunity(0, min_size=1)])
    cohort = rows_of(quota(min_count=1, scope="each_cohort"), problem)
    assert cohort == {"group gender = female: at least 1 in cohort 'o0'": ([1, 0, 0, -1], 0, None)}
    plan = rows_of(quota(min_count=1), problem)
    assert plan == {"group gender = female: at least 1 over the plan": ([1, 0, 0, 0], 1, None)}
    assert found(quota(min_count=1, scope="each_cohort"), problem, {}) == []
    assert len(found(quota(min_count=1, scope="each_cohort"), problem, {"p1": "s0"}, "o0")) == 1


def test_ceilings_are_found() -> None:
    """A man and a woman break a ceiling of no women, by count and by share."""
    both = {"p0": "s0", "p1": "s0"}
    problem = small(participants=PEOPLE)
    texts = found(quota(max_count=0, max_share=0.25), problem, both)
    assert [text.split("allowed is ")[1] for text in texts] == ["at most 0", "at most a share of 0.25"]


@pytest.mark.parametrize(
    ("scope", "units"),
    [
        ("each_opportunity", ["in opportunity 'o0'", "in opportunity 'o1'", "in opportunity 'o2'"]),
        ("each_cohort", ["in cohort 'o1'"]),
        ("each_employer", ["at employer 'e0'", "at employer 'e1'"]),
        ("each_region", ["in region 'south'"]),
        ({"region": "south"}, ["in region 'south'"]),
        ({"opportunity_id": ["o2", "o0"]}, ["in opportunity 'o2'", "in opportunity 'o0'"]),
        ({"employer_id": "e1"}, ["at employer 'e1'"]),
    ],
)
def test_each_unit_of_a_scope_has_its_own_row(scope: object, units: list[str]) -> None:
    """A scope's units are counted one by one, in their order."""
    problem = small(
        participants=PEOPLE,
        seats=[seat(0, 0), seat(1, 1, employer_id="e1"), seat(2, 2)],
        opportunities=[opportunity(0, region="south"), opportunity(1, min_size=1), opportunity(2, region="south")],
    )
    names = list(rows_of(quota(max_count=1, scope=scope), problem))
    assert names == [f"group gender = female: at most 1 {unit}" for unit in units]


@pytest.mark.parametrize(
    ("group", "inside"),
    [
        ({"gender": ["female", "male"]}, [True, True, False]),
        ({"gender": "female", "centre": "lod"}, [True, False, False]),
        ({"certificates": ["welding", "cook"]}, [True, True, False]),
        ({"socioeconomic_cluster": [1, 2]}, [False, True, False]),
        ({"car": True}, [True, False, False]),
        ({"birth_date": date(2001, 1, 1)}, [False, True, False]),
        ({"schooling_years": 12}, [False, True, False]),
    ],
)
def test_members_by_kind_of_column(group: dict[str, object], inside: list[bool]) -> None:
    """Text, list, number, yes-or-no, date and own columns define a group; who has no value is outside."""
    rows = people(
        3,
        gender=["female", "male", None],
        centre=["lod", "lod", None],
        certificates=[("cook", "welding"), ("cook",), None],
        socioeconomic_cluster=[5, 2, None],
        car=[True, False, None],
        birth_date=[date(2000, 1, 1), date(2001, 1, 1), None],
        schooling_years=[10.5, 12.0, None],
    )
    problem = small(participants=rows)
    rule = GroupQuota.model_validate({"group": group, "max_count": 0})
    assert [f for f in rule.inspect(problem) if f.severity == "error"] == []
    assert members(rule.group, problem).tolist() == inside
    each = [bool(found(rule, problem, {f"p{i}": "s0"})) for i in range(3)]
    assert each == inside


def test_a_quota_may_be_built_from_records() -> None:
    """A group and a scope given as records are the same rule as given as tables."""
    built = GroupQuota(group=Group((("gender", ("female",)),)), scope=Scope("region"), max_count=1)
    assert built == quota(max_count=1, scope="each_region")


def test_regions_are_counted_one_by_one() -> None:
    """Two women in the south break a limit of one, one in each region and one in none keep it."""
    problem = small(
        participants=people(3, gender=["female"] * 3),
        seats=[seat(0, 0), seat(1, 1), seat(2, 2)],
        opportunities=[opportunity(0, region="south"), opportunity(1, region="north"), opportunity(2)],
    )
    rule = quota(max_count=1, scope="each_region")
    assert found(rule, problem, {"p0": "s0", "p1": "s1", "p2": "s2"}) == []
    assert len(found(rule, problem, {"p0": "s0", "p1": "s0", "p2": "s2"})) == 1


def test_gaps_and_values_that_never_occur_are_warnings() -> None:
    """A missing gender and a group value nobody has are reported, not refused."""
    problem = small(participants=PEOPLE)
    (gap,) = quota(max_count=1).inspect(problem)
    assert "1 of 3 participants have no gender" in gap.message
    never = GroupQuota.model_validate({"group": {"gender": ["other", "male"]}, "max_count": 1}).inspect(problem)
    assert (never[0].severity, never[0].code, never[0].value) == ("warning", "unknown-value", "other")


def test_a_quota_says_what_it_is() -> None:
    """The description names the group, the limits and the scope."""
    text = quota(min_count=1, max_count=3, min_share=0.35, max_share=1).describe()
    assert text == "group gender = female: at least 1 and at most 3 and at least 35 % and at most 100 % (scope plan)"


@pytest.mark.parametrize(
    ("scope", "group", "refused"),
    [
        ({"employer_id": ["e0"]}, WOMEN, True),
        ({"opportunity_id": ["o0"]}, WOMEN, True),
        ({"opportunity_id": ["o1"]}, WOMEN, False),
        ({"employer_id": ["e0"]}, {"maturity": "high"}, False),
        ("each_employer", WOMEN, False),
        ("each_cohort", WOMEN, False),
    ],
)
def test_an_employer_s_quota_on_a_protected_ground_needs_a_law(scope: object, group: object, refused: bool) -> None:
    """A quota by a protected column for a named employer, or an opportunity of one employer alone, names its ground or is
    refused; one for all alike is not (000:2784)."""
    problem = small(
        participants=PEOPLE,
        opportunities=[opportunity(0), opportunity(1)],
        seats=[seat(0, 0, employer_id="e0"), seat(1, 1, employer_id="e0"), seat(2, 1, employer_id="e1")],
    )
    rule = quota(max_share=0.5, scope=scope, group=group)
    told = [each.column for each in rule.inspect(problem) if each.code == "protected-ground"]
    assert told == (["group.gender"] if refused else [])
    lawful = quota(max_share=0.5, scope=scope, group=group, legal_ground="a permit")
    assert all(each.severity == "warning" for each in lawful.inspect(problem))
