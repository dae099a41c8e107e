"""A plan of a few placements whose calendar can be worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from matchmaker.accompaniment import FollowUp, followed_up
from matchmaker.model import TABLES, Contact, Outcome, Participant, Plan, Problem, frame_of
from matchmaker.programmes import load_programme
from matchmaker.programmes.accompaniment import AccompanimentRules
from tests.strategies import problem_of

START = date(2026, 3, 1)
"""A Sunday."""


def rules_of_programme(name: str = "ovdim_beyachad") -> AccompanimentRules:
    """Return the schedules of a built-in programme."""
    rules = load_programme(name).accompaniment
    assert rules is not None
    return rules


def placement(kind: str = "job", *, history: tuple[dict[str, Any], ...] = (), **facts: dict[str, Any]) -> Problem:
    """Return one participant ``p`` placed in one seat ``s`` of one opportunity, which starts on `START` unless said."""
    problem = problem_of(
        [{"participant_id": "p", "name": "דנה לוי", "case_manager": "Ruth", **facts.get("participant", {})}],
        [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1, **facts.get("seat", {})}],
        [{"opportunity_id": "o", "kind": kind, "start_date": START, **facts.get("opportunity", {})}],
        employers=[{"employer_id": "e", "name": 'מאפיית השחר, בע"מ', **facts.get("employer", {})}],
    )
    rows = frame_of([Outcome(**row) for row in history], TABLES["history"])
    return problem.replace(history=rows)


def contacts(*rows: tuple[str, date, str]) -> pl.DataFrame:
    """Return a table of contacts of (participant, day, kind)."""
    records = [Contact(participant_id=who, held_on=day, kind=kind) for who, day, kind in rows]
    return frame_of(records, TABLES["contacts"])


def calendar(
    problem: Problem,
    *held: tuple[str, date, str],
    as_of: date = date(2026, 4, 1),
    rules: AccompanimentRules | None = None,
    plan: Plan | None = None,
) -> FollowUp:
    """Return the calendar of ``p`` in ``s``."""
    return followed_up(
        problem,
        plan or Plan({"p": "s"}),
        rules or rules_of_programme(),
        contacts=contacts(*held),
        as_of=as_of,
        programme="ovdim_beyachad",
    )


def people(*ids: str) -> pl.DataFrame:
    """Return participants of whom nothing is known."""
    return frame_of([Participant(participant_id=name) for name in ids], TABLES["participants"])
