"""Every scorer on a few pairs whose scores are worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from matchmaker.scoring import SCORERS, Scorer
from matchmaker.scoring.lookup import Lookups
from matchmaker.scoring.scorers.nice_skills import NiceSkills
from tests.scoring.rich_problem import rich_problem
from tests.strategies import commutes_of, problem_of

NAN, INF = float("nan"), float("inf")
BY_NAME: dict[str, Scorer] = {scorer.name: scorer for scorer in SCORERS}


def score(
    name: str,
    participant: dict[str, Any],
    seat: dict[str, Any] | None = None,
    opportunity: dict[str, Any] | None = None,
    employer: dict[str, Any] | None = None,
    organisation: dict[str, Any] | None = None,
    minutes: float = NAN,
) -> float:
    """Return one scorer's score of one pair."""
    problem = problem_of(
        [{"participant_id": "p", **participant}],
        [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1, **(seat or {})}],
        [{"opportunity_id": "o", "kind": "job", "companion_org_id": "g", **(opportunity or {})}],
        employers=[{"employer_id": "e", **(employer or {})}],
        organisations=[{"organisation_id": "g", **(organisation or {})}],
    )
    (lookup,) = Lookups([BY_NAME[name]], problem, commutes_of([[minutes]])).of(0, 1)
    return float(lookup.table[lookup.left[0] + lookup.right[0]])


