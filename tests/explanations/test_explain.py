"""Explanations of single people against values worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.explanations import as_text
from matchmaker.generation import generate
from matchmaker.model import Plan
from matchmaker.programmes import load_programme
from matchmaker.scoring import SIDES
from tests.explanations.problems import given, seat, wishes, with_plan


@pytest.fixture(scope="module")
def generated() -> Result:
    return mm.allocate(generate(30, 12, seed=4), gap=0.05, time_limit=20)


def test_why_this_seat() -> None:
    """Dana's wish is met in s1 and not in s2: half the difference is its effect, above and below the average."""
    told = mm.explain(with_plan(wishes(), {"p1": "s1"}), "p1")
    assert (told["outcome"], told["participant"], told["n_candidates"]) == ("placed", "Dana", 2)
    assert told["seat"]["rank_among_candidates"] == 1
    side = told["seat"]["sides"][0]
    wish = side["parts"][0]
    unmet = told["second_best"]["sides"][0]["parts"][0]["value"]
    half = pytest.approx((1 - unmet) / 2)
    assert (wish["scorer"], wish["value"]) == ("wish_field", 1.0)
    assert (wish["average"], wish["effect"]) == (pytest.approx((1 + unmet) / 2), half)
    assert wish["facts"]["participants.wished_fields"] == ["logistics"]
    assert side["score"] == 1.0
    other = told["second_best"]
    assert other["seat_id"] == "s2"
    assert -other["sides"][0]["parts"][0]["effect"] == half
    assert other["sides"][0]["parts"][0]["low"]
    assert other["would_break"] == []


def test_why_none() -> None:
    """Omar finds s1 taken by Dana, and s2 free."""
    told = mm.explain(with_plan(wishes(), {"p1": "s1"}), "P2")
    assert (told["participant_id"], told["outcome"]) == ("p2", "unplaced")
    assert told["reason_code"] == "lost_to_higher_total"
    assert [each["seat_id"] for each in told["candidates"]] == ["s1", "s2"]
    assert [each["rule"] for each in told["candidates"][0]["would_break"]] == ["seat_count"]
    assert told["candidates"][1]["would_break"] == []


def test_somebody_with_one_candidate_has_no_second_best() -> None:
    """With given scores there are no parts, and with one of them nothing to compare with."""
    result = given({("p1", "s1"): 0.5}, [seat("s1", "o1")], [{"opportunity_id": "o1", "kind": "job"}])
    told = mm.explain(result, "p1")
    assert told["second_best"] is None
    assert told["seat"]["sides"] == []
    assert told["seat"]["commute_minutes"] is None


def test_an_unknown_person_is_refused_with_the_nearest_ids() -> None:
    """A misspelt id names those like it."""
    with pytest.raises(mm.UsageError, match="no participant 'p9'; the nearest ids are p1, p2"):
        mm.explain(with_plan(wishes(), {}), "p9")


def test_what_rules_drop_is_counted() -> None:
    """A disqualified employer and a veto each take one seat from Dana."""
    problem = wishes(
        employers=[{"employer_id": "es1", "circle": "disqualified"}],
        decisions=[{"participant_id": "p1", "seat_id": "s2", "decision": "veto", "reason": "r", "by": "b"}],
    )
    told = mm.explain(with_plan(problem, {}), "p1", "he")
    assert {(each["rule"], each["seats"]) for each in told["ruled_out"]} == {("employer_disqualified", 1), ("veto", 1)}
    assert told["reason"].startswith("אף משרה אינה עומדת בכל הכללים (")
    text = as_text(told, "he")
    assert "משרות שנפסלו:" in text
    assert "לא שובץ/ה: no_candidate" in text


