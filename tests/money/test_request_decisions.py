"""Requests judged by the rules, reckoned by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from matchmaker.money import RequestDecision, request_decisions
from tests.money.helpers import asked, money_of


def decided(**facts: Any) -> RequestDecision:
    """Return the decision on `ASKED` but for ``facts``; ``meetings_held`` is the participant's, ``spec`` the profile."""
    spec, as_of = facts.pop("spec", "ovdim_beyachad"), facts.pop("as_of", None)
    meetings = facts.pop("meetings_held", None)
    (decision,) = request_decisions(asked(facts, meetings_held=meetings), money_of(spec), as_of)
    return decision


def test_request_of_which_everything_holds_may_be_granted_in_full() -> None:
    """7,000 with a demanded field, a wage at 110 % of the minimum and a fifth from elsewhere is within the rules."""
    decision = decided()
    assert (decision.verdict, decision.ceiling, decision.amount) == ("within_rules", Decimal(7000), Decimal(7000))
    assert [check.source for check in decision.checks] == [
        "000:4495", "000:4497", "000:4499-4501", "000:2825-2829, 4509 (the day of the change is assumed)",
    ]  # fmt: skip
    assert [check.source for check in decision.enlarged_checks] == [
        "000:4523-4525", "000:4527", "000:4529", "000:4529-4531",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "ask"),
    [
        ({"demanded_field": None}, ("requests.demanded_field",)),
        ({"demanded_field": None, "employer_letter": None}, ("requests.demanded_field", "requests.employer_letter")),
        ({"starting_wage": None}, ("requests.starting_wage",)),
        ({"other_funding": None}, ("requests.other_funding",)),
        ({"course_cost": None}, ("requests.course_cost",)),
        ({"amount": None}, ("requests.amount",)),
    ],
)
def test_one_unknown_condition_leaves_the_regular_ceiling(facts: dict[str, Any], ask: tuple[str, ...]) -> None:
    """With one of the conditions of more not known 4,000 may be granted now, and the field that would open 7,000 is named."""
    decision = decided(**facts)
    assert (decision.verdict, decision.ceiling, decision.highest) == ("within_rules", Decimal(4000), Decimal(7000))
    assert (decision.amount, decision.at_most) == (Decimal(4000), Decimal(7000))
    assert decision.ask == ask
    assert "whether up to 7000.00 cannot be said" in decision.why


@pytest.mark.parametrize(
    "facts",
    [
        {"demanded_field": False},
        {"starting_wage": Decimal("5829.99")},
        {"other_funding": Decimal("1999.99")},
        {"course_cost": Decimal(7000), "other_funding": Decimal(7000)},
    ],
)
def test_one_failed_condition_leaves_the_regular_ceiling(facts: dict[str, Any]) -> None:
    """One of the conditions of more that fails by an agora keeps the ceiling at 4,000 (000:4533)."""
    decision = decided(**facts)
    assert (decision.verdict, decision.ceiling, decision.highest) == ("within_rules", Decimal(4000), Decimal(4000))
    assert decision.ask == ()


def test_employers_letter_stands_for_a_demanded_field() -> None:
    """A field off the list with an employer's letter opens the higher ceiling (000:4523-4525)."""
    assert decided(demanded_field=False, employer_letter=True).ceiling == 7000


@pytest.mark.parametrize("amount", [Decimal(3500), Decimal(4000)])
def test_small_request_does_not_ask_for_more_facts(amount: Decimal) -> None:
    """Up to 4,000 the conditions of more are not looked at."""
    decision = decided(amount=amount, demanded_field=None, starting_wage=None, other_funding=None)
    assert (decision.amount, decision.highest) == (amount, Decimal(4000))
    assert (decision.enlarged_checks, decision.ask) == ((), ())


@pytest.mark.parametrize(
    "facts", [{"companion_opinion": False}, {"employment_potential": False}, {"state_funding_sufficient": True}]
)
def test_request_that_fails_a_criterion_is_refused(facts: dict[str, Any]) -> None:
    """Each of the three criteria refuses alone (000:4495-4501)."""
    decision = decided(**facts)
    assert (decision.verdict, decision.amount, decision.at_most) == ("refused", Decimal(0), Decimal(0))
    assert decision.why.startswith("not met: ")


@pytest.mark.parametrize("name", ["companion_opinion", "employment_potential", "state_funding_sufficient"])
def test_criterion_that_is_not_known_cannot_be_said(name: str) -> None:
    """A criterion that is not known is neither granted nor refused, and its field is named."""
    decision = decided(**{name: None})
    assert (decision.verdict, decision.amount, decision.at_most) == ("cannot_say", None, Decimal(7000))
    assert decision.ask == (f"requests.{name}",)


LATE: dict[str, Any] = {
    "course_start": date(2018, 1, 1),
    "requested_on": date(2018, 2, 16),
    "starting_wage": Decimal(6000),
}
"""46 days after the course began."""


@pytest.mark.parametrize(
    ("spec", "practical_engineer", "verdict"),
    [
        ("ovdim_beyachad@2017-01-01", False, "refused"),
        ("ovdim_beyachad@2017-01-01", True, "refused"),
        ("ovdim_beyachad", False, "within_rules"),
        ("ovdim_beyachad", True, "refused"),
        ("ovdim_beyachad", None, "cannot_say"),
        ("ovdim_beyachad@2018-12-31", False, "refused"),
        ("ovdim_beyachad@2019-01-01", False, "within_rules"),
    ],
)
def test_45_day_rule_before_and_after_it_was_relaxed(spec: str, practical_engineer: bool | None, verdict: str) -> None:
    """At first 46 days are too late for everybody, later for practical engineers only (000:2825-2829, 4509)."""
    assert decided(spec=spec, practical_engineer=practical_engineer, **LATE).verdict == verdict
    in_time = {**LATE, "requested_on": date(2018, 2, 15)}
    assert decided(spec=spec, practical_engineer=practical_engineer, **in_time).verdict == "within_rules"


