"""Triangle trainings: employers, a training body and an accompanying organisation carry a cohort into work."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.catalogue import Catalogue, Work
from matchmaker.generation.draws import Codes, codes
from matchmaker.generation.employers import Employers
from matchmaker.generation.ids import numbered
from matchmaker.generation.offers import field_name, seat_facts, spelled
from matchmaker.generation.reference import sunday_after
from matchmaker.generation.worlds.market import Offers
from matchmaker.generation.worlds.part import Span
from matchmaker.model import Opportunity, Seat
from matchmaker.model.vocabulary import OpportunityKind, StartPhase

PHASES: tuple[StartPhase, ...] = ("before", "during", "end")
"""When participants are absorbed (000:4478-4484); trainings take them in turn."""

WEEK_COST, MOST_COST = Decimal(230), Decimal(4000)
"""Public cost of a place, NIS: so much a week (assumed), at most the regular cap of a scholarship (000:4505)."""

_TITLES = {"triangle_training": "קורס", "technology_class": "כיתה טכנולוגית:"}


_MEDIUM = 2
"""Code of a medium employer."""

NEAR_KM = 40.0
"""Farthest an employer's site lies from the course, as the crow flies, where any is nearer (assumed)."""

TECHNOLOGY_FIELD = "תכנות"
"""What technology classes teach: programming, testing, design of screens (003:695)."""

COMMITTED_SHARE = 0.7
"""Share of a technology class that its employer commits to take (003:695)."""


_Sizes = tuple[Span, Span, float]
"""Places of full and of small groups, and the share of small ones."""


@dataclass(frozen=True, slots=True)
class _Course:
    """A training before it is written down: ``counts`` places at ``hosts`` (rows of employers)."""

    training_id: str
    kind: OpportunityKind
    work: Work
    counts: list[int]
    hosts: list[int]
    phase: StartPhase
    training_body_id: str
    companions: tuple[str, ...]
    town: str
    region: str
    weeks: int


