"""ReportContent: the shape of the one dict that every renderer takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

Language = Literal["en", "he"]


class Summary(TypedDict, total=False):
    """What was asked, what came out, and how sure it is. ``objective`` and ``bound`` are sums of scores, less
    ``opening_penalties`` (which is there only where a cohort has any)."""

    title: str
    programme: str
    status: str
    objective: float | str | None
    bound: float | str | None
    gap: float | None
    opening_penalties: float
    policy: str
    strategy: str
    stopped_by: str
    seed: int | None
    n_participants: int
    placed: int
    assumed: Sequence[str]
    notes: Sequence[str]
    warnings: Mapping[str, int]


class Metric(TypedDict, total=False):
    """One figure. ``unit`` is ``share`` (0 to 1), ``score``, ``minutes``, ``count``, ``NIS`` or a word of its own."""

    name: str
    label: str
    label_he: str
    value: float | None
    unit: str | None


class Level(TypedDict, total=False):
    """One of the objectives in order: its ``value`` in the plan, the ``best`` found, than which no plan does
    better (``no_better``), and where it is ``held``; ``about`` names who is meant, ``cannot_say`` counts the placements of which it is not known."""

    level: str
    value: float
    unit: str
    best: float
    no_better: float
    held: float
    about: str | None
    cannot_say: int
    stopped_by: str


class Reason(TypedDict, total=False):
    """One part of a score, in words, with its value in [0, 1]."""

    side: str
    name: str
    text: str
    value: float | None


class Placement(TypedDict, total=False):
    """One participant in one seat. ``commute_minutes`` None: not known."""

    participant_id: str
    participant: str | None
    opportunity_id: str
    opportunity: str | None
    employer_id: str
    employer: str | None
    seat_id: str
    occupation: str | None
    score: float | None
    commute_minutes: float | None
    up: Sequence[Reason]
    down: Sequence[Reason]


class Cohort(TypedDict, total=False):
    """One opportunity with a smallest size; ``companion`` who accompanies it, ``short`` what a closed one lacked."""

    opportunity_id: str
    opportunity: str | None
    opened: bool
    size: int
    min_size: int | None
    max_size: int | None
    companion_org_id: str | None
    companion: str | None
    opening_penalty: float | None
    short: str | None


class Unplaced(TypedDict, total=False):
    """One participant without a place, and the first rule that stood in the way."""

    participant_id: str
    participant: str | None
    reason_code: str
    reason: str


class ReasonCount(TypedDict, total=False):
    """How many participants one reason left without a place."""

    reason_code: str
    reason: str
    count: int


class Limit(TypedDict, total=False):
    """One limit that binds; ``price`` is what one more of it would add to the objective."""

    name: str
    used: float | None
    limit: float | None
    unit: str | None
    price: float | None
    meaning: str | None


class Person(TypedDict, total=False):
    """One participant on an employer's sheet: only what may be shared. ``decided_by`` None: a proposal."""

    number: int
    participant_id: str
    participant: str | None
    opportunity: str | None
    occupation: str | None
    start_date: str | None
    shared: str | None
    decided_by: str | None


class EmployerSheet(TypedDict, total=False):
    """One employer and the people who come to it."""

    employer_id: str
    employer: str | None
    places: int
    placed: int
    people: Sequence[Person]


class Outcome(TypedDict, total=False):
    """What came out for one person; ``reason`` says why there is no place."""

    participant_id: str
    participant: str | None
    placed: bool
    opportunity: str | None
    employer: str | None
    reason: str | None


class CounsellorList(TypedDict, total=False):
    """The people of one case manager in one home organisation, for the two of them only."""

    case_manager: str | None
    organisation_id: str | None
    organisation: str | None
    people: Sequence[Outcome]


class ReportContent(TypedDict, total=False):
    """Everything a report shows; described with an example in `matchmaker.reports`."""

    language: Language
    summary: Summary
    metrics: Sequence[Metric]
    levels: Sequence[Level]
    placements: Sequence[Placement]
    cohorts: Sequence[Cohort]
    unplaced: Sequence[Unplaced]
    unplaced_by_reason: Sequence[ReasonCount]
    limits: Sequence[Limit]
    employers: Sequence[EmployerSheet]
    counsellors: Sequence[CounsellorList]
