"""People of the two programmes, judged by hand from the sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import matchmaker as mm
from matchmaker.money.placement_facts import placement_facts
from tests.screening.helpers import APPROVE, one, people, person
from tests.strategies import problem_of

YOUNG: dict[str, Any] = {
    "birth_date": date(1996, 1, 1), "district": "South", "in_quality_employment": False, "schooling_years": 10.0,
    "low_basic_skills": True, "family_backing": True, "socioeconomic_cluster": 7,
}  # fmt: skip
SEAT = dict.fromkeys(("position_percent", "mentor_named", "agreement_signed"))
FOUR = ["low education", "low basic or employment skills", "no family backing", "locality in cluster 1-6"]

TWO = "at least two of four"

YOUNG_CASES: list[tuple[dict[str, Any], str, list[str], list[str]]] = [
    ({}, "eligible", [], []),
    ({"birth_date": date(2000, 6, 2)}, "not_eligible", ["18-25"], []),
    ({"birth_date": date(1992, 6, 1)}, "not_eligible", ["18-25"], []),
    ({"birth_date": date(1992, 6, 2)}, "eligible", [], []),
    ({"district": "North"}, "not_eligible", ["Southern District"], []),
    ({"in_quality_employment": True}, "not_eligible", ["not in quality employment"], []),
    ({"low_basic_skills": False}, "not_eligible", ["at least two of four"], []),
    ({"low_basic_skills": None}, "cannot_say", [], ["low_basic_skills"]),
    ({"birth_date": None, "district": None}, "cannot_say", [], ["birth_date", "district"]),
    ({"birth_date": None, "district": "North"}, "not_eligible", ["Southern District"], []),
    ({"low_basic_skills": None, "socioeconomic_cluster": 6}, "eligible", [], []),
    ({"schooling_years": 12.0, "matriculation": "full", "certificates": ("cook",)}, "not_eligible", [TWO], []),
    ({"schooling_years": 12.0, "matriculation": "partial"}, "eligible", [], []),
    ({"schooling_years": 12.0, "matriculation": "full"}, "cannot_say", [], ["certificates"]),
    ({"low_basic_skills": False, "family_backing": False}, "eligible", [], []),
]


@pytest.fixture(scope="module")
def young() -> list[dict[str, Any]]:
    """The rows of `YOUNG_CASES`, judged at once."""
    return people("ovdim_beyachad", [{**YOUNG, **case[0]} for case in YOUNG_CASES])


@pytest.mark.parametrize("at", range(len(YOUNG_CASES)))
def test_ovdim_beyachad(young: list[dict[str, Any]], at: int) -> None:
    """18-25 in the south, not in quality employment, two of four (000:325-337); what is missing matters only where it could."""
    row, (_, status, fails, ask_for) = young[at], YOUNG_CASES[at]
    assert (row["status"], row["fails"], row["ask_for"]) == (status, fails, ask_for)
    assert row["may_be_placed"] == (status != "not_eligible")


def test_which_of_the_four_conditions_hold_is_shown() -> None:
    """Low education and low skills hold, family backing is there, and the cluster is not known (000:331-337)."""
    row = person("ovdim_beyachad", **{**YOUNG, "socioeconomic_cluster": None})
    assert (row["parts_hold"], row["parts_fail"], row["parts_unsaid"]) == (FOUR[:2], FOUR[2:3], FOUR[3:])
    assert row["sources"] == ["000:327", "000:327-337"]


def test_no_certificate_is_one_thing_for_entry_and_for_money() -> None:
    """However it is told that there is none, education is low (000:331) and a practicum pays nothing (000:4771-4773)."""
    told = ["none", "None", "אין", "ללא", "אין תעודה", "ללא תעודה"]
    schooled = {**YOUNG, "schooling_years": 12.0, "matriculation": "full"}
    for row in people("ovdim_beyachad", [{**schooled, "certificates": (name,)} for name in told]):
        assert row["parts_hold"] == FOUR[:2]
    for name in told:
        facts = placement_facts(SEAT, {"quality_employment": None}, {"certificates": [name]}, None)
        assert facts.values["has_certificate"] is False


def test_ovdim_beyachad_knows_no_near_miss() -> None:
    """The text names no approver, so an approval changes nothing, and the check says that it is in vain."""
    old = {**YOUNG, "birth_date": date(1990, 1, 1)}
    row = person("ovdim_beyachad", approved=True, **old)
    assert (row["status"], row["may_be_placed"], row["approver"]) == ("not_eligible", False, None)


SENIOR: dict[str, Any] = {
    "birth_date": date(1960, 1, 1), "out_of_work_since": date(2018, 1, 1), "lives_in_area": True, "comes_to_centre": True,
    "sought_position_percent": 50.0, "experience_years": 20.0, "functional_ability": True,
}  # fmt: skip


SENIOR_CASES: list[tuple[dict[str, Any], str, list[str]]] = [
    ({}, "eligible", []),
    ({"birth_date": date(1973, 6, 1)}, "eligible", []),
    ({"birth_date": date(1973, 6, 2)}, "near_miss", ["45-75"]),
    ({"birth_date": date(1975, 6, 2)}, "not_eligible", ["45-75"]),
    ({"birth_date": date(1942, 6, 1)}, "near_miss", ["45-75"]),
    ({"out_of_work_since": date(2018, 5, 18)}, "eligible", []),
    ({"out_of_work_since": date(2018, 5, 19)}, "near_miss", ["at least two weeks out of work"]),
    ({"out_of_work_since": date(2018, 6, 2)}, "not_eligible", ["at least two weeks out of work"]),
    ({"out_of_work_since": date(1998, 5, 2)}, "eligible", []),
    ({"out_of_work_since": date(1998, 5, 1)}, "near_miss", ["at most 20 years out of work"]),
    ({"comes_to_centre": False}, "near_miss", ["lives in the area and will come to the centre"]),
    (
        {"comes_to_centre": False, "lives_in_area": False},
        "not_eligible",
        ["lives in the area and will come to the centre"],
    ),
    ({"birth_date": date(1942, 6, 2)}, "eligible", []),
    ({"birth_date": date(1940, 6, 2)}, "near_miss", ["45-75"]),
    ({"birth_date": date(1940, 6, 1)}, "not_eligible", ["45-75"]),
    ({"birth_date": date(1975, 6, 1)}, "near_miss", ["45-75"]),
    ({"out_of_work_since": date(2018, 6, 1)}, "near_miss", ["at least two weeks out of work"]),
    ({"out_of_work_since": date(1993, 5, 2)}, "near_miss", ["at most 20 years out of work"]),
    ({"out_of_work_since": date(1993, 5, 1)}, "not_eligible", ["at most 20 years out of work"]),
    ({"sought_position_percent": 25.0}, "eligible", []),
    ({"sought_position_percent": 24.9}, "near_miss", ["seeks at least a quarter of a post"]),
    ({"sought_position_percent": 19.9}, "not_eligible", ["seeks at least a quarter of a post"]),
    ({"experience_years": 5.0}, "eligible", []),
    ({"experience_years": 4.9}, "near_miss", ["at least 5 years of experience"]),
    ({"experience_years": 0.0}, "near_miss", ["at least 5 years of experience"]),
    ({"functional_ability": False}, "not_eligible", ["able to work, by declaration"]),
    ({"functional_ability": None}, "cannot_say", []),
]


@pytest.fixture(scope="module")
def seniors() -> list[dict[str, Any]]:
    """The rows of `SENIOR_CASES`, judged at once."""
    return people("emtza_haderech", [{**SENIOR, **case[0]} for case in SENIOR_CASES])


@pytest.mark.parametrize("at", range(len(SENIOR_CASES)))
def test_emtza_haderech(seniors: list[dict[str, Any]], at: int) -> None:
    """The three answers of the routing call by the thresholds chosen (002:303-321), and "cannot say"."""
    row, (_, status, fails) = seniors[at], SENIOR_CASES[at]
    assert (row["status"], row["fails"]) == (status, fails)
    assert row["may_be_placed"] == (status in ("eligible", "cannot_say"))
    assert (
        row["next_step"]
        == {
            "eligible": "invite to the next exposure conference",
            "near_miss": "the centre manager decides",
            "not_eligible": "refer to responses in the community",
            "cannot_say": "complete the facts in the routing call",
        }[status]
    )


def test_a_near_miss_waits_for_its_approver_by_name_and_passes_with_the_approval() -> None:
    """Without an approval the centre manager is named; with one, who gave it and why (002:306)."""
    young = {**SENIOR, "birth_date": date(1974, 1, 1)}
    waiting, passed = person("emtza_haderech", **young), person("emtza_haderech", approved=True, **young)
    assert (waiting["approver"], waiting["may_be_placed"], waiting["approved_by"]) == ("centre manager", False, None)
    assert waiting["answer"] == "almost eligible; centre manager decides; not met: 45-75"
    assert (passed["status"], passed["may_be_placed"]) == ("near_miss", True)
    assert (passed["approved_by"], passed["approval_reason"]) == ("Dana", "close enough")
    assert passed["answer"] == "does not meet 45-75; approved by Dana: close enough"


def test_special_circumstances_are_a_near_miss_once_they_are_approved() -> None:
    """Who is far too young is not eligible, and a near-miss with the manager's word (002:306, 311)."""
    far = {**SENIOR, "birth_date": date(1990, 1, 1)}
    assert person("emtza_haderech", **far)["status"] == "not_eligible"
    row = person("emtza_haderech", approved=True, **far)
    assert (row["status"], row["may_be_placed"]) == ("near_miss", True)