def test_wage_is_held_against_the_minimum_of_its_day() -> None:
    """5,500 is 110 % of the 5,000 of 2017 and not of the 5,300 that followed on 1 December."""
    spec = "ovdim_beyachad@2017-01-01"
    for day, ceiling in ((date(2017, 11, 30), 7000), (date(2017, 12, 1), 4000)):
        facts = {"starting_wage": Decimal(5500), "requested_on": day, "course_start": day}
        assert decided(spec=spec, **facts).ceiling == ceiling
    early = {"requested_on": date(2016, 1, 1), "course_start": date(2016, 1, 1)}
    assert decided(spec=spec, **early).ask == ("money.minimum_wage of the profile",)


DECIDED: dict[str, Any] = {"decided_amount": Decimal(6000), "decided_on": date(2020, 3, 31), "unanimous": True}


def test_committee_decides_unanimously_or_later() -> None:
    """A decision that was not unanimous is deferred, and of one that may not have been nothing can be said (000:4511-4515)."""
    granted = decided(**DECIDED)
    assert (granted.verdict, granted.amount, granted.use_by) == ("granted", Decimal(6000), date(2020, 9, 30))
    assert decided(**{**DECIDED, "unanimous": False}).verdict == "deferred"
    unsaid = decided(**{**DECIDED, "unanimous": None})
    assert (unsaid.verdict, unsaid.amount, unsaid.ask) == ("cannot_say", None, ("requests.unanimous",))
    assert decided(**{**DECIDED, "decided_amount": Decimal(0)}).verdict == "refused"


def test_committee_cannot_decide_above_the_ceiling() -> None:
    """A decided amount counts up to the ceiling that the facts allow."""
    assert decided(**{**DECIDED, "demanded_field": False}).amount == 4000
    assert decided(**{**DECIDED, "decided_amount": Decimal(9000)}).amount == 7000


def test_grant_is_used_within_half_a_year() -> None:
    """What is used later has lapsed; what is not known to be used cannot be said once the day has passed (000:4507)."""
    assert decided(**DECIDED, realised_on=date(2020, 9, 30)).verdict == "granted"
    late = decided(**DECIDED, realised_on=date(2020, 10, 1))
    assert (late.verdict, late.amount, late.at_most) == ("lapsed", Decimal(0), Decimal(0))
    assert decided(as_of=date(2020, 9, 30), **DECIDED).verdict == "granted"
    open_ = decided(as_of=date(2020, 10, 1), **DECIDED)
    assert (open_.verdict, open_.ask) == ("cannot_say", ("requests.realised_on",))
    undated = {**DECIDED, "decided_on": None}
    for facts in ({"realised_on": date(2020, 9, 30)}, {"as_of": date(2020, 9, 30)}):
        unsaid = decided(**undated, **facts)
        assert (unsaid.verdict, unsaid.due, unsaid.ask) == ("cannot_say", None, ("requests.decided_on",))


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"kind": "voucher", "voucher_entitled": True},
        {"kind": "assessment", "entitled_elsewhere": False, "meetings_held": 3},
    ],
)
def test_nothing_is_due_before_people_decide(facts: dict[str, Any]) -> None:
    """What the rules allow is open until it is decided, and due once it is; what they do not allow is certainly not due."""
    waiting, settled = decided(**facts), decided(**facts, **DECIDED)
    assert (waiting.verdict, waiting.due, waiting.at_most) == ("within_rules", None, waiting.amount)
    assert (settled.verdict, settled.due) == ("granted", Decimal(6000))
    assert decided(companion_opinion=False).due == 0


def test_voucher_pays_65_percent_of_the_course() -> None:
    """Of a course for 3,333.33 a voucher pays 2,166.66 (002:196); without the price nothing can be said."""
    voucher = {"kind": "voucher", "voucher_entitled": True, "amount": None, "course_cost": Decimal("3333.33")}
    assert decided(**voucher).amount == Decimal("2166.66")
    unsaid = decided(**{**voucher, "course_cost": None})
    assert (unsaid.verdict, unsaid.amount, unsaid.at_most) == ("cannot_say", None, None)
    assert unsaid.ask == ("requests.course_cost",)
    assert decided(**{**voucher, "voucher_entitled": False}).verdict == "refused"


@pytest.mark.parametrize(
    ("meetings", "elsewhere", "verdict", "ask"),
    [
        (3, False, "within_rules", ()),
        (2, False, "refused", ()),
        (3, True, "refused", ()),
        (None, False, "cannot_say", ("participants.meetings_held",)),
        (3, None, "cannot_say", ("requests.entitled_elsewhere",)),
    ],
)
def test_assessment_after_three_meetings(meetings: int, elsewhere: bool, verdict: str, ask: tuple[str, ...]) -> None:
    """An assessment needs three meetings and no entitlement elsewhere (000:4278-4304)."""
    facts = {"kind": "assessment", "entitled_elsewhere": elsewhere, "meetings_held": meetings, "amount": Decimal(900)}
    decision = decided(**facts)
    assert (decision.verdict, decision.ask) == (verdict, ask)


def test_programme_without_scholarships_refuses_them() -> None:
    """Where a profile has no scholarship a request for one is refused, and says why."""
    decision = decided(spec="general")
    assert (decision.verdict, decision.why, decision.amount) == (
        "refused",
        "the programme does not offer it",
        Decimal(0),
    )
