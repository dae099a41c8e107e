"""survey: the answers of employers to the regional survey (003:1025-1094), with its skips."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.employers import Employers
from matchmaker.model import TABLES, Employer, frame_of
from matchmaker.model.vocabulary import HiringWindow, TrainingNeed, TrainingOffer

_WINDOWS: tuple[HiringWindow, ...] = ("1_2_months", "3_6_months", "6_months_or_more")
_WINDOW_SHARES = (0.45, 0.35, 0.25)
_OFFERS: tuple[TrainingOffer, ...] = ("programme", "regularly", "sometimes", "none")
_OFFER_SHARES = (0.1, 0.2, 0.35, 0.35)
_NEEDS: tuple[TrainingNeed, ...] = ("none", "handover", "training")
_NEED_SHARES = (0.25, 0.45, 0.3)
"""Shares of answers: assumed throughout, for no answer is published."""


def survey(rng: np.random.Generator, employers: Employers, seats: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """Return the employers table with the survey's columns, where the world's employers were asked.

    Vacancies are the places on offer. Several windows may hold (003:1052); satisfaction is asked only of those in contact
    (003:1081-1083). Who gives the person to call gives both address and telephone.
    """
    facts = catalogue.world.employers
    if not facts.surveyed:
        return employers.frame
    places = dict(seats.group_by("employer_id").agg(pl.col("count").sum()).iter_rows())
    pool = catalogue.names["given"]["כללי"]
    rows = []
    for i, row in enumerate(employers.frame.iter_rows(named=True)):
        told = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if value is not None
        }
        person = f"{pool['female'][i % len(pool['female'])]} {pool['family'][(3 * i) % len(pool['family'])]}"
        towns = tuple(catalogue.place_names[place] for place in _near(catalogue, int(employers.place[i]), rng))
        answers = _answers(rng, i, person, towns, facts.community)
        rows.append(Employer(**{**told, **answers, "open_vacancies": places.get(row["employer_id"], 0)}))
    return frame_of(rows, TABLES["employers"])


def _near(catalogue: Catalogue, place: int, rng: np.random.Generator) -> list[int]:
    """Return the places that an employer recruits from: its own and the nearest ones."""
    km = catalogue.km_from(catalogue.place_names[place])
    return [int(each) for each in np.argsort(km, kind="stable")[: int(rng.integers(2, 8))]]


def _answers(
    rng: np.random.Generator, number: int, person: str, towns: tuple[str, ...], community: str | None
) -> dict[str, Any]:
    told = rng.random(9)
    windows = tuple(w for w, drawn in zip(_WINDOWS, rng.random(3) < _WINDOW_SHARES, strict=True) if drawn)
    in_contact = bool(told[0] < 0.55)
    offer = _OFFERS[int(rng.choice(4, p=_OFFER_SHARES))]
    answers: dict[str, Any] = {
        "recruitment_localities": towns,
        "hiring_windows": ("now", *windows) if told[1] < 0.5 else windows or None,
        "expects_hiring": bool(windows),
        "needs_hiring_help": bool(told[2] < 0.5) if windows else None,
        "training_offer": offer,
        "in_house_training": offer != "none",
        "training_need": _NEEDS[int(rng.choice(3, p=_NEED_SHARES))],
        "service_contact": in_contact,
        "satisfaction": int(rng.integers(2, 6)) if in_contact and told[3] < 0.9 else None,
        "wants_contact": bool(told[4] < 0.6),
        "wants_community": bool(told[5] < 0.45),
    }
    if told[5] < 0.2:
        answers["community"] = community
    if told[6] < 0.7:
        answers |= {
            "contact_person": person,
            "contact_email": f"jobs{number + 1}@example.org",
            "contact_phone": f"04-555-{number + 1:04d}",
        }
    return answers