def test_two_failures_of_which_one_may_be_missed_are_a_near_miss() -> None:
    """A year too young and without experience almost meets the criteria; with no declaration of ability it does not."""
    both = {**SENIOR, "birth_date": date(1974, 1, 1), "experience_years": 1.0}
    assert person("emtza_haderech", **both)["status"] == "near_miss"
    assert person("emtza_haderech", **{**both, "functional_ability": False})["status"] == "not_eligible"


def test_a_near_miss_is_told_what_else_to_ask_for() -> None:
    """Facts that are missing beside the failure are named, since they could still end it."""
    row = person("emtza_haderech", **{**SENIOR, "birth_date": date(1974, 1, 1), "lives_in_area": None})
    assert (row["status"], row["ask_for"]) == ("near_miss", ["lives_in_area"])


def test_referrals() -> None:
    """The list is for those who are not eligible; severe distress or two sub-populations refer anybody, and bar nobody."""
    organisations: list[dict[str, Any]] = [
        {"organisation_id": "g2", "takes_referrals": True},
        {"organisation_id": "g1", "name": "Age & Work", "takes_referrals": True},
        {"organisation_id": "g3", "name": "Elsewhere"},
    ]
    rows = [
        {"participant_id": "far", **SENIOR, "birth_date": date(1990, 1, 1)},
        {"participant_id": "distressed", **SENIOR, "barriers": ("economic distress",)},
        {"participant_id": "two", **SENIOR, "sub_populations": ("Haredi", "disability")},
        {"participant_id": "one", **SENIOR, "sub_populations": ("Haredi",)},
    ]
    problem = problem_of(rows, [], [], organisations=organisations)
    table = mm.eligibility(problem, "emtza_haderech", date(2018, 6, 1)).to_polars()
    assert table.select("status", "referrals").rows() == [
        ("not_eligible", ["Age & Work", "g2"]),
        ("eligible", ["responses in the community for severe distress"]),
        ("eligible", ["consider a programme for the person's own group"]),
        ("eligible", []),
    ]


