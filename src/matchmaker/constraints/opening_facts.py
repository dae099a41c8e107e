"""opening_facts: which opening conditions of trainings hold, fail, or cannot be said."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.features.learned_titles import learned_from
from matchmaker.model import Problem
from matchmaker.text.title_similarity import TitleSimilarity

CONDITIONS = ("quality_field", "employer_demand", "participants_interest", "short")
"""In the order of the sources (000:2671, 2673, 2673, 2675)."""

AlikeNames = tuple[list[str], list[str], npt.NDArray[np.float32]]
"""Wishes, names of fields and occupations, and how alike each two are."""


def opening_facts(
    problem: Problem, kinds: tuple[str, ...], preferred_weeks: float, least_alike: float, *, interest: bool = True
) -> pl.DataFrame:
    """Return one row per opportunity of ``kinds``, in table order: opportunity_id, the four `CONDITIONS` (null = cannot
    say) and what they rest on: needed, committed, agreed, demanded, interested, unknown, weeks.

    ``needed`` is the smallest size, 1 where there is none. Demand holds where it was shown (``demanded_field``) or
    agreements were signed for ``needed`` places, and fails where fewer than that are left without a refused agreement.
    Interest holds where the wishes of ``needed`` people name the field, or an occupation of its seats, at least
    ``least_alike`` alike; it fails where that could not be so even if all whose wishes are not known came. Not
    looked at where ``interest`` is False.
    """
    seats = problem.seats.group_by("opportunity_id").agg(
        committed=pl.col("count").filter(pl.col("agreement_signed").fill_null(True)).sum(),
        agreed=pl.col("count").filter(pl.col("agreement_signed").fill_null(False)).sum(),
    )
    weeks = (pl.col("end_date") - pl.col("start_date")).dt.total_days() / 7
    table = (
        problem.opportunities.filter(pl.col("kind").is_in(kinds))
        .join(seats, on="opportunity_id", how="left", maintain_order="left")
        .select(
            "opportunity_id",
            "field",
            quality_field="quality_employment",
            needed=pl.max_horizontal(pl.col("min_size").fill_null(1), pl.lit(1)),
            committed=pl.col("committed").fill_null(0).cast(pl.Int64),
            agreed=pl.col("agreed").fill_null(0).cast(pl.Int64),
            demanded="demanded_field",
            weeks=pl.col("weeks").fill_null(weeks),
        )
    )
    named = np.zeros(table.height, np.int64)
    silent = problem.participants["wished_fields"].null_count()
    if interest and table.height:
        named = _named(problem, table, least_alike)
    counts = table.with_columns(interested=pl.Series(named, dtype=pl.Int64), unknown=pl.lit(silent, pl.Int64))
    shown = pl.col("demanded").fill_null(False)
    enough, possible = pl.col("interested") >= pl.col("needed"), pl.col("interested") + pl.col("unknown")
    return counts.with_columns(
        employer_demand=pl.when(shown | (pl.col("agreed") >= pl.col("needed")))
        .then(True)
        .when(pl.col("committed") < pl.col("needed"))
        .then(False),
        participants_interest=pl.when(pl.lit(interest) & pl.col("field").is_not_null() & enough)
        .then(True)
        .when(pl.lit(interest) & pl.col("field").is_not_null() & (possible < pl.col("needed")))
        .then(False),
        short=pl.col("weeks") <= preferred_weeks,
    ).select(
        "opportunity_id", *CONDITIONS, "needed", "committed", "agreed", "demanded", "interested", "unknown", "weeks"
    )


def _named(problem: Problem, table: pl.DataFrame, least_alike: float) -> npt.NDArray[np.int64]:
    """Return how many people's wishes name the field or an occupation of each opportunity. Shape (n,)."""
    wishes, names, alike = alike_names(problem)
    row = {name: i for i, name in enumerate(names)}
    people = problem.participants.select("wished_fields").with_row_index("person").explode("wished_fields").drop_nulls()
    person = people["person"].to_numpy()
    at = pl.Series(wishes, dtype=pl.String).search_sorted(people["wished_fields"]).to_numpy() if wishes else person
    occupations = dict(
        problem.seats.drop_nulls("occupation").group_by("opportunity_id").agg(pl.col("occupation").unique()).iter_rows()
    )
    counts = []
    for opportunity_id, field in table.select("opportunity_id", "field").iter_rows():
        columns = [row[name] for name in {field, *occupations.get(opportunity_id, ())} if name is not None]
        near = np.max(alike[:, columns], axis=1, initial=0) >= least_alike
        counts.append(np.unique(person[near[at]]).size if at.size else 0)
    return np.array(counts, np.int64)


@lru_cache(maxsize=1)
def alike_names(problem: Problem) -> AlikeNames:
    """Return the distinct wishes, the distinct fields and occupations, both sorted, and how alike each two are.

    Kept for the problem last asked about: learning the names takes longer than all the rest of the rule.
    """
    wishes = problem.participants["wished_fields"].explode().drop_nulls().unique().sort().to_list()
    fields, occupations = problem.opportunities["field"].drop_nulls(), problem.seats["occupation"].drop_nulls()
    names = sorted({*fields.to_list(), *occupations.to_list()})
    if not wishes or not names:
        return wishes, names, np.zeros((len(wishes), len(names)), np.float32)
    similarity: TitleSimilarity = learned_from(wishes, fields, occupations)
    return wishes, names, np.nan_to_num(similarity.similarity(wishes, names)).astype(np.float32)
