"""The organisations table: the world's centres, accompanying organisations and training bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.ids import numbered
from matchmaker.generation.worlds.market import Organisations
from matchmaker.model import TABLES, Organisation, frame_of


def organisations(rng: np.random.Generator, catalogue: Catalogue, scale: int = 1) -> pl.DataFrame:
    """Return the world's organisations, the centres first and the training bodies last; ``scale`` multiplies capacities.

    Those that only take referrals have no hours: they accompany nobody.
    """
    facts = catalogue.world.organisations
    rows = list(_accompanying(rng, catalogue))
    bodies = list(zip(facts.training_names, facts.training_towns, strict=True))
    ids = numbered("G", len(rows) + len(bodies))
    accompanying = [
        Organisation(
            organisation_id=organisation_id,
            kind=part.kind,
            name=name,
            locality=town,
            hours=_hours(float(scale * rng.choice(np.arange(*facts.hours))), part),
            takes_referrals=part.takes_referrals,
            supports=_supports(rng, catalogue),
        )
        for organisation_id, (part, name, town) in zip(ids, rows, strict=False)
    ]
    least, most = facts.rooms
    training = [
        Organisation(
            organisation_id=ids[len(rows) + i], name=name, kind="training_body", locality=town,
            rooms=int(scale * rng.integers(least, most, endpoint=True)),
        )
        for i, (name, town) in enumerate(bodies)
    ]  # fmt: skip
    return frame_of([*accompanying, *training], TABLES["organisations"])


def _hours(drawn: float, part: Organisations) -> float | None:
    return None if part.takes_referrals else drawn


def _supports(rng: np.random.Generator, catalogue: Catalogue) -> tuple[str, ...] | None:
    facts = catalogue.world.organisations
    held = rng.random(len(facts.supports)) < facts.support_share
    return tuple(support for support, drawn in zip(facts.supports, held, strict=True) if drawn) or None


def _accompanying(rng: np.random.Generator, catalogue: Catalogue) -> Iterator[tuple[Organisations, str, str]]:
    """Yield part, name and town: in the part's own towns, else drawn by size, for larger towns have more (000:3518).

    One name for several towns is followed by the town's.
    """
    parts = catalogue.world.organisations.accompanying
    drawn: dict[str, Any] = {"size": sum(part.count or len(part.towns) for part in parts)}
    population = catalogue.places["population"].to_numpy().astype(np.float64)
    places = iter(rng.choice(population.size, p=population**0.5 / (population**0.5).sum(), **drawn).tolist())
    for part in parts:
        for i in range(part.count or len(part.towns)):
            place = next(places)
            town = part.towns[i] if part.towns else catalogue.place_names[place]
            shared = len(part.names) == 1 and len(part.towns) > 1
            yield part, f"{part.names[0]} {town}" if shared else part.names[i], town
