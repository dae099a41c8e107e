"""states_of: for every readiness, which kinds of opportunity are recommended, open or warned against, and why."""

from __future__ import annotations

from itertools import product
from typing import Any, get_args

import polars as pl

from matchmaker.model.vocabulary import EmploymentType, Maturity, TrafficLight
from matchmaker.programmes.routing import Routing
from matchmaker.routing.words import Language, word

READINESS = ("maturity", "employment_type_ready", "traffic_light")
"""Columns of participants that tell where a person may go."""

STEPS = {
    "process": ("process",),
    "training": ("short_training", "long_training"),
    "placement": ("experiential_placement", "quality_placement"),
}
"""Steps of each sort."""

_ADVISES = "000:3968-3978"


def states_of(section: Routing, language: Language = "en") -> pl.DataFrame:
    """Return one row per readiness (`READINESS`, null = not known), kind of opportunity and step.

    ``state`` is ``warned`` (asks for a recorded override, 000:3901), ``recommended``, ``open``, or ``cannot_say``;
    ``reason`` says why and ``source`` where it stands. Nothing is closed by readiness: no source closes anything.
    """
    lights = (*get_args(TrafficLight), None) if section.light else (None,)
    rows = [
        (*readiness, kind, step, *_state(section, language, readiness, (kind, step)))
        for readiness in product((*get_args(Maturity), None), (*get_args(EmploymentType), None), lights)
        for kind, sort in section.kinds.items()
        for step in STEPS[sort.value]
    ]
    columns = (*READINESS, "kind", "step", "state", "reason", "source")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def tracks_of(section: Routing) -> pl.DataFrame:
    """Return one row per readiness with its ``track``, the ``level_track`` of maturity alone, and the track's source.

    Where the matrix has no cell the level's track holds; where maturity or type is not known there is no track to tell.
    """
    rows = []
    for maturity, ready in product((*get_args(Maturity), None), (*get_args(EmploymentType), None)):
        level = section.level_tracks.get(maturity) if maturity else None
        cell = section.matrix.get(maturity, {}).get(ready) if maturity and ready else None
        track, source = (cell.track, cell.source) if cell else (level.value, level.source) if level else (None, None)
        known = maturity is not None and ready is not None
        told = (track, source) if known else (None, None)
        rows.append((maturity, ready, told[0], level.value if level else None, told[1]))
    names = ("maturity", "employment_type_ready", "track", "level_track", "track_source")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _state(
    section: Routing,
    language: Language,
    readiness: tuple[Any, Any, Any],
    offer: tuple[str, str],
) -> tuple[str, str, str | None]:
    (maturity, ready, light), (kind, step) = readiness, offer
    for warning in section.warning.values():
        if (maturity in warning.maturity or light in warning.light) and (
            kind in warning.kinds or step in warning.steps
        ):
            return "warned", warning.he if language == "he" else warning.en, warning.source
    told = section.light.get(light) if light else None
    if told is not None and step in told.recommends:
        return "recommended", told.he if language == "he" else told.en, told.source
    fields = [name for name, value in zip(READINESS, (maturity, ready), strict=False) if value is None]
    if fields:
        return "cannot_say", word("ask", language, fields=", ".join(fields)), None
    cell = section.matrix.get(maturity, {}).get(ready)
    if cell is None:
        return "open", word("no_cell", language), _ADVISES
    if step in cell.steps:
        return "recommended", word("in_cell", language), cell.source
    return "open", word("beside_cell", language), _ADVISES
