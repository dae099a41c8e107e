"""companion_columns: the columns with which a plan chooses who accompanies a cohort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.constraints.constraint import Columns
from matchmaker.constraints.seat_index import rows_of
from matchmaker.model.vocabulary import GROUP_KINDS

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CompanionColumns:
    """One choice (C of them) per cohort and organisation that may accompany it, and counts in binary digits (B).

    ``opportunity`` and ``organisation`` (C,) are rows of the two tables, ``chosen`` (C,) the column that is 1 where the
    organisation accompanies the cohort, ``most`` (C,) the most people in it. ``digit`` (B,) are columns that together
    count the people whom a choice (``digit_choice`` (B,)) serves, each worth ``digit_value`` (B,): 1, 2, 4, ... All
    are binary and come after the openings, in order of opportunity id, then organisation id.
    """

    opportunity: IntArray
    organisation: IntArray
    chosen: IntArray
    most: IntArray
    digit: IntArray
    digit_choice: IntArray
    digit_value: IntArray

    @property
    def n_columns(self) -> int:
        """Number of columns, C + B."""
        return int(self.chosen.size + self.digit.size)


def companion_columns(columns: Columns) -> CompanionColumns:
    """Return the columns of the cohorts that name ``companion_candidates`` and no ``companion_org_id``."""
    problem = columns.problem
    places = problem.seats.group_by("opportunity_id").agg(places=pl.col("count").sum())
    choices = (
        problem.opportunities.with_row_index("row")
        .filter(
            (pl.col("min_size") > 0)
            & pl.col("companion_org_id").is_null()
            & pl.col("companion_candidates").is_not_null()
            & ~pl.col("kind").is_in(GROUP_KINDS)
        )
        .join(places, on="opportunity_id", how="left", maintain_order="left")
        .select(
            "row",
            "opportunity_id",
            organisation_id=pl.col("companion_candidates").list.unique(),
            most=pl.min_horizontal("max_size", pl.col("places").fill_null(0)),
        )
        .explode("organisation_id")
        .sort("opportunity_id", "organisation_id")
    )
    organisation = rows_of(choices["organisation_id"], problem.organisations["organisation_id"])
    choices, organisation = (
        choices.filter(pl.Series(organisation >= 0, dtype=pl.Boolean)),
        organisation[organisation >= 0],
    )
    most = choices["most"].to_numpy().astype(np.int64)
    # Digits for everybody there is: what a cohort's places rule out is that rule's matter, and costs a solver nothing.
    n_digits = np.full(most.size, problem.n_participants.bit_length(), np.int64)
    first = columns.pairs.n_pairs + columns.openings.size
    place = np.arange(n_digits.sum()) - np.repeat(np.cumsum(n_digits) - n_digits, n_digits)
    return CompanionColumns(
        opportunity=choices["row"].to_numpy().astype(np.int64),
        organisation=organisation,
        chosen=first + np.arange(most.size),
        most=most,
        digit=first + most.size + np.arange(place.size),
        digit_choice=np.repeat(np.arange(most.size), n_digits),
        digit_value=2**place,
    )