SEAT_FACTS: list[tuple[str, dict[str, Any], float]] = [
    # scorer, facts (of participant, seat, ...), the score
    ("wish_field", {"participant": {"wished_fields": ("food", "trade")}, "opportunity": {"field": "Food "}}, 1.0),
    ("wish_field", {"participant": {"wished_fields": ("food", "trade")}, "opportunity": {"field": "trade"}}, 0.9),
    ("wish_field", {"participant": {"wished_fields": ("food", "trade")}, "opportunity": {"field": "health"}}, 0.5),
    # The second wish is met by the occupation: 0.5 + 0.5 * 0.8.
    (
        "wish_field",
        {
            "participant": {"wished_fields": ("food", "trade")},
            "opportunity": {"field": "health"},
            "seat": {"occupation": "Trade"},
        },
        0.9,
    ),
    ("wish_field", {"participant": {"wished_fields": ("food",)}, "seat": {"occupation": "food"}}, NAN),
    ("wish_field", {"participant": {"wished_fields": ("עיצוב-גראפי",)}, "opportunity": {"field": "עיצוב גראפי"}}, 1.0),
    ("wish_field", {"participant": {"wished_fields": ("-",)}, "opportunity": {"field": "food"}}, NAN),
    ("wish_field", {"participant": {"wished_fields": ("food",)}, "opportunity": {"field": "-"}}, NAN),
    ("wish_field", {"participant": {"wished_fields": ("food",)}}, NAN),
    ("wish_field", {"participant": {}, "opportunity": {"field": "food"}}, NAN),
    ("wish_occupation", {"participant": {"wished_occupations": ("cook",)}, "seat": {"occupation": "cook"}}, 1.0),
    (
        "wish_occupation",
        {"participant": {"wished_occupations": ("driver", "cook")}, "seat": {"occupation": "cook"}},
        0.9,
    ),
    ("wish_occupation", {"participant": {"wished_occupations": ("xyz",)}, "seat": {"occupation": "cook"}}, 0.5),
    ("wish_occupation", {"participant": {"wished_occupations": ("driver",)}}, NAN),
    ("wish_occupation", {"participant": {"wished_occupations": ("-",)}, "seat": {"occupation": "cook"}}, NAN),
    ("wish_occupation", {"participant": {"wished_occupations": ("-",)}, "seat": {"occupation": "!"}}, NAN),
    (
        "occupation_similarity",
        {"participant": {"occupations": ("driver", "cook")}, "seat": {"occupation": "cook"}},
        1.0,
    ),
    ("occupation_similarity", {"participant": {"occupations": ("xyz",)}, "seat": {"occupation": "cook"}}, 0.5),
    ("occupation_similarity", {"participant": {}, "seat": {"occupation": "cook"}}, NAN),
    ("occupation_stretch", {"participant": {"occupations": ("cook",)}, "seat": {"occupation": "cook"}}, 0.5),
    ("occupation_stretch", {"participant": {"occupations": ("cook",)}}, NAN),
    ("wage", {"participant": {"wage_floor": Decimal(5000)}, "seat": {"wage": Decimal(5000)}}, 0.8),
    # Half way from the floor to 1.2 times it, and half way down to 0.8 times it.
    ("wage", {"participant": {"wage_floor": Decimal(5000)}, "seat": {"wage": Decimal(5500)}}, 0.9),
    ("wage", {"participant": {"wage_floor": Decimal(5000)}, "seat": {"wage": Decimal(4500)}}, 0.4),
    ("wage", {"participant": {"wage_floor": Decimal(5000)}, "seat": {"wage": Decimal(6000)}}, 1.0),
    ("wage", {"participant": {"wage_floor": Decimal(5000)}, "seat": {"wage": Decimal(4000)}}, 0.0),
    ("wage", {"participant": {"wage_floor": Decimal(0)}, "seat": {"wage": Decimal(0)}}, 1.0),
    ("wage", {"participant": {"wage_floor": Decimal(0)}}, NAN),
    ("paid_meanwhile", {"participant": {"needs_immediate_income": True}, "seat": {"paid_from_start": True}}, 1.0),
    ("paid_meanwhile", {"participant": {"needs_immediate_income": True}, "seat": {"paid_from_start": False}}, 0.25),
    (
        "paid_meanwhile",
        {
            "participant": {"needs_immediate_income": True},
            "seat": {"paid_from_start": False},
            "opportunity": {"monthly_allowance": Decimal(900)},
        },
        1.0,
    ),
    ("paid_meanwhile", {"participant": {"needs_immediate_income": True}}, NAN),
    ("paid_meanwhile", {"participant": {"needs_immediate_income": False}, "seat": {"paid_from_start": True}}, NAN),
    ("room_for_work", {"participant": {"needs_immediate_income": True}, "opportunity": {"weekly_hours": 21.0}}, 0.75),
    ("room_for_work", {"participant": {"needs_immediate_income": True}, "opportunity": {"weekly_hours": 50.0}}, 0.5),
    ("room_for_work", {"participant": {}, "opportunity": {"weekly_hours": 21.0}}, NAN),
    (
        "schedule",
        {"participant": {"available_days": ("sunday", "monday")}, "seat": {"days": ("sunday", "tuesday")}},
        0.5,
    ),
    (
        "schedule",
        {
            "participant": {"available_shifts": ("night",), "max_weekly_hours": 40.0},
            "seat": {"shifts": ("night",), "weekly_hours": 42.0},
        },
        0.8,
    ),
    ("schedule", {"participant": {"min_weekly_hours": 30.0}, "seat": {"weekly_hours": 25.0}}, 0.5),
    ("schedule", {"participant": {"min_weekly_hours": 30.0}, "seat": {"weekly_hours": 90.0}}, 1.0),
    ("schedule", {"participant": {"works_sabbath": False}, "seat": {"works_sabbath": True}}, 0.0),
    ("schedule", {"participant": {}, "seat": {"works_sabbath": False}}, 1.0),
    ("schedule", {"participant": {"works_sabbath": True}}, 1.0),
    ("schedule", {"participant": {"works_sabbath": False}}, NAN),
    ("commute", {"participant": {}, "minutes": 10.0}, 1.0),
    ("commute", {"participant": {}, "minutes": 37.5}, 0.5),
    ("commute", {"participant": {"max_commute_minutes": 45.0}, "minutes": 30.0}, 0.5),
    ("commute", {"participant": {"max_commute_minutes": 10.0}, "minutes": 10.0}, 1.0),
    ("commute", {"participant": {"max_commute_minutes": 10.0}, "minutes": 11.0}, 0.0),
    ("commute", {"participant": {}, "minutes": INF}, 0.0),
    ("commute", {"participant": {"max_commute_minutes": 45.0}, "minutes": NAN}, NAN),
    (
        "environment",
        {
            "participant": {"environment_preferences": ("quiet", "team", "arabic_speaking")},
            "employer": {"environment": ("noisy", "team")},
        },
        0.75,
    ),
    (
        "environment",
        {
            "participant": {"environment_preferences": ("quiet",)},
            "seat": {"environment": ("quiet",)},
            "employer": {"environment": ("noisy",)},
        },
        1.0,
    ),
    (
        "environment",
        {"participant": {"environment_preferences": ("quiet",)}, "employer": {"environment": ("team",)}},
        NAN,
    ),
    (
        "environment",
        {"participant": {"environment_preferences": ("quiet",)}, "employer": {"environment": ("noisy",)}},
        0.5,
    ),
    ("environment", {"participant": {}, "employer": {"environment": ("team",)}}, NAN),
    ("promotion", {"participant": {}, "seat": {"promotion_horizon": True}}, 1.0),
    (
        "promotion",
        {"participant": {}, "seat": {"promotion_horizon": False}, "employer": {"quality_traits": ("promotion",)}},
        0.5,
    ),
    ("promotion", {"participant": {}, "employer": {"quality_traits": ("patience", "promotion")}}, 1.0),
    ("promotion", {"participant": {}, "employer": {"quality_traits": ("patience",)}}, NAN),
    ("short_duration", {"participant": {}, "opportunity": {"weeks": 26.0}}, 1.0),
    ("short_duration", {"participant": {}, "opportunity": {"weeks": 39.0}}, 0.75),
    ("short_duration", {"participant": {}, "opportunity": {"weeks": 60.0}}, 0.5),
    ("must_skills", {"participant": {"skills": ("ריתוך", "Excel")}, "seat": {"must_skills": ("excel", "sales")}}, 0.5),
    ("must_skills", {"participant": {"skills": ("a",)}}, NAN),
    ("must_skills", {"participant": {}, "seat": {"must_skills": ("excel",)}}, NAN),
    ("must_skills", {"participant": {"skills": ("a",)}, "seat": {"must_skills": ("b",)}}, 0.0),
    ("nice_skills", {"participant": {"skills": ("a",)}, "seat": {"nice_skills": ("b",)}}, 0.5),
    ("nice_skills", {"participant": {"skills": ("a",)}, "seat": {"nice_skills": ("b", "a")}}, 0.75),
    ("nice_skills", {"participant": {"skills": ("a",)}, "seat": {"nice_skills": ("a",)}}, 1.0),
    ("licence", {"participant": {"licences": ("C",)}, "seat": {"required_licences": ("b",)}}, 0.0),
    ("licence", {"participant": {"licences": ("B",)}, "seat": {"required_licences": ("b",)}}, 1.0),
    ("language", {"participant": {"hebrew_level": "basic"}, "seat": {"required_hebrew": "conversational"}}, 0.5),
    (
        "language",
        {
            "participant": {"hebrew_level": "native", "english_level": "none"},
            "seat": {"required_hebrew": "basic", "required_english": "fluent"},
        },
        0.0,
    ),
    ("language", {"participant": {"hebrew_level": "native"}, "seat": {"required_hebrew": "basic"}}, 1.0),
    ("language", {"participant": {"hebrew_level": "native"}}, NAN),
    ("education", {"participant": {"schooling_years": 10.0}, "seat": {"min_schooling_years": 12.0}}, 0.5),
    ("education", {"participant": {"academic_degree": "diploma"}, "seat": {"min_degree": "bachelor"}}, 0.5),
    (
        "education",
        {
            "participant": {"schooling_years": 12.0, "certificates": ("welding",)},
            "seat": {"min_schooling_years": 12.0, "required_certificates": ("Welding", "crane")},
        },
        0.5,
    ),
    ("education", {"participant": {"schooling_years": 12.0}}, NAN),
    ("experience", {"participant": {"experience_years": 1.0}, "seat": {"min_experience_years": 4.0}}, 0.25),
    ("experience", {"participant": {"experience_years": 9.0}, "seat": {"min_experience_years": 4.0}}, 1.0),
    ("experience", {"participant": {"experience_years": 9.0}, "seat": {"min_experience_years": 0.0}}, NAN),
    ("track", {"participant": {"maturity": "initial"}, "opportunity": {"kind": "pre_employment"}}, 1.0),
    ("track", {"participant": {"maturity": "initial"}, "opportunity": {"quality_employment": True}}, 0.25),
    ("track", {"participant": {"maturity": "initial"}, "opportunity": {"quality_employment": False}}, 0.5),
    ("track", {"participant": {"maturity": "high"}, "opportunity": {"quality_employment": True}}, 1.0),
    (
        "track",
        {
            "participant": {"maturity": "high", "employment_type_ready": "experiential"},
            "opportunity": {"quality_employment": False},
        },
        1.0,
    ),
    (
        "track",
        {"participant": {"maturity": "high"}, "opportunity": {"kind": "triangle_training", "weeks": 12.0}},
        0.5,
    ),
    (
        "track",
        {"participant": {"maturity": "medium"}, "opportunity": {"kind": "triangle_training", "weeks": 40.0}},
        1.0,
    ),
    (
        "track",
        {
            "participant": {"maturity": "medium", "employment_type_ready": "experiential"},
            "opportunity": {"kind": "triangle_training", "weeks": 12.0},
        },
        1.0,
    ),
    ("track", {"participant": {"maturity": "high"}, "opportunity": {"kind": "pre_employment"}}, 0.5),
    (
        "track",
        {
            "participant": {"maturity": "initial", "employment_type_ready": "quality"},
            "opportunity": {"kind": "workshop"},
        },
        0.5,
    ),
    *(
        (
            "track",
            {
                "participant": {"maturity": maturity, "employment_type_ready": "pre_employment"},
                "opportunity": opportunity,
            },
            expected,
        )
        for maturity, opportunity, expected in (
            ("medium", {"kind": "pre_employment"}, 1.0),
            ("medium", {"kind": "job", "quality_employment": False}, 0.5),  # of medium and experiential, beside it
            ("medium", {"kind": "job", "quality_employment": True}, 0.25),  # two steps off
            ("high", {"kind": "pre_employment"}, 0.5),  # its own cell names nothing
            ("high", {"kind": "job", "quality_employment": True}, 0.25),
        )
    ),
    (
        "track",
        {
            "participant": {"maturity": "high", "employment_type_ready": "experiential"},
            "seat": {"position_percent": 74.0},
            "opportunity": {"quality_employment": True},
        },
        1.0,
    ),
    (
        "track",
        {
            "participant": {"maturity": "high", "employment_type_ready": "experiential"},
            "seat": {"position_percent": 75.0},
            "opportunity": {"quality_employment": True},
        },
        0.5,
    ),
    ("track", {"participant": {"maturity": "high"}}, NAN),
    ("track", {"participant": {}, "opportunity": {"kind": "workshop"}}, NAN),
    (
        "barrier_support",
        {
            "participant": {"barriers": ("transport", "language", "age", "physical"), "supports": ("Transport",)},
            "organisation": {"supports": ("language", "transport")},
        },
        1.0,
    ),
    ("barrier_support", {"participant": {"barriers": ("age",), "supports": ("transport",)}}, NAN),
    ("barrier_support", {"participant": {"barriers": ("age",)}}, NAN),
    ("barrier_support", {"participant": {"supports": ("age",)}}, NAN),
    (
        "employer_quality",
        {"participant": {}, "employer": {"quality_traits": ("patience", "promotion", "legal_rights")}},
        0.75,
    ),
    ("employer_quality", {"participant": {}, "employer": {"circle": "first"}}, 1.0),
    ("employer_quality", {"participant": {"maturity": "medium"}, "employer": {"circle": "second"}}, 0.5),
    ("employer_quality", {"participant": {"maturity": "high"}, "employer": {"circle": "second"}}, 1.0),
    (
        "employer_quality",
        {"participant": {}, "employer": {"circle": "disqualified", "quality_traits": ("patience",)}},
        0.0,
    ),
    ("employer_quality", {"participant": {"maturity": "high"}}, NAN),
    ("small_business", {"participant": {}, "employer": {"size": "medium"}}, 1.0),
    ("small_business", {"participant": {}, "employer": {"size": "large"}}, 0.5),
    ("small_business", {"participant": {}}, NAN),
    ("quality_employment", {"participant": {}, "opportunity": {"quality_employment": True}}, 1.0),
    ("quality_employment", {"participant": {}, "opportunity": {"quality_employment": False}}, 0.5),
    (
        "quality_employment",
        {"participant": {}, "seat": {"position_percent": 74.0}, "opportunity": {"quality_employment": True}},
        0.5,
    ),
    ("quality_employment", {"participant": {}, "seat": {"position_percent": 100.0}}, NAN),
    ("survey_freshness", {"participant": {}, "employer": {"survey_date": date(2026, 3, 1)}}, 1.0),
    ("survey_freshness", {"participant": {}}, NAN),
]


