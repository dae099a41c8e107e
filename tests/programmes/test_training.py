"""The sections on trainings and group responses."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.constraints import parse_constraints, training_findings
from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme, rules_of
from tests.strategies import problem_of

RESPONSE = '[[response]]\ncode = "a"\nname_he = "א"\nname_en = "A"\nkind = "workshop"\nsource = "002:165"\n'
HEAD = 'base = "general"\nname = "own"\ntitle_he = "א"\ntitle_en = "Own"\nversion = "1"\nvalid_from = 2020-01-01\n'


@pytest.mark.parametrize("name", ["general", "ovdim_beyachad", "emtza_haderech", "workit"])
def test_sections_become_rules(name: str) -> None:
    """Every built-in programme brings the limits of its trainings along as rules, five people an employer among them."""
    rules = {rule["kind"]: rule for rule in load_programme(name).constraint}
    assert rules["absorption_limit"]["most"] == 5
    assert str(rules["placement_commitment"]["share"]) == "0.7"
    assert rules["opportunity_requirements"]["min_position_percent"] == 75.0
    assert rules["opening_conditions"]["preferred_weeks"] == 26.0


def test_every_value_has_its_place() -> None:
    """Each value of the two sections says where it comes from, or that it is assumed."""
    rules = rules_of(load_programme("emtza_haderech"), "training", "response")
    assert len([rule for rule in rules if rule.path.startswith("response")]) == 23
    assert all(rule.source or rule.assumed for rule in rules)
    assert {"training.groups.most_each", "training.opening.closes"} <= {rule.path for rule in rules if rule.assumed}


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('[training.groups]\nsmallest = { value = 16, source = "x" }', "training.groups", "smallest (16)"),
        ('[training.meetings]\nleast = { value = 1, source = "x" }\nmost = { value = 2, source = "x" }\n'
         'mean = { value = 3, source = "x" }', "training.meetings", "out of order"),
        ('[training.guided]\nmin_position_percent = { value = 100, source = "x" }\n'
         'on_the_job_position = { value = "over", source = "x" }', "training.guided", "over 100 %"),
        ('[training.technology_class]\nplaced_share = { value = 1.2, source = "x" }',
         "training.technology_class.placed_share.value", "less than or equal to 1"),
        ('[training.opening]\ncloses = { value = ["motivation"], source = "x" }', "training.opening.closes", ""),
        (RESPONSE + RESPONSE, "response", "more than one response with code a"),
        (RESPONSE + "most_sessions = 3", "response", "most_sessions needs sessions"),
        (RESPONSE + 'audience = [{ column = "no_such", values = ["x"] }]', "response", "no_such"),
        (RESPONSE + 'audience = [{ column = "digital_literacy", min = 3 }]', "response", "digital_literacy"),
    ],
)  # fmt: skip
def test_impossible_profiles_are_refused(tmp_path: Path, text: str, place: str, what: str) -> None:
    """A profile that cannot be is refused with the file, the path inside it and the reason."""
    path = tmp_path / "own.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_programme(path)
    finding = caught.value.findings[0]
    assert finding.file == "own.toml"
    assert str(finding.column).startswith(place)
    assert what in str(finding)


def test_findings_say_what_to_ask_for() -> None:
    """What is odd or missing about trainings is found, with its place, and none of it is an error."""
    offers = [
        {"opportunity_id": "t", "kind": "triangle_training", "quality_employment": False, "weeks": 30.0, "min_size": 2},
        {"opportunity_id": "o", "kind": "on_the_job_training", "quality_employment": True, "weeks": 20.0},
        {"opportunity_id": "c", "kind": "technology_class", "min_size": 10, "committed_places": 6},
        {"opportunity_id": "w", "kind": "workshop", "min_size": 5, "response": "excel_beginer"},
        {"opportunity_id": "j", "kind": "job", "companion_candidates": ("g",)},
        {"opportunity_id": "k", "kind": "triangle_training", "min_size": 2, "companion_candidates": ("g",)},
    ]
    seats = [
        {"seat_id": "t1", "opportunity_id": "t", "employer_id": "a", "count": 6},
        {"seat_id": "t2", "opportunity_id": "t", "employer_id": "b", "count": 1},
        {"seat_id": "o1", "opportunity_id": "o", "employer_id": "a", "count": 1, "min_schooling_years": 12.0},
        {"seat_id": "c1", "opportunity_id": "c", "employer_id": "a", "count": 20},
    ]
    problem = problem_of([{"participant_id": "p"}], seats, offers, organisations=[{"organisation_id": "g"}])
    programme = load_programme("emtza_haderech")
    found = training_findings(problem, programme, parse_constraints(problem, programme))
    assert {each.severity for each in found} == {"warning"}
    placed = {(each.file, each.row, each.column, each.code) for each in found}
    assert {
        ("opportunities.csv", 2, "quality_employment", "opening-condition"),
        ("opportunities.csv", 2, "weeks", "opening-condition"),
        ("opportunities.csv", None, "demanded_field", "missing-cell"),
        ("opportunities.csv", 3, "weeks", "odd-length"),
        ("opportunities.csv", None, "no_alternative_training", "missing-cell"),
        ("seats.csv", None, "mentor_named", "missing-cell"),
        ("seats.csv", 4, "min_schooling_years", "threshold"),
        ("seats.csv", 2, "count", "absorption"),
        ("seats.csv", None, "start_phase", "missing-cell"),
        ("opportunities.csv", 4, "committed_places", "commitment"),
        ("employers.csv", None, "size", "missing-cell"),
        ("opportunities.csv", 5, "response", "unknown-value"),
        ("opportunities.csv", 5, "min_size", "group-size"),
        ("opportunities.csv", 6, "companion_candidates", "companion"),
        ("organisations.csv", None, "hours", "missing-cell"),
        ("opportunities.csv", None, "companion_hours_each", "missing-cell"),
    } <= placed
    (code,) = [each.hint for each in found if each.code == "unknown-value"]
    assert code is not None
    assert "excel_beginners" in code


def test_findings_follow_the_settings() -> None:
    """A rule of the settings replaces the programme's in the findings too: what closes nothing is not said to close."""
    offers = [
        {"opportunity_id": "t", "kind": "triangle_training", "quality_employment": False},
        {"opportunity_id": "c", "kind": "technology_class", "min_size": 10, "committed_places": 6},
    ]
    seats = [
        {"seat_id": f"t{i}", "opportunity_id": "t", "employer_id": f"e{i}", "count": n} for i, n in enumerate((6, 9, 0))
    ]
    rules = [
        {"kind": "opening_conditions", "closes": []},
        {"kind": "absorption_limit", "most": 8},
        {"kind": "placement_commitment", "share": 0.6},
    ]
    programme = load_programme("general")
    told = {}
    for given in ((), rules):
        problem = problem_of([{"participant_id": "p"}], seats, offers, given)
        found = training_findings(problem, programme, parse_constraints(problem, programme))
        told[bool(given)] = {(each.row, each.column): each.message for each in found if each.row is not None}
    assert told[False] == {
        (2, "quality_employment"): "the field is not quality employment (000:2671), so it stays closed",
        (2, "count"): "one of several employers takes at most 5 people",
        (3, "count"): "one of several employers takes at most 5 people",
        (3, "committed_places"): "the commitment covers less than 70% of its smallest size, so it stays closed",
    }
    assert told[True] == {
        (2, "quality_employment"): "the field is not quality employment (000:2671)",
        (3, "count"): "one of several employers takes at most 8 people",
    }
