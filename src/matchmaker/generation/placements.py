"""On-the-job training, practicum and ordinary jobs at single employers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from matchmaker.generation.catalogue import Catalogue, Work
from matchmaker.generation.employers import Employers
from matchmaker.generation.ids import numbered
from matchmaker.generation.offers import field_name, seat_facts
from matchmaker.generation.reference import sunday_after
from matchmaker.generation.worlds.market import Offers
from matchmaker.model import Opportunity, Seat
from matchmaker.model.vocabulary import OpportunityKind

OJT_INCENTIVE = Decimal(5000)
"""NIS for three months of a full post, pro rata, per participant; or "for two and more" (000:2889 against 4604)."""

PRACTICUM_INCENTIVE = Decimal(6000)
"""NIS in all for a full post, pro rata: 1,500 a month, and 1,500 for three more months (000:3293-3309)."""

QUALITY_PERCENT = 75
"""Smallest position of quality employment, percent (000:425-439)."""

_TITLES: dict[OpportunityKind, str] = {"job": "", "on_the_job_training": "הכשרה בעבודה: ", "practicum": "פרקטיקום: "}

Terms = Callable[[np.random.Generator, Work, Offers], dict[str, Any]]


def placements(
    rng: np.random.Generator, kinds: list[OpportunityKind], employers: Employers, catalogue: Catalogue
) -> tuple[list[Opportunity], list[Seat]]:
    """Return one opportunity with one seat per entry of ``kinds`` (``job``, ``on_the_job_training`` or ``practicum``).

    Employers take turns in a drawn order, so that offers are dispersed over many of them.
    """
    turn = rng.permutation(employers.n)
    opportunities, seats = [], []
    for i, (opportunity_id, kind) in enumerate(zip(numbered("J", len(kinds)), kinds, strict=True)):
        employer = int(turn[i % employers.n])
        work = catalogue.fields[employers.work[employer]]
        seat = Seat(
            seat_id=f"{opportunity_id}-1",
            opportunity_id=opportunity_id,
            employer_id=employers.id(employer),
            **_TERMS[kind](rng, work, catalogue.world.offers),
        )
        opportunities.append(
            Opportunity(
                opportunity_id=opportunity_id,
                kind=kind,
                name=f"{_TITLES[kind]}{seat.occupation}, {employers.frame['name'][employer]}",
                region=str(catalogue.places["region"][int(employers.place[employer])]),
                **_frame(rng, kind, work, seat),
            )
        )
        seats.append(seat)
    return opportunities, seats


def _frame(rng: np.random.Generator, kind: OpportunityKind, work: Work, seat: Seat) -> dict[str, Any]:
    """Quality employment is of 75 % and more (000:425-439), whatever the field."""
    is_quality = work.quality and (seat.position_percent or 0) >= QUALITY_PERCENT
    return {
        "field": field_name(rng, work),
        "start_date": sunday_after(int(rng.integers(1, 14))),
        "weeks": 13.0 if kind != "job" else None,
        "quality_employment": is_quality if rng.random() < 0.85 else None,
        "demanded_field": True if rng.random() < 0.4 else None,
    }


def _on_the_job(rng: np.random.Generator, work: Work, _: Offers) -> dict[str, Any]:
    """At least 75 %, no threshold of education, a named instructor, an agreement (000:2885-2917, 4572-4636)."""
    facts = seat_facts(rng, work, position_percent=float(rng.choice((75, 80, 100))), trained=True)
    return facts | {
        "count": int(rng.integers(1, 3)),
        **_incentive(OJT_INCENTIVE, facts),
        "training_need": "training",
        "paid_from_start": True,
        **_commitments(rng),
    }


def _practicum(rng: np.random.Generator, work: Work, _: Offers) -> dict[str, Any]:
    """At least 75 %, for people with a training certificate, a named mentor, an agreement (000:3273-3309)."""
    facts = seat_facts(rng, work, position_percent=float(rng.choice((75, 80, 100))), trained=True)
    return facts | {
        "count": int(rng.integers(1, 3)),
        **_incentive(PRACTICUM_INCENTIVE, facts),
        "required_certificates": (work.certificate,),
        "requirement_reason": "הפרקטיקום מיועד לבוגרי הכשרה בתחום",
        "training_need": "handover",
        "paid_from_start": True,
        **_commitments(rng),
    }


def _job(rng: np.random.Generator, work: Work, offers: Offers) -> dict[str, Any]:
    positions = [int(percent) for percent in offers.positions]
    percent = float(rng.choice(positions, p=list(offers.positions.values())))
    facts = seat_facts(rng, work, position_percent=percent, trained=False)
    return facts | {
        "count": int(rng.choice((1, 2, 3), p=(0.55, 0.3, 0.15))),
        "cost": Decimal(0),
        "training_need": str(rng.choice(("none", "handover"))),
        "paid_from_start": True,
    }


def _incentive(full: Decimal, facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return the incentive for the seat's position, which is its public cost too."""
    amount = full * int(facts["position_percent"]) / 100
    return {"cost": amount, "incentive": amount}


def _commitments(rng: np.random.Generator) -> dict[str, bool]:
    """One offer in twenty still lacks the mentor's name, and one in twenty the signed agreement (assumed)."""
    return {"mentor_named": bool(rng.random() < 0.95), "agreement_signed": bool(rng.random() < 0.95)}


_TERMS: dict[OpportunityKind, Terms] = {"job": _job, "on_the_job_training": _on_the_job, "practicum": _practicum}
