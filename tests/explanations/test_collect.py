"""The content of a report, from results worked by hand."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.allocation.sentences import SENTENCES, sentence
from matchmaker.explanations import collect
from matchmaker.explanations.closed_cohorts import closed_cohorts
from matchmaker.explanations.labels import field_label, value_label
from matchmaker.explanations.to_know import to_know
from matchmaker.model import Plan
from matchmaker.reports import render_html
from matchmaker.scoring import SCORERS
from tests.explanations.problems import concerns, given, seat, wishes, with_plan

COHORT = {"opportunity_id": "c", "kind": "triangle_training", "min_size": 2}
JOBS = [COHORT, {"opportunity_id": "j", "kind": "job"}]


def test_a_report_holds_what_came_out() -> None:
    """Dana in s1 with her wish above the average, Omar without a place, by names, with totals and sheets."""
    told = collect(with_plan(wishes(), {"p1": "s1"}))
    assert told["summary"]["placed"] == 1
    (placed,) = told["placements"]
    assert (placed["participant"], placed["opportunity"], placed["employer"]) == ("Dana", "Warehouse", None)
    assert [each["name"] for each in placed["up"]] == ["wish_field"]
    assert placed["down"] == []
    assert [each["participant"] for each in told["unplaced"]] == ["Omar"]
    assert told["unplaced_by_reason"] == [
        {"reason_code": "lost_to_higher_total", "reason": "others score at least as much there", "count": 1}
    ]
    assert [sheet["placed"] for sheet in told["employers"]] == [1, 0]
    json.dumps(told, allow_nan=False)


def test_a_job_without_a_name_shows_its_occupation_or_its_kind() -> None:
    """Plain jobs have no name: the occupation stands in for it, and without one the kind, in the report's language."""
    assert collect(with_plan(wishes(), {"p1": "s2"}))["placements"][0]["opportunity"] == "welder"
    bare = wishes(
        seats=[seat("s1", "o1"), seat("s2", "o2")],
        opportunities=[
            {"opportunity_id": "o1", "kind": "job"},
            {"opportunity_id": "o2", "kind": "on_the_job_training"},
        ],
    )
    result = with_plan(bare, {"p1": "s2"})
    assert collect(result)["placements"][0]["opportunity"] == "on the job training"
    assert collect(result, "he")["placements"][0]["opportunity"] == "הכשרה תוך כדי עבודה"


def test_an_unmet_wish_is_always_among_what_lowers() -> None:
    """Where no seat meets the wish it is at its average, has no effect, and is listed all the same."""
    opportunities = [{"opportunity_id": f"o{i}", "kind": "job", "field": "welding"} for i in (1, 2)]
    (placed,) = collect(with_plan(wishes(opportunities=opportunities), {"p1": "s1"}))["placements"]
    assert [each["name"] for each in placed["down"]] == ["wish_field"]


def test_a_hebrew_report_is_in_hebrew() -> None:
    """Titles, reasons, tallies and what lifts are Hebrew; codes and names stay as they are."""
    told = collect(with_plan(wishes(), {"p1": "s1"}), "he")
    assert told["unplaced"][0]["reason"].startswith("המשרה המועמדת הטובה ביותר 's1' (ציון")
    assert told["unplaced_by_reason"][0]["reason"] == "לאחרים ציון גבוה לפחות באותה מידה"
    assert told["placements"][0]["up"][0]["text"] == "תחום מבוקש"
    page = render_html(told)  # type: ignore[arg-type]
    assert "סכום הציונים המיטבי" in page
    assert 'dir="rtl"' in page


def test_what_must_be_known_is_counted_with_ids() -> None:
    """One placement under the wage floor, with no day in common, on the Sabbath, early, and so on: a note for each."""
    notes = to_know(concerns())
    assert notes == [
        "1 placed below their own wage floor: p1",
        "1 placed where they share no day or no shift with the seat: p1",
        "1 placed in work on the Sabbath against their wish: p1",
        "1 placed to start before the earliest date they gave: p1",
        "1 placed with a commute that is not known: p1",
        "1 placed before what must come first: p1",
        "1 placed against a warning, no override recorded (initial maturity in training or experiential work): p1",
    ]
    assert set(notes) <= set(collect(concerns())["summary"]["notes"])
    assert to_know(concerns(), "he")[0] == "1 שובצו בשכר נמוך מהרצפה שלהם: p1"