def test_effects_and_contributions_add_up(generated: Result) -> None:
    """On each side effects sum to its score less an average pair's that knows the same; contributions to the total."""
    for participant_id in list(generated.plan.seats)[:8]:
        told = mm.explain(generated, participant_id)["seat"]
        for side in told["sides"]:
            known = [part for part in side["parts"] if part["value"] is not None]
            if not known:
                assert side["score"] is None
                continue
            weights = np.array([part["weight"] for part in known])
            average = np.array([part["average"] for part in known]) @ weights / weights.sum()
            assert sum(part["effect"] for part in known) == pytest.approx(side["score"] - average, abs=2e-3)
        parts = [part["contribution"] for side in told["sides"] for part in side["parts"]]
        assert sum(part or 0.0 for part in parts) == pytest.approx(told["score"], abs=2e-3)
        assert [side["side"] for side in told["sides"]] == list(SIDES)


def test_wishes_wage_schedule_and_commute_come_first(generated: Result) -> None:
    """What the person asked for heads the parts, whatever its effect; the others follow by weight x effect."""
    asked = {"wish_field", "wish_occupation", "wage", "schedule", "commute"}
    parts = mm.explain(generated, next(iter(generated.plan.seats)))["seat"]["sides"][0]["parts"]
    assert {part["scorer"] for part in parts[: len(asked)]} == asked
    rest = [part["weight"] * abs(part["effect"] or 0.0) for part in parts[len(asked) :]]
    assert rest == sorted(rest, reverse=True)


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_known_part_and_everybody_can_be_read(generated: Result, language: str) -> None:
    """The text of everyone names every part that is known, by its label, and no column or vocabulary code."""
    labels = load_programme().labels
    for participant_id in generated.scores.pairs.participant_ids.tolist():
        told = mm.explain(generated, participant_id, language)  # type: ignore[arg-type]
        text = as_text(told, language, labels)  # type: ignore[arg-type]
        assert "participants." not in text
        assert "seats." not in text
        for side in told["seat"]["sides"] if told["outcome"] == "placed" else ():
            for part in side["parts"]:
                name = part["scorer"].replace("_", " ") if language == "en" else labels[part["scorer"]]
                assert name in text


def test_a_better_seat_is_not_called_second_best() -> None:
    """Whoever sits in their second choice is told of the better one, and that it is full."""
    text = as_text(mm.explain(with_plan(wishes(), {"p1": "s2", "p2": "s1"}), "p1"))
    assert "best other, which scores higher:" in text
    assert "would break seat_count: seat 's1' has 2 people for 1 places" in text
    text = as_text(mm.explain(with_plan(wishes(), {"p1": "s2", "p2": "s1"}), "p1", "he"), "he")
    assert "היה שובר seat_count: מספר המקומות במשרה" in text
    text = as_text(mm.explain(with_plan(wishes(), {"p1": "s1"}), "p1"))
    assert "second best:" in text
    assert "free: taking it would break no rule" in text
    assert "wish field 1.00 (lifts; average 0." in text
    assert ") fields wished for: logistics; field of work: logistics" in text


def test_an_unmet_wish_near_the_average_is_called_low() -> None:
    """Where no seat is in the wished field, the part stands at its average and is still shown as low, with its weight."""
    problem = wishes(
        opportunities=[
            {"opportunity_id": "o1", "kind": "job", "field": "welding"},
            {"opportunity_id": "o2", "kind": "job", "field": "welding"},
        ]
    )
    told = mm.explain(with_plan(problem, {"p1": "s1"}), "p1")
    (unmet,) = (each["value"] for each in told["seat"]["sides"][0]["parts"] if each["scorer"] == "wish_field")
    assert f"wish field {unmet:.2f} (low; average {unmet:.2f})" in as_text(told)


def test_text_from_the_data_cannot_reach_the_terminal() -> None:
    """An escape sequence in a name is shown, not sent."""
    problem = wishes()
    named = problem.participants.with_columns(name=problem.participants["name"] + "\x1b[31m")
    result = replace(with_plan(problem.replace(participants=named), {}), plan=Plan({}))
    assert "\x1b" not in as_text(mm.explain(result, "p1"))