def test_the_day_is_asked_then_set_then_the_first_start() -> None:
    """Age goes by --as-of, else by the settings' rule, else by the earliest opportunity; with none of them the day is asked."""
    rule = {"kind": "eligibility", "criteria": [{"column": "age", "min": 18}], "as_of": date(2018, 1, 1)}
    people = [{"participant_id": "p", "birth_date": date(2000, 6, 1)}]
    starts = [{"opportunity_id": f"o{i}", "kind": "job", "start_date": date(2019 + i, 1, 1)} for i in (1, 0)]
    without_day = {"kind": "eligibility", "criteria": rule["criteria"]}
    assert _status(problem_of(people, [], starts, [rule]), date(2018, 6, 1)) == ("eligible", ["2018-06-01"])
    assert _status(problem_of(people, [], starts, [rule])) == ("not_eligible", ["2018-01-01"])
    assert _status(problem_of(people, [], starts, [without_day])) == ("eligible", ["2019-01-01"])
    nowhen = problem_of(people, [], [], [without_day])
    assert _status(nowhen) == ("cannot_say", [])
    assert mm.eligibility(nowhen).to_polars()["ask_for"].to_list() == [["as_of"]]


def _status(problem: mm.Problem, as_of: date | None = None) -> tuple[str, list[str]]:
    told = mm.eligibility(problem, as_of=as_of).as_dict()
    return told["participants"][0]["status"], told["days"]


