"""Survey: what an employers' survey says, as tables of a problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from matchmaker.errors import Finding
from matchmaker.io import read_tables
from matchmaker.model import Problem, Settings

_WINDOW = r"/(now|1_2_months|3_6_months|6_months_or_more)$"
"""What the ids of a survey's opportunities end in."""

_OLD = " (old)"


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What `matchmaker.read_survey` returns: typed ``employers``, ``opportunities`` and ``seats``, as in a `Problem`.

    ``stale`` lists employers whose survey is older than the programme allows on ``as_of`` with their seats;
    ``warnings`` what was noticed and stops nothing; ``assumed`` the rules it rests on that no source gives.
    """

    employers: pl.DataFrame
    opportunities: pl.DataFrame
    seats: pl.DataFrame
    stale: pl.DataFrame
    warnings: tuple[Finding, ...]
    as_of: date
    programme: str
    assumed: tuple[tuple[str, str], ...]
    into: Problem | None = None

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The three tables by name."""
        return {"employers": self.employers, "opportunities": self.opportunities, "seats": self.seats}

    def problem(self) -> Problem:
        """Return the data with the survey in it: that of ``into``, or of the survey alone, to which people are to be added.

        Of an employer that was there, what the survey says replaces what stood, and what it does not say stays; its
        opportunities and seats of an earlier survey are replaced by those of this one, which keep what was added by hand.

        Raises:
            InputError: something of the data refers to a seat that the survey no longer has.
        """
        if self.into is None:
            return Problem.from_frames(self.tables, settings=Settings(programme=self.programme))
        merged = {
            "employers": _updated(self.into.employers, self.employers),
            "opportunities": self._replaced("opportunities", ("opportunity_id",)),
            "seats": self._replaced("seats", ("seat_id", "occupation")),
        }
        tables = {name: frame for name, frame in self.into.tables().items() if frame.height}
        checked = read_tables({**tables, **merged}, self.into.settings)
        return checked.replace(warnings=())

    def _replaced(self, name: str, same: tuple[str, ...]) -> pl.DataFrame:
        """Return a table with this survey's rows in place of the earlier survey's of the employers asked now.

        A row that is the ``same`` keeps what was added to it by hand (a wage, a cost) and no survey says.
        """
        old: pl.DataFrame = getattr(self.into, name)
        new: pl.DataFrame = getattr(self, name)
        asked = pl.Series([f"{employer_id}/" for employer_id in self.employers["employer_id"]], dtype=pl.String)
        key = pl.col("opportunity_id")
        replaced = key.str.contains(_WINDOW) & key.str.replace(_WINDOW, "/").is_in(asked.implode())
        return pl.concat([old.filter(~replaced), _over(new, old.filter(replaced), same)], how="diagonal")

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers, what is stale, and what it rests on, as plain values."""
        return {
            "as_of": self.as_of.isoformat(),
            "programme": self.programme,
            "employers": self.employers.height,
            "opportunities": self.opportunities.height,
            "seats": self.seats.height,
            "places": int(self.seats["count"].sum()),
            "stale": self.stale.to_dicts(),
            "warnings": [finding.as_dict() for finding in self.warnings],
            "assumed": [{"rule": rule, "value": value} for rule, value in self.assumed],
        }


def _updated(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the employers with what is newly known over what was, in their order, new ones behind."""
    known = _over(new.join(old.select("employer_id"), on="employer_id", how="semi"), old, ("employer_id",))
    places = old.select("employer_id").with_row_index("place")
    asked = old.join(known, on="employer_id", how="anti")
    merged = pl.concat([asked, known], how="diagonal").join(places, on="employer_id").sort("place").drop("place")
    unknown = new.join(old, on="employer_id", how="anti", maintain_order="left")
    return pl.concat([merged.select(old.columns), unknown], how="diagonal")


def _over(new: pl.DataFrame, old: pl.DataFrame, same: tuple[str, ...]) -> pl.DataFrame:
    """Return the new rows, with what they do not say as it stands in the old row of equal ``same`` columns."""
    joined = new.join(old, on=list(same), how="left", suffix=_OLD, nulls_equal=True, maintain_order="left")
    told = [name for name in new.columns if f"{name}{_OLD}" in joined.columns]
    filled = joined.with_columns(pl.coalesce(name, f"{name}{_OLD}").alias(name) for name in told)
    return filled.drop(f"{name}{_OLD}" for name in told)
