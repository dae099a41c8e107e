"""measure: every table of outcomes and indicators."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.errors import UsageError, escape
from matchmaker.model import Problem
from matchmaker.outcomes.definitions import definitions
from matchmaker.outcomes.events import events, undecided
from matchmaker.outcomes.groupings import with_groups
from matchmaker.outcomes.localities import localities
from matchmaker.outcomes.means import means
from matchmaker.outcomes.missing import asked, missing
from matchmaker.outcomes.people import people
from matchmaker.outcomes.persistence import persistence, placements
from matchmaker.outcomes.requests import requests
from matchmaker.outcomes.result import Indicators
from matchmaker.outcomes.shares import shares
from matchmaker.outcomes.sources import sources
from matchmaker.outcomes.spells import spells
from matchmaker.outcomes.standings import standings
from matchmaker.outcomes.targets import targets
from matchmaker.outcomes.tenure import placement_by_tenure, time_to_placement
from matchmaker.programmes import Programme, assumed_rules
from matchmaker.programmes.outcomes import OutcomeRules

_SHOWN = (
    "participant_id", "joined_on", "outcome", "quality_on", "employed_on", "scope_increased_on", "placed", "first_on",
    "working", "active", "standing", "age_group", "organisation_id", "case_manager",
)  # fmt: skip


def measure(
    problem: Problem,
    programme: Programme,
    rules: OutcomeRules,
    as_of: date | None = None,
    definition: str | None = None,
) -> Indicators:
    """Return the indicators of ``problem`` on the day ``as_of`` (none given: the latest that its history tells of).

    ``definition`` names the definition of quality employment, if not the one that the profile says is in force.

    Raises:
        UsageError: the definition is none of the profile's, or no day is given and none is told.
    """
    quality = definition or rules.quality_definition.value
    if quality not in rules.quality:
        raise UsageError(
            f"'{escape(quality)}' is no definition of quality employment; {programme.name} has {', '.join(rules.quality)}"
        )
    day = as_of or _latest_day(problem)
    told = spells(problem, rules, day)
    everybody = with_groups(people(problem, told, rules, quality, day), rules, day)
    placed = placements(told, rules, day)
    tables = {
        "shares": shares(everybody, placed, rules, day),
        "definitions": definitions(told, rules, quality, day),
        "persistence": persistence(placed, rules, day),
        "time_to_placement": time_to_placement(everybody, rules),
        "placement_by_tenure": placement_by_tenure(everybody, rules, day),
        "sources": sources(placed, rules),
        "means": means(everybody, told, rules),
        "targets": targets(events(problem, everybody, told), undecided(problem, everybody, told), rules, day),
        "standings": standings(everybody, rules),
        "requests": requests(problem.requests, rules, day),
        "localities": localities(problem, everybody, rules, day),
        "missing": missing(problem, everybody, told, rules, quality),
        "people": everybody.select(_SHOWN).with_columns(asked(everybody, told, rules, quality)),
    }
    return Indicators(
        programme=f"{programme.name} {programme.version}",
        as_of=day,
        employment_definition=rules.employment_definition.value,
        quality_definition=quality,
        tables=tables,
        assumed=tuple(assumed_rules(programme, "outcomes")),
    )


def _latest_day(problem: Problem) -> date:
    """Return the latest day on which anything is known: of reports, or of what they tell where they bear no day."""
    history = problem.history
    told = pl.col("reported_on").fill_null(pl.max_horizontal("start_date", "end_date"))
    days = [history.select(told.max()).item(), problem.participants["joined_on"].max()]
    known = [day for day in days if isinstance(day, date)]
    if not known:
        raise UsageError("neither history nor joined_on tells any day: say as of when (--as-of)")
    return max(known)