def test_a_programme_without_criteria_takes_everybody() -> None:
    """WORKIT and the general profile set no criterion for a person, and say so."""
    for programme in ("workit", "general"):
        row = person(programme)
        assert (row["status"], row["answer"], row["sources"]) == ("eligible", "the programme sets no criteria", [])


def test_criteria_of_the_settings_replace_the_programme_s() -> None:
    """With an eligibility rule in the settings, its criteria are asked, and no assumed criterion of the profile is listed."""
    rule = {"kind": "eligibility", "criteria": [{"name": "of age", "column": "age", "min": 18}]}
    problem = problem_of([{"participant_id": "p", **SENIOR}], [], [], [rule])
    table = mm.eligibility(problem, "emtza_haderech", date(2018, 6, 1))
    assert table.to_polars()["holds"].to_list() == [["of age"]]
    assert [path for path, _ in table.assumed] == ["eligibility.next_steps.cannot_say"]


def test_the_assumed_values_are_listed() -> None:
    """Every threshold that the source leaves open is among the assumed values, with the alternatives, and each "almost"."""
    assumed = dict(mm.eligibility(one(**SENIOR), "emtza_haderech", date(2018, 6, 1)).assumed)
    assert "alternatives = at least 10 years; at least 20 years" in assumed["eligibility.criteria[5]"]
    assert assumed["eligibility.criteria[0].near"] == "min = 43, max = 77"
    assert "eligibility.criteria[3]" not in assumed
    assert mm.eligibility(one(**YOUNG), "ovdim_beyachad").assumed == ()


def test_names_and_sentences_in_hebrew() -> None:
    """In Hebrew the criteria, the fields, the approver and the next step bear Hebrew names; codes stay."""
    problem = problem_of(
        [
            {"participant_id": "a", **SENIOR, "birth_date": date(1974, 1, 1)},
            {"participant_id": "b", **SENIOR, "lives_in_area": None},
        ],
        [],
        [],
        decisions=[{"participant_id": "a", **APPROVE}],
    )
    table = mm.eligibility(problem, "emtza_haderech", date(2018, 6, 1))
    near, unsaid = table.to_polars("he").to_dicts()
    assert (near["fails"], near["approver"], near["next_step"]) == (
        ["גיל 45–75"], "מנהל/ת המרכז", "להחלטת מנהל/ת המרכז",
    )  # fmt: skip
    assert unsaid["answer"] == "לא ניתן לומר; יש לברר: מגורים באזור"
    assert (near["status"], unsaid["status"]) == ("near_miss", "cannot_say")
    assert table.summary("he")[:3] == [
        "כמעט עומדים בתנאים: 1; מהם אושרו: 1", "לא ניתן לומר: 1", "ותק וגיל מחושבים ליום: 2018-06-01",
    ]  # fmt: skip
