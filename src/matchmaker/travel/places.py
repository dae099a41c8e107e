"""Where people live and where they would work or learn: the distinct places of a problem, located once each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem
from matchmaker.text.identity import identity_keys

COURSE_KINDS = ("triangle_training", "technology_class")
"""Kinds of opportunity whose people travel to a course and to an employer's site (DOMAIN section 8)."""

WHOLE_PLACE_KINDS = ("workshop",)
"""Kinds held where the opportunity is, whoever the employer."""

PLACE = ("locality", "latitude", "longitude")
"""Columns that say where something is."""


class Resolved(Protocol):
    """What the gazetteer answers for one name, as far as travel asks."""

    @property
    def locality_id(self) -> str | None:
        """Code of the one locality meant, or ``None`` when unknown or ambiguous."""
        ...

    @property
    def latitude(self) -> float | None:
        """Latitude of the locality, if known."""
        ...

    @property
    def longitude(self) -> float | None:
        """Longitude of the locality, if known."""
        ...


class Resolver(Protocol):
    """Anything that resolves spellings of localities; `matchmaker.text.Gazetteer` does."""

    def resolve(self, names: Sequence[str]) -> Sequence[Resolved]:
        """Return one answer per name, in order."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Distinct places: ``token`` (n,) names the locality ("" = none), ``latitude`` and ``longitude`` (n,) degrees or NaN.

    A token is the locality's code where the gazetteer knows the name, else the name's identity key: two spellings of
    one unknown village are still one place.
    """

    token: npt.NDArray[np.object_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]


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


def locate(names: pl.Series, resolver: Resolver) -> pl.DataFrame:
    """Return one row per name: ``name``, ``token``, ``resolved``, ``place_latitude`` and ``place_longitude``."""
    answers = resolver.resolve(names.to_list())
    ids = pl.Series([answer.locality_id for answer in answers], dtype=pl.String)
    keys = identity_keys(names)
    return pl.DataFrame(
        {
            "name": names,
            "token": pl.select(pl.coalesce("id:" + ids, "name:" + keys)).to_series(),
            "resolved": ids.is_not_null(),
            "place_latitude": pl.Series([answer.latitude for answer in answers], dtype=pl.Float64),
            "place_longitude": pl.Series([answer.longitude for answer in answers], dtype=pl.Float64),
        }
    )


def located(frame: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Return ``token``, ``latitude`` and ``longitude`` for rows of the columns `PLACE`; a point of their own goes first."""
    has_point = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
    return frame.join(names, left_on="locality", right_on="name", how="left", maintain_order="left").select(
        pl.col("token").fill_null(""),
        *(pl.when(has_point).then(axis).otherwise(f"place_{axis}").alias(axis) for axis in PLACE[1:]),
    )


def places_of(distinct: pl.DataFrame) -> Places:
    """Return a frame of distinct ``token``, ``latitude``, ``longitude`` as arrays, nulls as NaN."""
    return Places(
        np.array(distinct["token"].to_list(), object),
        *(distinct[axis].fill_null(float("nan")).to_numpy() for axis in PLACE[1:]),
    )


def _is_given(prefix: str) -> pl.Expr:
    point = pl.col(f"{prefix}latitude").is_not_null() & pl.col(f"{prefix}longitude").is_not_null()
    return pl.col(f"{prefix}locality").is_not_null() | point


def _prefixed(frame: pl.DataFrame, key: str, *others: str) -> pl.DataFrame:
    return frame.select(key, *others, *(pl.col(name).alias(f"{key}_{name}") for name in PLACE))
