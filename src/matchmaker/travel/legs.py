"""The commutes behind one pair's minutes: which leg, by which mode, given or estimated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from matchmaker.model import Problem
from matchmaker.model.vocabulary import TravelMode
from matchmaker.travel.compute import fewest, mode_minutes, site_day_share
from matchmaker.travel.given_minutes import given_entries, given_minutes
from matchmaker.travel.mode_sets import mode_sets, modes_in
from matchmaker.travel.places import Resolver, home_places, locate_names, located, places_of, seat_places
from matchmaker.travel.settings import MODES, TravelSettings, travel_settings

LegKind = Literal["site", "course"]
Source = Literal["given", "estimated", "unknown"]


@dataclass(frozen=True, slots=True)
class CommuteLeg:
    """One leg of a commute: from home to the employer's ``site`` or to the ``course``.

    ``minutes`` are one way, after days from home; NaN = not known, inf = cannot be reached. ``mode`` is the fastest of
    the person's modes and ``source`` says whether its minutes were ``given`` in the travel table, ``estimated`` from
    coordinates, or are ``unknown`` (then ``mode`` is ``None``). ``site_day_share`` in [0, 1] is the share of working
    days on which the leg is travelled.
    """

    kind: LegKind
    locality: str | None
    minutes: float
    mode: TravelMode | None
    source: Source
    site_day_share: float


def commute_legs(
    problem: Problem,
    participant: int,
    seat: int,
    settings: TravelSettings | None = None,
    gazetteer: Resolver | None = None,
) -> tuple[CommuteLeg, ...]:
    """Return the legs of one pair, given by table rows: the site, then the course where there is one.

    The pair's minutes in `commutes` are the longest of them. Empty where neither place is recorded.
    """
    settings = settings or travel_settings(problem)
    one = problem.replace(participants=problem.participants[[participant]], seats=problem.seats[[seat]])
    home, (site, course) = home_places(one), seat_places(one)
    names = locate_names(one, [home, site, course], gazetteer)
    from_home = places_of(located(home, names))
    table = given_minutes(one, names)
    modes = modes_in(int(mode_sets(one, settings)[0]))
    share = float(site_day_share(one.seats, settings)[0])

    def leg(kind: LegKind, place: pl.DataFrame, day_share: float) -> CommuteLeg:
        to_place = places_of(located(place, names))
        entries = given_entries(table, from_home, to_place)
        by_mode = mode_minutes(from_home, to_place, entries, modes, settings)
        least = float(fewest(list(by_mode.values()))[0, 0])
        mode = next((mode for mode, minutes in by_mode.items() if minutes[0, 0] == least), None)
        source: Source = "unknown" if mode is None else "given" if mode in entries.mode else "estimated"
        minutes = 0.0 if day_share == 0 else least * day_share
        name = place["locality"][0]
        return CommuteLeg(kind, name, minutes, None if mode is None else MODES[mode], source, day_share)

    legs: list[tuple[LegKind, pl.DataFrame, float]] = [("site", site, share), ("course", course, 1.0)]
    return tuple(leg(*each) for each in legs if any(value is not None for value in each[1].row(0)))