def trained_fields(rng: np.random.Generator, n: int, n_classes: int, catalogue: Catalogue) -> Codes:
    """Return the field of each of ``n`` trainings, then of ``n_classes`` technology classes.

    Quality employment only (000:2671), and every field before any twice.
    """
    quality = np.flatnonzero([field.quality for field in catalogue.fields])
    rounds = [rng.permutation(quality) for _ in range(-(-n // quality.size))]
    technology = [i for i, field in enumerate(catalogue.fields) if field.name == TECHNOLOGY_FIELD]
    fields = np.concatenate(rounds)[:n] if rounds else np.empty(0)
    return np.concatenate([fields, np.repeat(technology, n_classes)]).astype(np.int64)


def trainings(
    rng: np.random.Generator,
    kinds: Sequence[OpportunityKind],
    fields: Codes,
    employers: Employers,
    *,
    organisations: pl.DataFrame,
    catalogue: Catalogue,
) -> tuple[list[Opportunity], list[Seat]]:
    """Return one course per entry of ``kinds`` (``triangle_training`` or ``technology_class``) and ``fields``, seated.

    Every other training is single-employer (one commits to many, 000:4456), the rest multi-employer (each absorbs one
    to five, 000:4468-4476); a technology class has one employer. All employers are of the field, and none is micro. The
    training body is one with many of them near; the accompanying organisation is the nearest that is free, or one of the
    nearest, to be chosen in the plan (000:2695). Phases take turns.
    """
    bodies = organisations.filter(pl.col("kind") == "training_body")
    companions = organisations.filter(pl.col("kind") != "training_body", pl.col("hours").is_not_null())
    facts = catalogue.world.offers
    used = np.zeros(companions.height, np.int64)
    opportunities, seats = [], []
    for i, (training_id, kind, field) in enumerate(zip(numbered("T", len(kinds)), kinds, fields.tolist(), strict=True)):
        partners = np.flatnonzero((employers.work == field) & (employers.size > 0))
        body = bodies.row(_body(rng, bodies, employers.place[partners], catalogue), named=True)
        km = catalogue.km_from(body["locality"])
        single = i % 2 == 0 or kind == "technology_class"
        hosts, counts = _hosts(
            rng, employers, partners, km[employers.place[partners]], single=single, sizes=_sizes(kind, facts)
        )
        homes = [catalogue.place_names.index(town) for town in companions["locality"]]
        free = np.lexsort((km[homes], used))
        used[free[0]] += 1
        nearest = companions["organisation_id"].gather(free[: max(1, facts.chosen_companions)]).to_list()
        fewest, most = catalogue.fields[field].weeks
        course = _Course(
            str(training_id), kind, catalogue.fields[field], counts, hosts, PHASES[i % 3], body["organisation_id"],
            tuple(nearest), body["locality"], catalogue.region_of(body["locality"]),
            int(rng.integers(fewest, most, endpoint=True)),
        )  # fmt: skip
        opportunities.append(_opportunity(rng, course, facts))
        seats += _seats(rng, course, employers, facts)
    return opportunities, seats


def _body(rng: np.random.Generator, bodies: pl.DataFrame, partners: Codes, catalogue: Catalogue) -> int:
    """Draw a training body, likelier one with many employers (places ``partners``) near it."""
    near = [int((catalogue.km_from(town)[partners] <= NEAR_KM).sum()) for town in bodies["locality"]]
    return int(codes(rng, 1, np.array(near, float) ** 2 + 1e-6)[0])


def _hosts(
    rng: np.random.Generator,
    employers: Employers,
    partners: Codes,
    km: npt.NDArray[np.float64],
    *,
    single: bool,
    sizes: _Sizes,
) -> tuple[list[int], list[int]]:
    """Return employers (rows) and their places: a full group, or a small one where partners are few (000:2774).

    ``partners`` are rows and ``km`` their distances from the course: the near ones are taken, the nearest first. One who
    is to take everybody is a medium or large employer where there is one; a small business takes a small group.
    """
    order = partners[np.argsort(km, kind="stable")]
    near = order[: max(1, int((km <= NEAR_KM).sum()))]
    (fewest, most), (fewest_small, most_small), small_share = sizes
    is_small_group = rng.random() < small_share
    if single or near.size == 1:
        host = near[np.argsort(employers.size[near] < _MEDIUM, kind="stable")[0]]
        small = is_small_group or bool(employers.size[host] < _MEDIUM)
        return [int(host)], [
            int(rng.integers(fewest_small, most_small + 1) if small else rng.integers(fewest, most + 1))
        ]
    small_size, full_size = (fewest_small, most_small + 1), (fewest, most + 1)
    size = int(rng.integers(*(small_size if is_small_group else full_size)))
    counts: list[int] = []
    while sum(counts) < size and len(counts) < near.size:
        counts.append(min(int(rng.integers(2, 6)), size - sum(counts)))
    return near[: len(counts)].tolist(), counts


def _sizes(kind: OpportunityKind, facts: Offers) -> _Sizes:
    if kind == "technology_class" and facts.class_places is not None:
        return facts.class_places, facts.class_places, 0.0
    return facts.course_places, facts.small_places, facts.small_share


def _opportunity(rng: np.random.Generator, course: _Course, facts: Offers) -> Opportunity:
    """Return the course; of several companions the plan chooses one."""
    size = sum(course.counts)
    chosen = facts.chosen_companions > 1
    commits = course.kind == "technology_class" and facts.class_commits == "places"
    return Opportunity(
        opportunity_id=course.training_id,
        kind=course.kind,
        name=f"{_TITLES[course.kind]} {course.work.name}",
        field=field_name(rng, course.work),
        start_date=sunday_after(int(rng.integers(4, 20))),
        weeks=float(course.weeks),
        weekly_hours=float(rng.choice((16, 20, 24, 30))),
        min_size=min(size, max(4, round(facts.minimum * size))),
        max_size=size,
        training_body_id=course.training_body_id,
        companion_org_id=None if chosen else course.companions[0],
        companion_candidates=course.companions if chosen else None,
        companion_hours_each=facts.companion_hours_each if chosen else None,
        committed_places=math.ceil(COMMITTED_SHARE * size) if commits else None,
        course_cost=_course_cost(rng, facts),
        locality=spelled(rng, course.town),
        region=course.region,
        language="hebrew",
        quality_employment=True,
        demanded_field=True if rng.random() < 0.8 else None,
        monthly_allowance=Decimal(int(rng.choice((800, 1200, 1500)))) if rng.random() < 0.3 else None,
    )


def _course_cost(rng: np.random.Generator, facts: Offers) -> Decimal | None:
    if facts.course_cost is None:
        return None
    least, most = facts.course_cost
    return Decimal(100 * int(rng.integers(least // 100, most // 100, endpoint=True)))


def _seats(rng: np.random.Generator, course: _Course, employers: Employers, facts: Offers) -> list[Seat]:
    return [
        Seat(
            seat_id=f"{course.training_id}-{k}",
            opportunity_id=course.training_id,
            employer_id=employers.id(host),
            count=count,
            min_count=math.ceil(COMMITTED_SHARE * count)
            if course.kind == "technology_class" and facts.class_commits == "fewest"
            else None,
            start_phase=course.phase,
            cost=min(MOST_COST, WEEK_COST * course.weeks),
            training_need="training",
            paid_from_start=course.phase == "before",
            agreement_signed=True if rng.random() < 0.8 else None,
            **seat_facts(rng, course.work, position_percent=float(rng.choice((75, 80, 90, 100))), trained=True),
        )
        for k, (host, count) in enumerate(zip(course.hosts, course.counts, strict=True), start=1)
    ]
