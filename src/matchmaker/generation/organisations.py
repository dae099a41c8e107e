"""The organisations table: accompanying organisations of the sources' three types, and training bodies."""

from __future__ import annotations

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.ids import numbered
from matchmaker.model import TABLES, Organisation, frame_of

# 28 rows in the sources' list: 14 youth organisations, 7 of employment, 7 youth centres (000:3345-3404).
_ACCOMPANYING = (("youth_organisation", 14), ("employment_programme", 7), ("youth_centre", 7))
_CENTRE_TOWNS = ("אופקים", "חורה", "מצפה רמון", "ערד", "קריית גת", "דימונה", "ירוחם")
"""Localities with a youth centre in the list (000:3390-3398)."""

_TRAINING_TOWNS = ("באר שבע", "באר שבע", "אשקלון", "דימונה", "רהט", "נתיבות")
_SUPPORTS = ("תחבורה", "שפה", "חסמים כלכליים", "ביטחון עצמי", "חוסר ניסיון", "היכרות עם שוק העבודה")
_HOURS = (96, 145, 12)
"""Companion hours of an organisation over a plan: lowest, past the highest, step. Assumed: no source gives any."""


def organisations(rng: np.random.Generator, catalogue: Catalogue, scale: int = 1) -> pl.DataFrame:
    """Return 28 accompanying organisations and six training bodies; ``scale`` multiplies their capacities."""
    kinds = [kind for kind, count in _ACCOMPANYING for _ in range(count)]
    towns = _towns(rng, kinds, catalogue)
    names = _names(kinds, towns, catalogue)
    bodies = list(zip(catalogue.names["organisations"]["training_body"], _TRAINING_TOWNS, strict=True))
    ids = numbered("G", len(kinds) + len(bodies))
    accompanying = [
        Organisation(
            organisation_id=ids[i],
            name=names[i],
            kind=kind,  # type: ignore[arg-type]
            locality=towns[i],
            hours=float(scale * rng.choice(np.arange(*_HOURS))),
            supports=tuple(s for s, drawn in zip(_SUPPORTS, rng.random(len(_SUPPORTS)) < 0.45, strict=True) if drawn)
            or None,
        )
        for i, kind in enumerate(kinds)
    ]
    training = [
        Organisation(
            organisation_id=ids[len(kinds) + i], name=name, kind="training_body", locality=town,
            rooms=int(scale * rng.integers(18, 31)),
        )
        for i, (name, town) in enumerate(bodies)
    ]  # fmt: skip
    return frame_of([*accompanying, *training], TABLES["organisations"])


def _towns(rng: np.random.Generator, kinds: list[str], catalogue: Catalogue) -> list[str]:
    """Youth centres stand in the listed towns; the others mostly in Be'er Sheva (000:3518), else by size."""
    centres = iter(_CENTRE_TOWNS)
    population = catalogue.places["population"].to_numpy().astype(np.float64)
    weights = population**0.5 / (population**0.5).sum()
    drawn = rng.choice(len(weights), size=len(kinds), p=weights)
    return [
        next(centres) if kind == "youth_centre" else catalogue.place_names[drawn[i]] for i, kind in enumerate(kinds)
    ]


def _names(kinds: list[str], towns: list[str], catalogue: Catalogue) -> list[str]:
    pools = {kind: iter(names) for kind, names in catalogue.names["organisations"].items() if kind != "youth_centre"}
    centre = catalogue.names["organisations"]["youth_centre"][0]
    return [
        f"{centre} {town}" if kind == "youth_centre" else next(pools[kind])
        for kind, town in zip(kinds, towns, strict=True)
    ]