def test_only_what_occurs_is_noted() -> None:
    """A plan of people of whom nothing is known notes only that commutes are not known, with the first five ids."""
    seats = [seat("s1", "j", count=9)]
    result = given({(f"p{i}", "s1"): 0.5 for i in range(7)}, seats, [{"opportunity_id": "j", "kind": "job"}])
    assert to_know(result) == ["7 placed with a commute that is not known: p0, p1, p2, p3, p4, …"]
    assert to_know(replace(result, plan=Plan({}))) == []


def test_a_recorded_override_answers_initial_maturity() -> None:
    """With an override for the pair on record, initial maturity is no longer noted."""
    result = concerns()
    decisions = [{"participant_id": "p1", "seat_id": "s1", "decision": "override", "reason": "agreed", "by": "Noa"}]
    problem = with_plan(wishes(decisions=decisions), {}).problem
    told = to_know(replace(result, problem=result.problem.replace(decisions=problem.decisions)))
    assert not any("initial maturity" in note for note in told)


def test_counsellors_see_their_people() -> None:
    """Noa's list holds p1 with what came out; p2, who has no case manager, comes last with the reason."""
    first, last = collect(concerns())["counsellors"]
    assert (first["case_manager"], first["organisation_id"], first["organisation"]) == ("Noa", "g1", None)
    assert first["people"][0] == {
        "participant_id": "p1", "participant": None, "placed": True, "opportunity": "o1", "employer": "es1", "reason": None,
    }  # fmt: skip
    assert (last["case_manager"], last["people"][0]["placed"]) == (None, False)
    assert "'s1'" in last["people"][0]["reason"]


def test_employers_see_only_what_may_be_shared() -> None:
    """Without consent to the name, the sheet holds the id alone; with it, the name too, and never a reason."""
    problem = wishes()
    people = problem.participants
    consenting = people.with_columns(
        consents=people["participant_id"].map_elements(lambda p: ["name"] if p == "p1" else [])
    )
    result = with_plan(
        problem.replace(participants=consenting.cast({"consents": people.schema["consents"]})), {"p1": "s1", "p2": "s2"}
    )
    first, second = collect(result)["employers"]
    assert [first["people"][0]["participant"], second["people"][0]["participant"]] == ["Dana", None]
    assert set(first["people"][0]) == {
        "number", "participant_id", "participant", "opportunity", "occupation", "start_date", "shared", "decided_by",
    }  # fmt: skip
    assert [first["people"][0]["shared"], second["people"][0]["shared"]] == [None, None]


@pytest.mark.parametrize(
    ("scores", "places", "told"),
    [
        ({("p1", "c1"): 0.5}, 2, "needs 2 people, and only 1 have it among their candidates"),
        ({("p1", "c1"): 0.5, ("p2", "c1"): 0.5}, 1, "needs 2 people, and its employers offer only 1 places"),
        (
            {("p1", "c1"): 0.1, ("p2", "c1"): 0.1, ("p1", "j1"): 0.9},
            2,
            "2 people could come; opened with the 2 nearest at hand (1 of them placed elsewhere now), the sum of scores would "
            "be 0.200 instead of 0.900: its people are worth more elsewhere",
        ),
    ],
)
def test_what_a_closed_cohort_was_short_of(scores: Any, places: int, told: str) -> None:
    """Too few people, too few places, or people who are worth more elsewhere, with the sums."""
    result = given(scores, [seat("c1", "c", count=places), seat("j1", "j")], JOBS)
    assert closed_cohorts(result) == {"c": told}


def test_the_rule_against_a_closed_cohort_is_named() -> None:
    """A cap of one person per employer stands against a cohort of two at one employer."""
    result = given(
        {("p1", "c1"): 0.5, ("p2", "c1"): 0.5, ("p3", "c1"): 0.1},
        [seat("c1", "c", count=3)],
        [COHORT],
        constraint=[{"kind": "employer_maximum", "max": 1}],
    )
    (told,) = closed_cohorts(result).values()
    assert told.startswith(
        "3 people could come; opened with the 2 nearest at hand (0 of them placed elsewhere now), it would break"
    )
    assert "employer_maximum: " in told
    assert closed_cohorts(result, "he")["c"].endswith("הייתה שוברת: employer_maximum: מספר האנשים המרבי אצל מעסיק")