@pytest.mark.parametrize(
    ("name", "facts", "expected"), SEAT_FACTS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(SEAT_FACTS)]
)
def test_score_is_the_one_worked_by_hand(name: str, facts: dict[str, Any], expected: float) -> None:
    """The scorer gives the pair the score worked out by hand."""
    np.testing.assert_allclose(score(name, **facts), expected, rtol=1e-6)


def test_every_scorer_is_worked_by_hand() -> None:
    """No scorer of the registry is missing from the cases."""
    assert {name for name, _, _ in SEAT_FACTS} == set(BY_NAME)


REQUIRED = {"must_skills", "language", "education", "licence", "experience"}
"""What an employer requires."""

REFUSED = {"wage", "schedule", "commute", "employer_quality"}
"""What a participant cannot accept or reach, and an employer that is disqualified."""


def test_only_what_is_required_or_refused_falls_to_nothing() -> None:
    """Over random facts the scorers with a score of 0 are those of requirements and refusals, and each of them has one."""
    zero = set()
    for seed in range(12):
        problem, commutes = rich_problem(30, 14, seed=seed)
        for scorer, lookup in zip(SCORERS, Lookups(SCORERS, problem, commutes).of(0, 30), strict=True):
            zero |= {scorer.name} if (lookup.table == 0).any() else set()
    assert zero == REQUIRED | REFUSED


