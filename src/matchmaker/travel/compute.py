"""From a problem to its commutes: distinct homes against distinct places, mode by mode, then joined per seat."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem
from matchmaker.travel.commutes import Commutes
from matchmaker.travel.distance import distance_km
from matchmaker.travel.given_minutes import GivenEntries, given_entries, given_minutes
from matchmaker.travel.mode_sets import mode_sets, modes_in
from matchmaker.travel.places import (
    Places,
    Resolver,
    home_places,
    locality_names,
    locate,
    located,
    places_of,
    seat_places,
)
from matchmaker.travel.settings import MODES, TravelSettings, travel_settings

CELLS_PER_BLOCK = 2_000_000
"""Cells of homes x places worked on at once: bounds the memory beside the result."""

Matrix = npt.NDArray[np.float32]


def commutes(
    problem: Problem, settings: TravelSettings | None = None, gazetteer: Resolver | None = None
) -> Commutes:
    """Return one-way minutes between every participant and every seat.

    A pair's minutes come from the given travel table where it holds the pair of localities and the mode, else from
    the distance between coordinates: the row's own, else the locality's in the gazetteer. A person's minutes are the
    fewest over their modes (one known mode is enough; unreachable only when every mode is). A training has two
    commutes, to the course and to the employer's site: the longer counts, and days from home shorten the second.
    What is not known is NaN, never "far"; `unresolved_localities` lists the names to mend.

    ``settings`` default to `travel_settings` of the problem, ``gazetteer`` to the shipped one with the problem's own
    localities over it.

    Raises:
        SettingsError: when ``settings`` is not given and the ``[travel]`` section is wrong.
        InputError: when the travel table contradicts itself.
    """
    settings = settings or travel_settings(problem)
    homes, (sites, courses) = home_places(problem), seat_places(problem)
    names = locate(locality_names([homes, sites, courses], problem), gazetteer or default_gazetteer(problem))
    table = given_minutes(problem, names)

    home, distinct_homes = distinct(located(homes, names))
    origin, origins = distinct(pl.DataFrame({"home": home, "modes": mode_sets(problem, settings)}))
    place, distinct_places = distinct(pl.concat([located(sites, names), located(courses, names)]))
    site, legs = distinct(_legs(problem, settings, place, sites, courses))

    from_homes, to_places = places_of(distinct_homes), places_of(distinct_places)
    minutes = np.empty((origins.height, legs.height), np.float32)
    entries = given_entries(table, from_homes, to_places)
    for rows, to_place in _blocks(from_homes, to_places, origins, entries, settings):
        minutes[rows] = _longer_leg(to_place, legs)
    digest = _digest(settings, table, distinct_homes, distinct_places)
    return Commutes(minutes, origin, site, digest)


def default_gazetteer(problem: Problem) -> Resolver:
    """Return the shipped gazetteer with the problem's localities over it."""
    from matchmaker.text.gazetteer import Gazetteer

    return Gazetteer(problem)


def distinct(frame: pl.DataFrame) -> tuple[npt.NDArray[np.int32], pl.DataFrame]:
    """Return the index of every row among the distinct rows (n,), and the distinct rows, sorted."""
    columns = frame.columns
    rows = frame.unique().sort(columns, nulls_last=False)
    indexed = rows.with_row_index("index")
    index = frame.join(indexed, on=columns, how="left", nulls_equal=True, maintain_order="left")["index"]
    return index.cast(pl.Int32).to_numpy(), rows


def mode_minutes(
    homes: Places, places: Places, entries: GivenEntries, modes: list[int], settings: TravelSettings
) -> dict[int, Matrix]:
    """Return, per index of `MODES`, the minutes (n_homes, n_places): given where given, else estimated, else NaN."""
    km = distance_km(homes.latitude[:, None], homes.longitude[:, None], places.latitude, places.longitude)
    found = {mode: settings.mode(MODES[mode]).minutes(km) for mode in modes}
    for mode, minutes in found.items():
        given = entries.mode == mode
        minutes[entries.home[given], entries.place[given]] = entries.minutes[given]
    return found


def fewest(minutes: list[Matrix]) -> Matrix:
    """Return the fewest minutes over modes; unknown where no mode is known to reach and one is not known."""
    least = minutes[0].copy()
    unknown = np.isnan(least)
    for more in minutes[1:]:
        unknown |= np.isnan(more)
        np.fmin(least, more, out=least)
    least[np.isinf(least) & unknown] = np.nan
    return least


def _legs(
    problem: Problem,
    settings: TravelSettings,
    place: npt.NDArray[np.int32],
    sites: pl.DataFrame,
    courses: pl.DataFrame,
) -> pl.DataFrame:
    """Return per seat: index of its site and of its course among the places (-1 = none), share of days at the site."""
    n = problem.n_seats
    at_site, at_course = ((~pl.all_horizontal(pl.all().is_null())) for _ in range(2))
    days = pl.col("days").list.len().cast(pl.Float64)
    week = pl.when(days > 0).then(days).otherwise(settings.week_days)
    hybrid = pl.col("hybrid_days").fill_null(0.0)
    share = (1.0 - hybrid / week).clip(0.0, 1.0) if settings.hybrid_rule == "mean_working_day" else pl.lit(1.0)
    return pl.DataFrame(
        {
            "site": np.where(sites.select(at_site).to_series().to_numpy(), place[:n], -1),
            "course": np.where(courses.select(at_course).to_series().to_numpy(), place[n:], -1),
            "share": problem.seats.select(share.cast(pl.Float32).alias("share").first() if n == 0 else share.alias("share"))
            .to_series(),
        }
    )
