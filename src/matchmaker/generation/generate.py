"""generate: a made-up cohort as the field's sources describe it."""

from __future__ import annotations

import numpy as np
import polars as pl

from matchmaker.errors import UsageError
from matchmaker.generation.catalogue import Catalogue, load_catalogue
from matchmaker.generation.crowd import draw_crowd
from matchmaker.generation.decisions import decisions
from matchmaker.generation.employers import employers
from matchmaker.generation.history import history
from matchmaker.generation.organisations import organisations
from matchmaker.generation.people import participants as participants_table
from matchmaker.generation.placements import placements
from matchmaker.generation.plan_rules import plan_rules
from matchmaker.generation.trainings import trained_fields, trainings
from matchmaker.generation.workshops import workshops
from matchmaker.model import TABLES, Problem, frame_of
from matchmaker.model.vocabulary import OpportunityKind

# Of 100 opportunities, 12 are trainings: as many as were run (000:3428). The split between the other kinds and the 60
# employers are assumed (37 people did a practicum and 20 an on-the-job training: 000:3301, 2917). Pre-employment is
# left out: it is never counted as a placement (000:3780), and a plan holds placements.
_SHARES: dict[OpportunityKind, float] = {
    "triangle_training": 0.12, "technology_class": 0.01, "workshop": 0.01, "on_the_job_training": 0.14,
    "practicum": 0.14,
}  # fmt: skip
_COURSES = ("triangle_training", "technology_class")
_EMPLOYERS_PER_OPPORTUNITY = 0.6
_SPELLS_PER_PARTICIPANT = 0.15
"""Spells of earlier cohorts on record; assumed."""


def generate(participants: int = 300, opportunities: int = 100, seed: int = 0) -> Problem:
    """Return a made-up problem: people, employers, organisations, trainings, jobs, decisions, travel times, outcomes of
    earlier cohorts and rules, in Hebrew.

    ``participants`` and ``opportunities`` are counts >= 0; equal arguments give equal problems. Localities are facts;
    people, employers and organisations are invented. Shares, sizes and amounts follow the sources where they give one
    and are assumed elsewhere, which each file of this package says beside the number. The number of places grows with
    ``opportunities`` alone (about 290 per 100).

    Raises:
        UsageError: a count or the seed is negative or no whole number.
    """
    for name, value in (("participants", participants), ("opportunities", opportunities), ("seed", seed)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise UsageError(f"{name} must be a whole number of at least 0, got {value!r}")
    catalogue = load_catalogue()
    # One stream per table, so that a change in one leaves the others as they were.
    streams = np.random.default_rng(seed).spawn(7)
    kinds = _kinds(opportunities)
    course_kinds = [kind for kind in kinds if kind in _COURSES]
    n_classes = kinds.count("technology_class")
    fields = trained_fields(streams[0], len(course_kinds) - n_classes, n_classes, catalogue)
    bodies = organisations(streams[1], catalogue, scale=max(1, round(opportunities / 100)))
    n_employers = max(1, round(_EMPLOYERS_PER_OPPORTUNITY * opportunities)) if opportunities else 0
    hosts = employers(streams[2], n_employers, catalogue, fields)
    courses, course_seats = trainings(
        streams[3], course_kinds, fields, hosts, organisations=bodies, catalogue=catalogue
    )
    groups, group_seats = workshops(streams[3], kinds.count("workshop"), hosts, bodies, catalogue)
    others, other_seats = placements(streams[3], kinds[len(courses) + len(groups) :], hosts, catalogue)
    crowd = draw_crowd(streams[4], participants, catalogue)
    people = participants_table(streams[4], crowd, bodies, catalogue)
    seats = frame_of([*course_seats, *group_seats, *other_seats], TABLES["seats"])
    opportunities_frame = frame_of([*courses, *groups, *others], TABLES["opportunities"])
    kinds_of = opportunities_frame.select("opportunity_id", "kind")
    frames = {
        "participants": people,
        "employers": hosts.frame,
        "organisations": bodies,
        "opportunities": opportunities_frame,
        "seats": seats,
        "localities": _localities(catalogue),
        "travel": catalogue.travel,
        "history": history(streams[6], round(_SPELLS_PER_PARTICIPANT * participants), hosts, catalogue),
        "decisions": decisions(streams[5], crowd, people, seats.join(kinds_of, on="opportunity_id"), hosts),
    }
    return Problem.from_frames(frames, settings=plan_rules(people, hosts.frame, seats, courses))


def _kinds(n: int) -> list[OpportunityKind]:
    kinds: list[OpportunityKind] = []
    for kind, share in _SHARES.items():
        kinds += [kind] * round(n * share)
    return kinds + ["job"] * (n - len(kinds))


def _localities(catalogue: Catalogue) -> pl.DataFrame:
    lists = pl.col("other_names").str.split(";")
    return catalogue.places.with_columns(lists).drop("region", "population_group")
