"""Where people live and where they would work or learn: the distinct places of a problem, located once each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Locality, Problem
from matchmaker.text.identity import identity_keys
from matchmaker.text.resolution import Resolution

COURSE_KINDS = ("triangle_training", "technology_class")
"""Kinds of opportunity whose people travel to a course and to an employer's site (DOMAIN section 8)."""

WHOLE_PLACE_KINDS = ("workshop",)
"""Kinds held where the opportunity is, whoever the employer."""

PLACE = ("locality", "latitude", "longitude")
"""Columns that say where something is."""


class Resolver(Protocol):
    """What travel asks of a gazetteer; `matchmaker.text.gazetteer.Gazetteer` answers it."""

    def resolve(self, names: Sequence[str]) -> Sequence[Resolution]:
        """Return one resolution per name, in order."""
        ...

    def coordinates(self, ids: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return (n, 2) latitude and longitude in degrees per locality code, NaN where not known."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Places, (n,) each: ``key`` names the locality ("" = none), ``latitude`` and ``longitude`` are degrees or NaN.

    ``exact`` says that the point is the row's own, not its locality's. A key is the locality's code where the gazetteer
    knows the name, else the name's identity key: two spellings of one unknown village are still one place.
    """

    key: npt.NDArray[np.object_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    exact: npt.NDArray[np.bool_]

    def rows(self, start: int, stop: int) -> Places:
        """Return the places ``start`` to ``stop - 1``."""
        cut = slice(start, stop)
        return Places(self.key[cut], self.latitude[cut], self.longitude[cut], self.exact[cut])


def home_places(problem: Problem) -> pl.DataFrame:
    """Return the columns `PLACE` of every participant's home, in row order."""
    return problem.participants.select(PLACE)


def seat_places(problem: Problem) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return where each seat's work and course are, as two frames of the columns `PLACE`, in row order.

    The site is the seat's own place, else the employer's, else the opportunity's. A course exists for `COURSE_KINDS`
    and is at the opportunity's place; a kind of `WHOLE_PLACE_KINDS` is wholly at the opportunity's place where that is
    given. A row without any place is null throughout.
    """
    seats = (
        problem.seats.select("opportunity_id", "employer_id", *PLACE)
        .join(_prefixed(problem.employers, "employer_id"), on="employer_id", how="left", maintain_order="left")
        .join(
            _prefixed(problem.opportunities, "opportunity_id", "kind"),
            on="opportunity_id",
            how="left",
            maintain_order="left",
        )
    )
    has_course = pl.col("kind").is_in(COURSE_KINDS)
    whole = pl.col("kind").is_in(WHOLE_PLACE_KINDS) & _is_given("opportunity_id_")
    own = ~whole & _is_given("")
    employers = ~whole & _is_given("employer_id_")
    site = seats.select(
        pl.when(own)
        .then(pl.col(name))
        .when(employers)
        .then(pl.col(f"employer_id_{name}"))
        .when(~has_course)
        .then(pl.col(f"opportunity_id_{name}"))
        .alias(name)
        for name in PLACE
    )
    course = seats.select(pl.when(has_course).then(pl.col(f"opportunity_id_{name}")).alias(name) for name in PLACE)
    return site, course


def locality_names(frames: Sequence[pl.DataFrame], problem: Problem) -> pl.Series:
    """Return the distinct names of localities in ``frames`` and in the travel table, sorted, without nulls."""
    columns = [frame["locality"] for frame in frames]
    columns += [problem.travel["origin"], problem.travel["destination"]]
    return pl.concat([column.rename("name") for column in columns]).drop_nulls().unique().sort()


def default_gazetteer(problem: Problem) -> Resolver:
    """Return the shipped gazetteer with the problem's own localities over it; the last ones made are kept."""
    return _gazetteer(tuple(problem.records(Locality)))


@lru_cache(maxsize=2)
def _gazetteer(localities: tuple[Locality, ...]) -> Resolver:
    from matchmaker.text.gazetteer import Gazetteer
    from matchmaker.text.override import override
    from matchmaker.text.shipped import shipped_localities

    return Gazetteer(override(shipped_localities(), localities))


def locate_names(problem: Problem, frames: Sequence[pl.DataFrame], gazetteer: Resolver | None) -> pl.DataFrame:
    """Return `locate` of all names in ``frames`` and the travel table; no gazetteer is built where there are none."""
    names = locality_names(frames, problem)
    if gazetteer is None and not names.is_empty():
        gazetteer = default_gazetteer(problem)
    return locate(names, gazetteer)


def locate(names: pl.Series, resolver: Resolver | None) -> pl.DataFrame:
    """Return a row per name: ``name``, ``key``, ``resolved``, ``candidates``, ``place_latitude`` and ``_longitude``."""
    answers = [] if resolver is None else resolver.resolve(names.to_list())
    points = np.empty((0, 2)) if resolver is None else resolver.coordinates([answer.id or "" for answer in answers])
    ids = pl.Series([answer.id for answer in answers], dtype=pl.String)
    ambiguous = [[c.name for c in answer.candidates] if answer.status == "ambiguous" else [] for answer in answers]
    return pl.DataFrame(
        {
            "name": names,
            "key": pl.select(pl.coalesce("id:" + ids, "name:" + identity_keys(names))).to_series(),
            "resolved": ids.is_not_null(),
            "candidates": pl.Series(ambiguous, dtype=pl.List(pl.String)),
            "place_latitude": pl.Series(points[:, 0], dtype=pl.Float64).fill_nan(None),
            "place_longitude": pl.Series(points[:, 1], dtype=pl.Float64).fill_nan(None),
        }
    )


def located(frame: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Return ``key``, ``latitude``, ``longitude`` and ``exact`` for rows of the columns `PLACE`; own points go first."""
    has_point = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
    return frame.join(names, left_on="locality", right_on="name", how="left", maintain_order="left").select(
        pl.col("key").fill_null(""),
        *(pl.when(has_point).then(axis).otherwise(f"place_{axis}").alias(axis) for axis in PLACE[1:]),
        has_point.alias("exact"),
    )


def places_of(distinct: pl.DataFrame) -> Places:
    """Return a frame of distinct ``key``, ``latitude``, ``longitude``, ``exact`` as arrays, nulls as NaN."""
    latitude, longitude = (distinct[axis].fill_null(float("nan")).to_numpy() for axis in PLACE[1:])
    return Places(np.array(distinct["key"].to_list(), object), latitude, longitude, distinct["exact"].to_numpy())


def _is_given(prefix: str) -> pl.Expr:
    point = pl.col(f"{prefix}latitude").is_not_null() & pl.col(f"{prefix}longitude").is_not_null()
    return pl.col(f"{prefix}locality").is_not_null() | point


def _prefixed(frame: pl.DataFrame, key: str, *others: str) -> pl.DataFrame:
    return frame.select(key, *others, *(pl.col(name).alias(f"{key}_{name}") for name in PLACE))
