"""From settings to rules: one broken rule per rejection, and what a programme adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import inf, nan
from typing import Any

import pytest

from matchmaker.constraints import ALWAYS_ON, CommuteLimit, constraint_warnings, parse_constraints
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from tests.constraints.helpers import opportunity, people, seat, small

QUOTA = {"kind": "group_quota", "group": {"gender": "female"}}
BUDGET = {"kind": "budget", "cost": "cost"}
SHARED = {"kind": "shared_capacity", "owner": "companion_org_id", "capacity": "hours"}


@dataclass(frozen=True)
class Profile:
    """A programme, as far as rules go."""

    constraint: tuple[dict[str, Any], ...]
    eligibility: None = None


def problem_with(*constraint: dict[str, Any]) -> Problem:
    """Return a small problem with everything rules may read, and these rules."""
    return small(
        constraint=constraint,
        participants=people(2, gender=["female", "male"], personality=[(0.5,), None], wage_floor=[Decimal(5000), None]),
        seats=[seat(0, 0, cost=Decimal("100"))],
        opportunities=[opportunity(0, region="south", companion_org_id="g0")],
        organisations=[{"organisation_id": "g0", "hours": 10.0, "note": "x"}],
    )


def findings(*constraint: dict[str, Any]) -> tuple[Finding, ...]:
    """Return the findings with which these rules are refused."""
    with pytest.raises(SettingsError) as refused:
        parse_constraints(problem_with(*constraint))
    return refused.value.findings


BROKEN: list[tuple[dict[str, Any], str, str, str | None]] = [
    ({}, "kind", "missing-key", None),
    ({"kind": 7}, "kind", "unknown-kind", None),
    ({"kind": "group_qota"}, "kind", "unknown-kind", "did you mean 'group_quota'?"),
    ({"kind": "seat_count"}, "kind", "unknown-kind", "remove this rule"),
    ({"kind": "commute_limit"}, "minutes", "missing-key", None),
    ({"kind": "commute_limit", "minuts": 45, "minutes": 4}, "minuts", "unknown-key", "did you mean 'minutes'?"),
    ({"kind": "commute_limit", "minutes": True}, "minutes", "type-error", None),
    ({"kind": "commute_limit", "minutes": "45"}, "minutes", "type-error", None),
    ({"kind": "commute_limit", "minutes": nan}, "minutes", "out-of-range", None),
    ({"kind": "commute_limit", "minutes": inf}, "minutes", "out-of-range", None),
    ({"kind": "commute_limit", "minutes": -1}, "minutes", "out-of-range", None),
    ({"kind": "commute_limit", "minutes": 1441}, "minutes", "out-of-range", None),
    ({"kind": "employer_maximum", "max": True}, "max", "type-error", None),
    ({"kind": "employer_maximum", "max": 7.0}, "max", "type-error", None),
    ({"kind": "employer_maximum", "max": "7"}, "max", "type-error", None),
    ({"kind": "employer_maximum", "max": -1}, "max", "out-of-range", None),
    ({"kind": "employer_maximum", "max": 2**53 + 1}, "max", "out-of-range", None),
    ({"kind": "employer_maximum", "max": 10**5000}, "max", "out-of-range", None),
    ({"kind": "employer_maximum", "max": 2, "scope": "plan"}, "scope", "unknown-value", None),
    (
        {"kind": "employer_maximum", "max": 2, "scope": {"employer_id": ["e00"]}},
        "scope.employer_id", "foreign-key", "did you mean 'e0'?",
    ),
    ({**BUDGET, "max": nan}, "max", "out-of-range", None),
    ({**BUDGET, "max": 2**62}, "max", "out-of-range", None),
    ({**BUDGET, "max": 10**10 + 1}, "max", "out-of-range", None),
    ({**BUDGET, "max": 0.001}, "max", "out-of-range", None),
    ({**BUDGET, "max": 1e-300}, "max", "out-of-range", None),
    ({**BUDGET, "max": 1, "cost": ""}, "cost", "type-error", None),
    ({**BUDGET, "max": 1, "cost": "costs"}, "cost", "unknown-column", "did you mean 'cost'?"),
    ({**BUDGET, "max": 1, "cost": "occupation"}, "cost", "unknown-column", None),
    ({**SHARED, "owner": "companion_org"}, "owner", "unknown-value", "did you mean 'companion_org_id'?"),
    ({**SHARED, "capacity": "houers"}, "capacity", "unknown-column", "did you mean 'hours'?"),
    ({**SHARED, "use_per_participant": 0}, "use_per_participant", "out-of-range", None),
    ({**SHARED, "use_per_participant": 1e-10}, "use_per_participant", "out-of-range", None),
    (QUOTA, "min_count", "missing-key", None),
    ({**QUOTA, "min_count": 3, "max_count": 2}, "min_count", "out-of-range", None),
    ({**QUOTA, "min_share": 0.5, "max_share": 0.4}, "min_share", "out-of-range", None),
    ({**QUOTA, "min_share": 1.1}, "min_share", "out-of-range", None),
    ({**QUOTA, "min_share": -0.1}, "min_share", "out-of-range", None),
    ({**QUOTA, "min_share": 0.1 + 0.2}, "min_share", "out-of-range", None),
    ({**QUOTA, "min_count": True}, "min_count", "type-error", None),
    ({**QUOTA, "min_shar": 0.1, "max_count": 1}, "min_shar", "unknown-key", "did you mean 'min_share'?"),
    ({**QUOTA, "group": {}, "max_count": 1}, "group", "type-error", None),
    ({**QUOTA, "group": "female", "max_count": 1}, "group", "type-error", None),
    ({**QUOTA, "group": {"gender": []}, "max_count": 1}, "group", "type-error", None),
    ({**QUOTA, "group": {"gender": nan}, "max_count": 1}, "group", "type-error", None),
    ({**QUOTA, "group": {"gendr": "x"}, "max_count": 1}, "group.gendr", "unknown-column", "did you mean 'gender'?"),
    (
        {**QUOTA, "group": {"gender": "femal"}, "max_count": 1},
        "group.gender", "unknown-value", "did you mean 'female'?",
    ),
    ({**QUOTA, "group": {"gender": 1}, "max_count": 1}, "group.gender", "type-error", None),
    ({**QUOTA, "group": {"car": "yes"}, "max_count": 1}, "group.car", "type-error", None),
    ({**QUOTA, "group": {"car": 1}, "max_count": 1}, "group.car", "type-error", None),
    ({**QUOTA, "group": {"meetings_held": True}, "max_count": 1}, "group.meetings_held", "type-error", None),
    ({**QUOTA, "group": {"birth_date": datetime(2000, 1, 1)}, "max_count": 1}, "group.birth_date", "type-error", None),
    ({**QUOTA, "group": {"personality": 0.5}, "max_count": 1}, "group.personality", "type-error", None),
    ({**QUOTA, "group": {"wage_floor": 5000}, "max_count": 1}, "group.wage_floor", "type-error", None),
    ({**QUOTA, "scope": "each_cohrt", "max_count": 1}, "scope", "unknown-value", "did you mean 'each_cohort'?"),
    ({**QUOTA, "scope": 3, "max_count": 1}, "scope", "type-error", None),
    ({**QUOTA, "scope": {"regon": "south"}, "max_count": 1}, "scope", "type-error", "did you mean 'region'?"),
    ({**QUOTA, "scope": {"region": []}, "max_count": 1}, "scope", "type-error", None),
    ({**QUOTA, "scope": {"region": ["a", "a"]}, "max_count": 1}, "scope", "duplicate-label", None),
    ({**QUOTA, "scope": {"opportunity_id": "o"}, "max_count": 1}, "scope.opportunity_id", "foreign-key", None),
    ({"kind": "opportunity_requirements", "min_position_percent": 101}, "min_position_percent", "out-of-range", None),
    ({"kind": "opportunity_requirements", "min_position_percent": "x"}, "min_position_percent", "type-error", None),
    ({"kind": "opportunity_requirements", "min_position_percent": nan}, "min_position_percent", "out-of-range", None),
    ({"kind": "eligibility", "criteria": []}, "criteria", "too_short", None),
    ({"kind": "eligibility", "criteria": [{"column": "age"}]}, "criteria[0]", "type-error", None),
    ({"kind": "eligibility", "as_of": "soon", "criteria": [{"column": "age", "min": 1}]}, "as_of", "type-error", None),
    ({"kind": "eligibility", "criteria": [{"column": "age", "min": "x"}]}, "criteria[0].min", "type-error", None),
    ({"kind": "eligibility", "criteria": [{"column": "age", "min": nan}]}, "criteria[0].min", "out-of-range", None),
    (
        {"kind": "eligibility", "criteria": [{"column": "personality", "min": 0.5}]},
        "criteria[0].column", "no-criterion", None,
    ),
    (
        {"kind": "eligibility", "criteria": [{"any_of": [{"column": "Motivation level", "min": 3}]}]},
        "criteria[0].any_of[0].column", "no-criterion", None,
    ),
    (
        {"kind": "eligibility", "criteria": [{"column": "barriers", "values": ["חוסר מוטיבציה"]}]},
        "criteria[0].values", "no-criterion", None,
    ),
    (
        {"kind": "eligibility", "criteria": [{"column": "age", "minn": 1}]},
        "criteria[0].minn", "unknown-key", "did you mean 'min'?",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("constraint", "key", "code", "hint"), BROKEN)
def test_a_broken_rule_is_refused_at_its_key(constraint: dict[str, Any], key: str, code: str, hint: str | None) -> None:
    """The finding names settings.toml, the path, a code, and the nearest name where there is one."""
    fine = {"kind": "employer_maximum", "max": 9}
    (finding,) = findings(fine, constraint)
    assert (finding.file, finding.column, finding.code) == ("settings.toml", f"constraint[1].{key}", code)
    assert finding.severity == "error"
    if hint is not None:
        assert finding.hint == hint
    assert str(finding)


def test_every_error_is_reported_at_once() -> None:
    """Three broken rules with four faults give four findings, in order."""
    found = findings(
        {"kind": "commute_limit", "minutes": -1}, {"kind": "nothing"}, {**BUDGET, "max": -1, "cots": "cost"}
    )
    columns = ["constraint[0].minutes", "constraint[1].kind", "constraint[2].max", "constraint[2].cots"]
    assert [finding.column for finding in found] == columns


def test_a_long_value_is_cut() -> None:
    """A value of thousands of characters is shown in part."""
    (finding,) = findings({"kind": "employer_maximum", "max": "9" * 3000})
    assert finding.value is not None
    assert len(finding.value) == 201


def test_rules_that_always_apply_come_without_settings() -> None:
    """Without settings there is one of each rule that always applies, pair rules first."""
    rules = parse_constraints(small())
    assert {type(rule) for rule in rules} == set(ALWAYS_ON)
    pair = [hasattr(rule, "allowed") for rule in rules]
    assert pair == sorted(pair, reverse=True)


def test_a_setting_replaces_what_always_applies() -> None:
    """Requirements with another position replace the built-in ones."""
    rules = parse_constraints(problem_with({"kind": "opportunity_requirements", "min_position_percent": 50}))
    (requirements,) = [rule for rule in rules if rule.code == "opportunity_requirements"]
    assert requirements.model_dump()["min_position_percent"] == 50


def test_settings_replace_the_programme_s_rules_of_the_same_kind_only() -> None:
    """The programme's limit of 60 minutes gives way to 45, its employer maximum stays."""
    programme = Profile(({"kind": "commute_limit", "minutes": 60}, {"kind": "employer_maximum", "max": 4}))
    rules = parse_constraints(problem_with({"kind": "commute_limit", "minutes": 45}), programme)
    assert [rule for rule in rules if rule.code == "commute_limit"] == [CommuteLimit(minutes=45)]
    assert [rule.model_dump()["max"] for rule in rules if rule.code == "employer_maximum"] == [4]


