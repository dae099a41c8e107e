"""generate: a made-up cohort as the field's sources describe it."""

from __future__ import annotations

import numpy as np
import polars as pl

from matchmaker.errors import UsageError
from matchmaker.generation.catalogue import Catalogue, load_catalogue
from matchmaker.generation.cohorts import cohorts
from matchmaker.generation.contacts import contacts
from matchmaker.generation.crowd import draw_crowd
from matchmaker.generation.decisions import OFFER_FACTS, decisions
from matchmaker.generation.employers import employers
from matchmaker.generation.history import history
from matchmaker.generation.offer_facts import offer_facts
from matchmaker.generation.organisations import organisations
from matchmaker.generation.people import participants as participants_table
from matchmaker.generation.placed import placed
from matchmaker.generation.placements import placements
from matchmaker.generation.plan_rules import plan_rules
from matchmaker.generation.requests import requests
from matchmaker.generation.situation import situation
from matchmaker.generation.survey import survey
from matchmaker.generation.trainings import trained_fields, trainings
from matchmaker.generation.workshops import workshops
from matchmaker.generation.worlds import World
from matchmaker.model import TABLES, Problem, frame_of
from matchmaker.model.vocabulary import OpportunityKind

_COURSES = ("triangle_training", "technology_class")
PROGRAMME = "ovdim_beyachad"
SHAPES = ("region", "cohorts")


def generate(
    participants: int = 300,
    opportunities: int = 100,
    seed: int = 0,
    programme: str = PROGRAMME,
    *,
    shape: str = "region",
) -> Problem:
    """Return a made-up problem: people, employers, organisations, trainings, jobs, decisions, travel times, outcomes of
    earlier cohorts, requests, contacts and rules, in Hebrew, in the region where a built-in ``programme`` works.

    ``shape="cohorts"`` makes an instance to measure by instead (`cohorts`): bare ids, groups that open or not, quotas, a
    budget and a table of scores, under the programme ``general``; it takes no ``programme``. For the region
    ``participants`` and ``opportunities`` are counts >= 0, for cohorts >= 1; equal arguments give equal problems. Localities are facts;
    people, employers and organisations are invented. Shares, sizes and amounts follow the sources where they give one
    and are assumed elsewhere, which each ``world.toml`` and file of this package says beside the number. The number of
    places grows with ``opportunities`` alone (about 290 per 100 in the Negev).

    Raises:
        UsageError: a count or the seed is too small or no whole number, no world stands for such a programme, or there is no
            such shape.
    """
    for name, value in (("participants", participants), ("opportunities", opportunities), ("seed", seed)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise UsageError(f"{name} must be a whole number of at least 0, got {value!r}")
    if shape not in SHAPES:
        raise UsageError(f"unknown shape {shape!r}; expected one of {', '.join(SHAPES)}")
    if shape == "cohorts":
        if programme != PROGRAMME:
            raise UsageError(f"instances of shape 'cohorts' belong to no programme, got {programme!r}")
        instance = cohorts(participants, opportunities, seed=seed)
        return instance.problem().replace(scores=instance.scores())
    catalogue = load_catalogue(programme)
    world = catalogue.world
    # One stream per table, so that a change in one leaves the others as they were.
    streams = np.random.default_rng(seed).spawn(13)
    kinds = _kinds(opportunities, world)
    course_kinds = [kind for kind in kinds if kind in _COURSES]
    n_classes = kinds.count("technology_class")
    fields = trained_fields(streams[0], len(course_kinds) - n_classes, n_classes, catalogue)
    bodies = organisations(streams[1], catalogue, scale=max(1, round(opportunities / 100)))
    n_employers = max(1, round(world.employers.per_opportunity * opportunities)) if opportunities else 0
    hosts = employers(streams[2], n_employers, catalogue, fields, n_classes)
    courses, course_seats = trainings(
        streams[3], course_kinds, fields, hosts, organisations=bodies, catalogue=catalogue
    )
    groups, group_seats = workshops(streams[3], kinds.count("workshop"), hosts, bodies, catalogue)
    others, other_seats = placements(streams[3], kinds[len(courses) + len(groups) :], hosts, catalogue)
    crowd = draw_crowd(streams[4], participants, catalogue)
    people = participants_table(streams[4], crowd, bodies, catalogue)
    found = placed(streams[7], crowd, people["participant_id"], hosts, catalogue)
    people = situation(streams[8], crowd, people, found, world)
    seats = frame_of([*course_seats, *group_seats, *other_seats], TABLES["seats"])
    offers = frame_of([*courses, *groups, *others], TABLES["opportunities"])
    opportunities_frame = offer_facts(streams[12], offers)
    facts_of = opportunities_frame.select("opportunity_id", *OFFER_FACTS)
    earlier = history(streams[6], round(world.history.per_participant * participants), hosts, catalogue)
    decided = decisions(
        streams[5],
        crowd,
        people,
        seats=seats.join(facts_of, on="opportunity_id", maintain_order="left"),
        employers=hosts,
        catalogue=catalogue,
    )
    frames = {
        "participants": people,
        "employers": survey(streams[11], hosts, seats, catalogue),
        "organisations": bodies,
        "opportunities": opportunities_frame,
        "seats": seats,
        "localities": _localities(catalogue),
        "travel": catalogue.travel,
        "history": pl.concat([earlier, found.history]),
        "decisions": decided,
        "requests": requests(streams[9], crowd, people, catalogue),
        "contacts": contacts(streams[10], people, world.contacts),
    }
    return Problem.from_frames(
        frames,
        settings=plan_rules(
            world,
            programme,
            participants=people,
            employers=hosts.frame,
            seats=seats,
            courses=courses,
            decisions=decided,
        ),
    )


def _kinds(n: int, world: World) -> list[OpportunityKind]:
    kinds: list[OpportunityKind] = []
    for kind, share in world.offers.kinds.items():
        kinds += [kind] * round(n * share)
    return kinds + ["job"] * (n - len(kinds))


def _localities(catalogue: Catalogue) -> pl.DataFrame:
    lists = pl.col("other_names").str.split(";")
    places = catalogue.places.with_columns(lists).drop("region", "population_group")
    share = catalogue.world.labour_force_share
    force = (pl.col("population") * (share or 0)).round().cast(pl.Int64).alias("labour_force")
    return places if share is None else places.with_columns(force)
