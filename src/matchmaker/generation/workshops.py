"""Workshops: a group prepares for work, at an employer that opens its doors."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.employers import Employers
from matchmaker.generation.ids import numbered
from matchmaker.generation.reference import sunday_after
from matchmaker.model import Opportunity, Seat

SIZES = (12, 15)
"""Fewest and most participants (000:2540)."""

SESSIONS = (7, 8)
"""Weekly meetings: up to seven or eight (000:2540)."""

PLACE_COST = Decimal(300)
"""Public cost of a place, NIS; assumed."""


def workshops(
    rng: np.random.Generator, n: int, employers: Employers, organisations: pl.DataFrame, catalogue: Catalogue
) -> tuple[list[Opportunity], list[Seat]]:
    """Return ``n`` workshops, each in the town of its accompanying organisation, at the nearest larger employer.

    A workshop is a step of a process, for people of initial maturity above all (000:3980); it pays and requires nothing.
    """
    leaders = organisations.filter(pl.col("kind") == "youth_centre")
    opportunities, seats = [], []
    for i, opportunity_id in enumerate(numbered("W", n)):
        leader = leaders.row(int(rng.integers(leaders.height)), named=True)
        km = catalogue.km_from(leader["locality"])[employers.place]
        host = int(np.lexsort((km, employers.size < 2))[0])
        opportunities.append(
            Opportunity(
                opportunity_id=opportunity_id,
                kind="workshop",
                name=("סדנת הכוונה לעולם העבודה", "סדנת כישורים לעבודה")[i % 2],
                start_date=sunday_after(int(rng.integers(3, 10))),
                weeks=float(rng.integers(*SESSIONS, endpoint=True)),
                weekly_hours=3.0,
                min_size=SIZES[0],
                max_size=SIZES[1],
                companion_org_id=leader["organisation_id"],
                locality=leader["locality"],
                region=catalogue.region_of(leader["locality"]),
                language="hebrew",
                quality_employment=False,
            )
        )
        seats.append(
            Seat(
                seat_id=f"{opportunity_id}-1",
                opportunity_id=opportunity_id,
                employer_id=employers.id(host),
                count=SIZES[1],
                cost=PLACE_COST,
                paid_from_start=False,
            )
        )
    return opportunities, seats