def test_a_cohort_that_was_overlooked_is_said_to_be_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the trial gives a higher sum, the sentence says so; past the bound on work, no cohort is tried."""
    result = given({("p1", "c1"): 0.5, ("p2", "c1"): 0.5}, [seat("c1", "c", count=2)], [COHORT])
    overlooked = replace(result, plan=Plan({}), objective=result.objective * 0)
    (told,) = closed_cohorts(overlooked).values()
    assert told.startswith(
        "it could open with 2 people (0 of them placed elsewhere now), and the sum of scores would be 1.000"
    )
    monkeypatch.setattr("matchmaker.explanations.closed_cohorts._MOST_WORK", 0)
    (told,) = closed_cohorts(overlooked).values()
    assert told == "2 people could come and 2 are needed; they are placed elsewhere or a rule stands against it"


def test_a_trial_does_not_break_up_other_cohorts_first() -> None:
    """Of two who could come, the one in a plain job is taken before the one whose cohort would have to close."""
    scores = {("p1", "d1"): 0.9, ("p1", "c1"): 0.5, ("p2", "j1"): 0.9, ("p2", "c1"): 0.4}
    cohorts = [COHORT | {"min_size": 1}, {"opportunity_id": "d", "kind": "technology_class", "min_size": 1}, JOBS[1]]
    result = given(scores, [seat("c1", "c", count=2), seat("d1", "d"), seat("j1", "j")], cohorts)
    assert "the sum of scores would be 1.300 instead of 1.800" in closed_cohorts(result)["c"]


def test_collecting_ten_thousand_placements_is_quick() -> None:
    """Without parts, content for 10,000 placements takes no more than seconds of work."""
    n = 10_000
    rng = np.random.default_rng(1)
    seats = [seat(f"s{i}", "j", count=1) | {"employer_id": f"e{i % 500}"} for i in range(n)]
    scores = {(f"p{i:05}", f"s{i}"): float(v) for i, v in enumerate(rng.uniform(0.1, 1, n).round(3))}
    result = given(scores, seats, [{"opportunity_id": "j", "kind": "job"}])
    started = time.process_time()
    assert len(collect(result)["placements"]) == n
    assert time.process_time() - started < 4  # half a second when quiet; a busy machine may take several times that


def test_both_languages_say_the_same_facts() -> None:
    """Every template has the same slots in both, save names of limits that Hebrew leaves out; every fact read has a name."""
    for english, hebrew in SENTENCES.values():
        slots = [{part.split("}")[0] for part in text.split("{")[1:]} for text in (english, hebrew)]
        assert slots[0] - slots[1] <= {"name"}
        assert slots[1] <= slots[0]
    for name in {name for scorer in SCORERS for name in scorer.inputs if not name.startswith("commutes.")}:
        assert any("א" <= letter <= "ת" for letter in field_label(name, "he")), name


def test_braces_in_names_are_text() -> None:
    """A fact that looks like a slot is not filled again."""
    assert sentence("rule_count", "en", rule="{n}", n=3, total=9) == "{n} stands first against 3 of 9"


def test_values_are_words() -> None:
    """Codes lose their underscores, free text keeps them, numbers have no empty decimals."""
    assert value_label("on_the_job_training", "en") == "on the job training"
    assert value_label("Snake_Case", "en") == "Snake_Case"
    assert value_label(["job", "other_code"], "he") == "משרה, other code"
    assert value_label(21.0, "en") == "21"
    assert value_label(False, "he") == "לא"


def test_a_plan_of_nobody_can_be_reported() -> None:
    """With nobody placed there are no reasons, and warnings are counted by code."""
    finding = mm.Finding("f.csv", "missing-cell", "m", severity="warning")
    told = collect(with_plan(wishes(), {}), warnings=[finding, finding])
    assert told["placements"] == []
    assert told["summary"]["warnings"] == {"missing-cell": 2}
