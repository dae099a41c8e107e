"""From a problem to its commutes: distinct homes against distinct places, mode by mode, then joined per seat."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

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
    locate_names,
    located,
    places_of,
    seat_places,
)
from matchmaker.travel.rides import Ride, ridden, ride_minutes, ride_places
from matchmaker.travel.settings import MODES, TravelSettings, travel_settings

CELLS_PER_BLOCK = 2_000_000
"""Cells of homes x places worked on at once: bounds the memory beside the result."""

Matrix = npt.NDArray[np.float32]


def commutes(
    problem: Problem,
    settings: TravelSettings | None = None,
    gazetteer: Resolver | None = None,
    *,
    rides: Sequence[Ride] = (),
) -> Commutes:
    """Return one-way minutes between every participant and every seat.

    A pair's minutes come from the given travel table where it holds the pair of localities and the mode, else from
    the distance between coordinates: the row's own, else the locality's in the gazetteer, and then at least
    ``same_locality_km``. A person's minutes are the fewest over their modes (one known mode is enough; unreachable only
    when every mode is). A training has two commutes, to the course and to the employer's site: the longer counts, and
    days from home shorten the second, but not that of a day at the site. What is not known is NaN, never "far";
    `unresolved_localities` lists the names to mend.

    ``settings`` default to `travel_settings` of the problem, ``gazetteer`` to the shipped one with the problem's own
    localities over it.

    Raises:
        SettingsError: when ``settings`` is not given and the ``[travel]`` section is wrong.
        InputError: when the travel table contradicts itself.
    """
    settings = settings or travel_settings(problem)
    homes, (sites, courses) = home_places(problem), seat_places(problem)
    names = locate_names(problem, [homes, sites, courses, ride_places(rides)], gazetteer)
    table = given_minutes(problem, names)
    shared = ride_minutes(rides, names)

    home, distinct_homes = distinct(located(homes, names))
    origin, origins = distinct(pl.DataFrame({"home": home, "modes": mode_sets(problem, settings)}))
    place, distinct_places = distinct(pl.concat([located(sites, names), located(courses, names)]))
    by_seat = _legs(problem, settings, place, sites, courses)
    # A day at the site is a column of its own where others are worked from home.
    whole_days = by_seat.with_columns(pl.col("share").ceil())
    column, legs = distinct(pl.concat([by_seat, whole_days]))
    site, day_site = column[: problem.n_seats], column[problem.n_seats :]

    from_homes, to_places = places_of(distinct_homes), places_of(distinct_places)
    minutes = np.empty((origins.height, legs.height), np.float32)
    entries = given_entries(table, from_homes, to_places)
    home_of = from_homes.key[origins["home"].to_numpy()]
    for rows, to_place in _blocks(from_homes, to_places, origins, entries, settings):
        minutes[rows] = _longer_leg(ridden(to_place, home_of[rows], to_places.key, shared), legs)
    digest = _digest(settings, table, distinct_homes, distinct_places, *([shared] if rides else []))
    return Commutes(minutes, origin, site, digest, day_site)


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
    # The middle of a town is nobody's door: two people "at" it still have a way to go.
    np.maximum(km, settings.same_locality_km, out=km, where=~(homes.exact[:, None] & places.exact))
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
    """Return per seat its site and its course as indices of places (-1 = none), and its share of days at the site."""
    n = problem.n_seats
    return pl.DataFrame(
        {
            "site": np.where(_has_place(sites), place[:n], np.int32(-1)),
            "course": np.where(_has_place(courses), place[n:], np.int32(-1)),
            "share": site_day_share(problem.seats, settings),
        }
    )


def site_day_share(seats: pl.DataFrame, settings: TravelSettings) -> pl.Series:
    """Return, per seat, the share of working days at the site, (S,) float32 in [0, 1]; 1 where nothing is known."""
    days = pl.col("days").list.len().cast(pl.Float64)
    week = pl.when(days > 0).then(days).otherwise(settings.week_days)
    hybrid = pl.col("hybrid_days").fill_null(0.0) if settings.hybrid_rule == "mean_working_day" else pl.lit(0.0)
    return seats.with_columns(share=(1.0 - hybrid / week).clip(0.0, 1.0).cast(pl.Float32))["share"]


def _has_place(places: pl.DataFrame) -> npt.NDArray[np.bool_]:
    return places.select(pl.any_horizontal(pl.all().is_not_null())).to_series().to_numpy()


def _blocks(
    homes: Places, places: Places, origins: pl.DataFrame, entries: GivenEntries, settings: TravelSettings
) -> Iterator[tuple[slice, Matrix]]:
    """Yield slices of the origins with their fewest minutes to every place; origins stand sorted by home."""
    home, mode_set = (origins[name].to_numpy() for name in ("home", "modes"))
    modes = modes_in(int(np.bitwise_or.reduce(mode_set, initial=0)))
    step = max(1, CELLS_PER_BLOCK // max(1, places.key.size))
    for start in range(0, homes.key.size, step):
        stop = min(start + step, homes.key.size)
        by_mode = mode_minutes(homes.rows(start, stop), places, entries.of_homes(start, stop), modes, settings)
        rows = slice(*(int(at) for at in np.searchsorted(home, [start, stop])))
        out = np.empty((rows.stop - rows.start, places.key.size), np.float32)
        for one in np.unique(mode_set[rows]):
            mine = mode_set[rows] == one
            out[mine] = fewest([by_mode[mode] for mode in modes_in(int(one))])[home[rows][mine] - start]
        yield rows, out


def _longer_leg(to_place: Matrix, legs: pl.DataFrame) -> Matrix:
    """Return the longer of the course's and the site's minutes, (n_origins, n_legs).

    A leg that does not exist does not count; one that cannot be reached decides; else one that is not known does.
    """
    site, course, share = (legs[name].to_numpy() for name in ("site", "course", "share"))
    # The column behind the last place stands for "no such leg": index -1.
    padded = np.column_stack([to_place, np.full(len(to_place), -np.inf, np.float32)])
    at_site = padded[:, site]
    part = (share < 1) & (site >= 0)
    # Never 0 x inf: where nobody travels to the site, its distance does not matter.
    at_site[:, part & (share > 0)] *= share[part & (share > 0)]
    at_site[:, part & (share == 0)] = 0.0
    if (course >= 0).any():
        at_course = padded[:, course]
        unreachable = np.fmax(at_site, at_course) == np.inf
        np.maximum(at_site, at_course, out=at_site)
        at_site[unreachable] = np.inf
    at_site[at_site == -np.inf] = np.nan
    return at_site


def _digest(settings: TravelSettings, *tables: pl.DataFrame) -> str:
    """Hash what the minutes are made of: settings, given table, located homes and places, all in sorted order."""
    digest = hashlib.sha256(settings.model_dump_json().encode())
    for table in tables:
        digest.update(b"\0")
        digest.update(table.write_csv().encode())
    return digest.hexdigest()