def test_a_broken_rule_of_the_programme_is_placed_there() -> None:
    """Its finding names the programme's file and the path inside it, not the settings."""
    profile = Profile(({"kind": "commute_limit", "minutes": -1},))
    with pytest.raises(SettingsError) as refused:
        parse_constraints(problem_with(), profile, programme_file="mine.toml")
    assert [(f.file, f.column) for f in refused.value.findings] == [("mine.toml", "constraint[0].rule.minutes")]
    eligibility = {"kind": "eligibility", "criteria": [{"column": "gender", "values": "other"}]}
    (warning,) = constraint_warnings(problem_with(), Profile((eligibility,)), programme_file="mine.toml")
    assert (warning.file, warning.column) == ("mine.toml", "constraint[0].rule.criteria")


def test_warnings_do_not_stop_a_run() -> None:
    """A region in which there is nothing, and a value nobody has, are warnings with a path."""
    rule = {**QUOTA, "group": {"gender": "other"}, "scope": {"region": "soth"}, "max_count": 1}
    problem = problem_with(rule)
    assert parse_constraints(problem)
    found = constraint_warnings(problem)
    assert [(f.column, f.value, f.severity) for f in found] == [
        ("constraint[0].group.gender", "other", "warning"),
        ("constraint[0].scope.region", "soth", "warning"),
    ]
    assert found[1].hint == "did you mean 'south'?"


def test_data_that_cannot_serve_keeps_its_own_place() -> None:
    """A seat without a cost is reported in seats.csv at its row, not in the settings."""
    problem = small(constraint=[{**BUDGET, "max": 5}])
    with pytest.raises(SettingsError) as refused:
        parse_constraints(problem)
    (finding,) = refused.value.findings
    assert (finding.file, finding.row, finding.column) == ("seats.csv", 2, "cost")


def test_a_problem_of_bare_ids_has_rules() -> None:
    """With nothing but ids, kinds and counts every rule without columns of its own still parses."""
    rules = parse_constraints(small(constraint=[{"kind": "commute_limit", "minutes": 5}, {**QUOTA, "max_count": 1}]))
    assert all(rule.describe() for rule in rules)
