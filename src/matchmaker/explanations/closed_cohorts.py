"""closed_cohorts: what a cohort that stays closed was short of."""

from __future__ import annotations

import numpy as np
import polars as pl

from matchmaker.allocation import Result


def closed_cohorts(result: Result) -> dict[str, str]:
    """Return one sentence per cohort that does not open, by opportunity id.

    Counts first who could come at all: fewer candidates, or fewer places, than the minimum size means that the cohort could not
    have opened in any plan. Else its people are worth more elsewhere, or a quota or budget forbids it.
    """
    problem, pairs = result.problem, result.scores.pairs
    cohorts = problem.opportunities.filter(
        (pl.col("min_size") > 0) & ~pl.col("opportunity_id").is_in(sorted(result.plan.opened))
    )
    row_of = {each: row for row, each in enumerate(problem.opportunities["opportunity_id"])}
    opportunity = np.array([row_of[each] for each in problem.seats["opportunity_id"]], np.int64)
    wanted = np.unique(opportunity[pairs.seat] * max(1, pairs.n_participants) + pairs.participant)
    n_people = np.bincount(wanted // max(1, pairs.n_participants), minlength=len(row_of))
    n_places = np.bincount(opportunity, weights=problem.seats["count"].to_numpy(), minlength=len(row_of))
    return {
        each: _sentence(int(least), int(n_people[row_of[each]]), int(n_places[row_of[each]]))
        for each, least in cohorts.select("opportunity_id", "min_size").iter_rows()
    }


def _sentence(least: int, n_people: int, n_places: int) -> str:
    if n_people < least:
        return f"needs {least} people, and only {n_people} have it among their candidates"
    if n_places < least:
        return f"needs {least} people, and its employers offer only {n_places} places"
    return f"{n_people} people could come and {least} are needed; in this plan they are placed elsewhere or a rule stands against it"