def test_floor_of_a_profile_takes_effect() -> None:
    """Whoever sets ``without`` to 0 has the plain share again, and a floor outside [0, 1] is refused."""
    for scorer in SCORERS:
        if not hasattr(scorer, "without"):
            continue
        assert 0 < scorer.without < 1
        with pytest.raises(ValueError, match=r"without is 1\.5"):
            replace(scorer, without=1.5)
    features = np.array([[[0.0, 0.25, 1.0, NAN]]], np.float32)
    plain, half = NiceSkills(without=0).judge(features), NiceSkills(without=0.5).judge(features)
    np.testing.assert_array_equal(plain, features[0])
    np.testing.assert_array_equal(half, np.array([[0.5, 0.625, 1.0, NAN]], np.float32))


def test_stretch_is_highest_between_the_same_and_something_else() -> None:
    """A similarity of one half is the best stretch; a quarter and three quarters lie half way to the floor."""
    features = np.array([[[0.0, 0.25, 0.5, 0.75, 1.0]]], np.float32)
    assert BY_NAME["occupation_stretch"].judge(features).tolist() == [[0.5, 0.75, 1.0, 0.75, 0.5]]


def test_freshness_halves_above_its_floor() -> None:
    """Half a year (182 days) older than the newest survey leaves half, a year a quarter, above the floor of one half."""
    problem = problem_of(
        [{"participant_id": "p"}],
        [{"seat_id": f"s{i}", "opportunity_id": "o", "employer_id": f"e{i}", "count": 1} for i in range(4)],
        [{"opportunity_id": "o", "kind": "job"}],
        employers=[
            {"employer_id": "e0", "survey_date": date(2026, 12, 31)},
            {"employer_id": "e1", "survey_date": date(2026, 7, 2)},
            {"employer_id": "e2", "survey_date": date(2026, 1, 1)},
            {"employer_id": "e3"},
        ],
    )
    (lookup,) = Lookups([BY_NAME["survey_freshness"]], problem, commutes_of([[NAN] * 4])).of(0, 1)
    assert lookup.table[lookup.right].tolist()[:3] == [1.0, 0.75, 0.625]
    assert np.isnan(lookup.table[lookup.right[3]])
