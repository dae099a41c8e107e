"""Triangle trainings: employers, a training body and an accompanying organisation carry a cohort into work."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue, Work
from matchmaker.generation.draws import Codes
from matchmaker.generation.employers import Employers
from matchmaker.generation.ids import numbered
from matchmaker.generation.offers import field_name, seat_facts, spelled
from matchmaker.generation.reference import sunday_after
from matchmaker.model import Opportunity, Seat
from matchmaker.model.vocabulary import StartPhase

PHASES: tuple[StartPhase, ...] = ("before", "during", "end")
"""When participants are absorbed (000:4478-4484); trainings take them in turn."""

PLACE_COST = Decimal(4000)
"""Public cost of a place in a training, NIS: the regular cap of a scholarship (000:4505), assumed to be its cost."""

_SMALL_GROUPS = 0.3
"""Share of trainings planned as small groups of 6 to 9, for 15-20 are hard to find (000:2774); assumed."""


MINIMUM_SHARE = 0.6
"""Smallest size of a cohort as a share of its places, and at least four people; assumed."""


@dataclass(frozen=True, slots=True)
class _Course:
    """A training before it is written down: ``counts`` places at ``hosts`` (rows of employers)."""

    training_id: str
    work: Work
    counts: list[int]
    hosts: list[int]
    phase: StartPhase
    training_body_id: str
    companion_org_id: str
    town: str
    region: str


def trained_fields(rng: np.random.Generator, n: int, catalogue: Catalogue) -> Codes:
    """Return the field of each of ``n`` trainings: quality employment only (000:2671), every field before any twice."""
    quality = np.flatnonzero([field.quality for field in catalogue.fields])
    rounds = [rng.permutation(quality) for _ in range(-(-n // quality.size))]
    return np.concatenate(rounds)[:n].astype(np.int64) if rounds else np.empty(0, np.int64)


def trainings(
    rng: np.random.Generator, fields: Codes, employers: Employers, organisations: pl.DataFrame, catalogue: Catalogue
) -> tuple[list[Opportunity], list[Seat]]:
    """Return one triangle training per entry of ``fields``, with its seats.

    Every other one is single-employer (one commits to many, 000:4456), the rest multi-employer (each absorbs one to
    five, 000:4468-4476). Absorption phases take turns.
    """
    bodies = organisations.filter(pl.col("kind") == "training_body")
    companions = rng.permutation(organisations.filter(pl.col("kind") != "training_body")["organisation_id"].to_numpy())
    opportunities, seats = [], []
    for i, (training_id, field) in enumerate(zip(numbered("T", fields.size), fields.tolist(), strict=True)):
        body = bodies.row(int(rng.integers(bodies.height)), named=True)
        counts = _counts(rng, single=i % 2 == 0)
        hosts = _hosts(rng, employers, (field, catalogue), town=body["locality"], n=len(counts))
        course = _Course(
            str(training_id), catalogue.fields[field], counts[: len(hosts)], hosts, PHASES[i % 3],
            body["organisation_id"],
            str(companions[i % len(companions)]), body["locality"], catalogue.region_of(body["locality"]),
        )  # fmt: skip
        opportunities.append(_opportunity(rng, course))
        seats += _seats(rng, course, employers)
    return opportunities, seats


def _counts(rng: np.random.Generator, *, single: bool) -> list[int]:
    """Places per employer: 12 to 20 in all, or a small group of 6 to 9."""
    size = int(rng.integers(6, 10) if rng.random() < _SMALL_GROUPS else rng.integers(12, 21))
    if single:
        return [size]
    counts: list[int] = []
    while sum(counts) < size:
        counts.append(min(int(rng.integers(1, 6)), size - sum(counts)))
    return counts


def _hosts(
    rng: np.random.Generator, employers: Employers, field: tuple[int, Catalogue], *, town: str, n: int
) -> list[int]:
    """Return up to ``n`` employers: of the field first, then of others, each nearest to the course first.

    One who is to take everybody is a medium or large employer where there is one.
    """
    work, catalogue = field
    at = catalogue.coordinates()
    centre = at[catalogue.place_names.index(town)]
    far = np.hypot(*((at[employers.place] - centre) * (111.0, 95.0)).T)  # km per degree near 31 N
    order = np.lexsort((rng.random(employers.n), far, employers.work != work, employers.small & (n == 1)))
    return [int(row) for row in order[:n]]


def _opportunity(rng: np.random.Generator, course: _Course) -> Opportunity:
    size = sum(course.counts)
    return Opportunity(
        opportunity_id=course.training_id,
        kind="triangle_training",
        name=f"קורס {course.work.name}",
        field=field_name(rng, course.work),
        start_date=sunday_after(int(rng.integers(4, 20))),
        weeks=float(rng.integers(*course.work.weeks, endpoint=True)),
        weekly_hours=float(rng.choice((16, 20, 24, 30))),
        min_size=min(size, max(4, round(MINIMUM_SHARE * size))),
        max_size=size,
        training_body_id=course.training_body_id,
        companion_org_id=course.companion_org_id,
        locality=spelled(rng, course.town),
        region=course.region,
        language="hebrew",
        quality_employment=True,
        demanded_field=True if rng.random() < 0.8 else None,
        monthly_allowance=Decimal(int(rng.choice((800, 1200, 1500)))) if rng.random() < 0.3 else None,
    )


def _seats(rng: np.random.Generator, course: _Course, employers: Employers) -> list[Seat]:
    return [
        Seat(
            seat_id=f"{course.training_id}-{k}",
            opportunity_id=course.training_id,
            employer_id=employers.id(host),
            count=count,
            start_phase=course.phase,
            cost=PLACE_COST,
            training_need="training",
            paid_from_start=course.phase == "before",
            agreement_signed=True if rng.random() < 0.8 else None,
            **seat_facts(rng, course.work, position_percent=float(rng.choice((75, 80, 90, 100))), trained=True),
        )
        for k, (host, count) in enumerate(zip(course.hosts, course.counts, strict=True), start=1)
    ]
