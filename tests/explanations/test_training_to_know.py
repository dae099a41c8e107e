"""What a reader must know of the trainings of a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import matchmaker as mm
from matchmaker.explanations.closed_cohorts import closed_cohorts
from matchmaker.explanations.training_to_know import training_to_know
from tests.strategies import problem_of

COURSE: dict[str, Any] = {"kind": "triangle_training", "min_size": 1, "start_date": date(2027, 3, 1)}


def test_sentences_on_trainings() -> None:
    """Late places, people whom the employer has still to accept, and conditions that cannot be said are told of."""
    offers = [{"opportunity_id": "t", **COURSE}, {"opportunity_id": "o", "kind": "on_the_job_training"}]
    seats = [
        {"seat_id": "t1", "opportunity_id": "t", "employer_id": "a", "count": 1},
        {"seat_id": "t2", "opportunity_id": "t", "employer_id": "b", "count": 3, "joins_on": date(2027, 4, 1)},
        {"seat_id": "o1", "opportunity_id": "o", "employer_id": "a", "count": 1},
    ]
    scores = [
        {"participant_id": "p0", "seat_id": "o1", "score": 0.9},
        {"participant_id": "p1", "seat_id": "t2", "score": 0.9},
    ]
    result = mm.allocate(problem_of([{"participant_id": "p0"}, {"participant_id": "p1"}], seats, offers, scores=scores))
    told = training_to_know(result)
    assert "3 places are of employers who join after the course begins: t2" in told
    assert "1 in on-the-job training whom the employer has still to accept: p0" in told
    assert "it cannot be said whether (its field is quality employment): t" in told
    assert len(training_to_know(result, "he")) == len(told)


def test_a_training_that_a_condition_closes_says_so() -> None:
    """A training whose field is no quality employment stays closed, with that reason in both languages."""
    offers = [{"opportunity_id": "t", **COURSE, "quality_employment": False}]
    seats = [{"seat_id": "t1", "opportunity_id": "t", "employer_id": "a", "count": 2}]
    result = mm.allocate(problem_of([{"participant_id": "p0"}], seats, offers))
    assert result.plan.n_placed == 0
    assert closed_cohorts(result) == {"t": "stays closed because its field is not quality employment"}
    assert closed_cohorts(result, "he") == {"t": "אינו נפתח: התחום אינו תעסוקה איכותית"}
