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


def workshops(
    rng: np.random.Generator, n: int, employers: Employers, organisations: pl.DataFrame, catalogue: Catalogue
) -> tuple[list[Opportunity], list[Seat]]:
    """Return ``n`` workshops, each in the town of its accompanying organisation, at the nearest larger employer.

    A workshop is a step of a process, for people of initial maturity above all (000:3980); it pays and requires nothing.
    """
    facts = catalogue.world.offers
    responses = list(facts.responses.items())
    leaders = organisations.filter(pl.col("kind") == facts.leaders, pl.col("hours").is_not_null())
    opportunities, seats = [], []
    for i, opportunity_id in enumerate(numbered("W", n)):
        leader = leaders.row(int(rng.integers(leaders.height)), named=True)
        km = catalogue.km_from(leader["locality"])[employers.place]
        host = int(np.lexsort((km, employers.size < 2))[0])
        code, (title, sessions) = responses[i % len(responses)] if responses else (None, ("", 0))
        opportunities.append(
            Opportunity(
                opportunity_id=opportunity_id,
                kind="workshop",
                name=title or facts.workshop_titles[i % len(facts.workshop_titles)],
                start_date=sunday_after(int(rng.integers(3, 10))),
                weeks=float(sessions or rng.integers(*facts.sessions, endpoint=True)),
                weekly_hours=3.0,
                min_size=SIZES[0],
                max_size=SIZES[1],
                companion_org_id=leader["organisation_id"],
                locality=leader["locality"],
                region=catalogue.region_of(leader["locality"]),
                language="hebrew",
                quality_employment=False,
                response=code,
            )
        )
        seats.append(
            Seat(
                seat_id=f"{opportunity_id}-1",
                opportunity_id=opportunity_id,
                employer_id=employers.id(host),
                count=SIZES[1],
                cost=Decimal(facts.workshop_cost),
                paid_from_start=False,
            )
        )
    return opportunities, seats
