"""PeopleGroups: what rules about groups of people share: who belongs together, and what counts as one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.constraint import Columns, Constraint
from matchmaker.constraints.seat_index import rows_of, seat_employer, seat_opportunity
from matchmaker.constraints.suggestions import nearest, unknown_ids
from matchmaker.errors import Finding
from matchmaker.model import TABLES, Problem
from matchmaker.travel.places import locate_names, located, seat_places

Same = Literal["seat", "opportunity", "employer", "site"]
_EXPECTED = 'lists of two or more participant ids, such as [["P1", "P2"], ["P3", "P4", "P5"]]'


def _groups(value: Any) -> tuple[tuple[str, ...], ...]:
    groups = (
        tuple(tuple(group) if isinstance(group, list | tuple) else () for group in value) if _is_list(value) else ((),)
    )
    for at, group in enumerate(groups):
        context = {"expected": _EXPECTED, "key": f"groups[{at}]"}
        if len(group) < 2 or not all(isinstance(each, str) and each for each in group):
            raise PydanticCustomError("type-error", "is no group of people", context)
        if len(set(group)) < len(group):
            raise PydanticCustomError(
                "duplicate-label", "names a person twice", {**context, "expected": "each id once"}
            )
    return groups


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The places that ``same`` tells apart: their ``names``, and that of every seat, ``of_seat`` (S,) int64."""

    names: tuple[str, ...]
    of_seat: npt.NDArray[np.int64]


class PeopleGroups(Constraint):
    """Base of the rules about groups of people.

    ``groups`` lists them by participant id, or ``by`` names a column of participants: all who have the same value there
    are one group, and who has none is in no group. A protected column forms no groups. ``same`` says what one place is: a
    ``seat``, an ``opportunity``, an ``employer``, or the ``site`` where one works: the seat's own place, else the employer's, else
    the opportunity's, by its coordinates where they are given and else by its locality (in any spelling); seats of which
    no place is known go by their employer.
    """

    same: Annotated[Same, Field(description="seat, opportunity, employer or site")]
    groups: Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_groups)] = ()
    by: Annotated[str, Field(min_length=1, description="a column of participants")] | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.groups) == (self.by is not None):
            code, message = (
                ("conflicting-keys", "names groups twice") if self.groups else ("missing-key", "names no groups")
            )
            context = {"expected": f"groups ({_EXPECTED}) or by (a column of participants)", "key": "groups"}
            raise PydanticCustomError(code, message, context)
        return self

    @property
    def who(self) -> str:
        """The groups in words."""
        return f"people of the same {self.by}" if self.by is not None else f"{len(self.groups)} groups of people"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return people and columns that do not exist or can form no groups; as warnings, gaps and seats without a place."""
        found = self._inspect_column(problem, self.by) if self.by is not None else []
        known = problem.participants["participant_id"].to_list()
        for at, group in enumerate(self.groups):
            found += unknown_ids(f"groups[{at}]", group, known, "participants")
        if self.same == "site":
            site, _ = seat_places(problem)
            n = int(site.select(pl.all_horizontal(pl.all().is_null())).to_series().sum())
            message = f"of {n} seats no place is known: each goes by its employer"
            found += [Finding("settings.toml", "missing-cell", message, column="same", severity="warning")] if n else []
        return found

    def _inspect_column(self, problem: Problem, name: str) -> list[Finding]:
        file, frame = "settings.toml", problem.participants
        record = TABLES["participants"].columns
        if name not in frame.columns:
            hint = nearest(name, [c for c in frame.columns if c != "participant_id"])
            return [Finding(file, "unknown-column", "is no column of participants", None, "by", name, hint=hint)]
        if name in record and record[name].protected:
            message, expected = "is a protected column and forms no groups", "a column such as household_id"
            return [Finding(file, "protected-column", message, None, "by", name, expected)]
        if frame.schema[name] not in (pl.String, pl.Int64) or name == "participant_id":
            message, expected = "forms no groups", "a column of texts or whole numbers that people share"
            return [Finding(file, "type-error", message, None, "by", name, expected)]
        n_missing, found = frame[name].null_count(), []
        if n_missing:
            message = f"{n_missing} of {frame.height} participants have no {name}: they are in no group"
            found.append(Finding(file, "missing-cell", message, column="by", severity="warning"))
        if frame[name].drop_nulls().n_unique() == frame.height - n_missing:
            message = "no two participants share a value: there are no groups"
            found.append(Finding(file, "unknown-value", message, column="by", value=name, severity="warning"))
        return found

    def members(self, problem: Problem) -> Mapping[str, list[int]]:
        """Return the rows of participants of each group with two or more, by the group's name, each in order of id."""
        ids = problem.participants["participant_id"].to_list()
        if self.by is None:
            row = {name: at for at, name in enumerate(ids)}
            return {
                f"group {at}": [row[each] for each in sorted(group)] for at, group in enumerate(self.groups, start=1)
            }
        found: dict[str, list[int]] = {}
        values = problem.participants[self.by].to_list()
        for at in sorted((at for at, value in enumerate(values) if value is not None), key=ids.__getitem__):
            found.setdefault(f"{self.by} '{values[at]}'", []).append(at)
        return {name: rows for name, rows in found.items() if len(rows) > 1}

    def units(self, columns: Columns) -> Units:
        """Return what counts as one place."""
        problem = columns.problem
        seats = problem.seats["seat_id"]
        if self.same == "seat":
            return Units(tuple(f"seat '{each}'" for each in seats), np.arange(problem.n_seats))
        if self.same == "opportunity":
            names = tuple(f"opportunity '{each}'" for each in problem.opportunities["opportunity_id"])
            return Units(names, seat_opportunity(problem))
        if self.same == "employer":
            return Units(
                tuple(f"employer '{each}'" for each in problem.employers["employer_id"]), seat_employer(problem)
            )
        sites = _sites(problem)
        keys = sites.unique().sort()
        first = problem.seats.select("seat_id", site=sites).group_by("site").agg(pl.col("seat_id").min()).sort("site")
        return Units(tuple(f"the site of seat '{each}'" for each in first["seat_id"]), rows_of(sites, keys))


def _sites(problem: Problem) -> pl.Series:
    """Return a text for every seat that is the same where the site is, (S,)."""
    site, _ = seat_places(problem)
    place = located(site, locate_names(problem, [site], None))
    point = pl.format("{} {}", "latitude", "longitude")
    employer = "employer:" + problem.seats["employer_id"]
    return (
        place.with_columns(employer=employer)
        .select(pl.when("exact").then(point).when(pl.col("key") != "").then("key").otherwise("employer"))
        .to_series()
    )
