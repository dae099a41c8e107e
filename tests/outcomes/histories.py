"""Histories written by hand: problems with a history, and their indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl

from matchmaker.model import TABLES, Problem
from matchmaker.outcomes import Indicators, measure
from matchmaker.outcomes.definitions import definitions
from matchmaker.outcomes.people import people
from matchmaker.outcomes.reached import duration_of, meets, reached
from matchmaker.outcomes.spells import spells
from matchmaker.programmes import load_programme
from matchmaker.programmes.outcomes import OutcomeRules, Part

AS_OF = date(2020, 9, 30)


def rules(name: str = "general", **changes: Any) -> OutcomeRules:
    """Return the outcome rules of a built-in programme, with the values of some changed."""
    found = load_programme(name).outcomes
    if found is None:
        raise LookupError(name)
    new = {
        key: getattr(found, key).model_copy(update={"value": value}) if hasattr(getattr(found, key), "value") else value
        for key, value in changes.items()
    }
    return found.model_copy(update=new)


def spell(person: str, start: date | None, end: date | None = None, **facts: Any) -> dict[str, Any]:
    """Return a row of history: a job at one employer, reported late, whose facts are all known to be of the plain kind."""
    row: dict[str, Any] = {
        "participant_id": person, "employer_id": "E1", "kind": "job", "start_date": start, "end_date": end,
        "position_percent": 100.0, "required_training": False, "required_education": False, "horizon": False,
        "advances": False, "matches_studies": False, "suits_abilities": False, "source": "self", "reported_on": AS_OF,
    }  # fmt: skip
    return {**row, **facts}


def problem(history: Iterable[dict[str, Any]], **tables: Sequence[dict[str, Any]]) -> Problem:
    """Return a problem with that history and those tables."""
    given = {"history": list(history), **tables}
    return Problem.from_frames({name: _frame(name, rows) for name, rows in given.items()})


def told(
    history: Iterable[dict[str, Any]],
    *,
    as_of: date = AS_OF,
    definition: str | None = None,
    programme: str = "general",
    changed: dict[str, Any] | None = None,
    **tables: Sequence[dict[str, Any]],
) -> Indicators:
    """Return the indicators of a history under a built-in programme whose rules may be changed."""
    made = rules(programme, **(changed or {}))
    return measure(problem(history, **tables), load_programme(programme), made, as_of, definition)


def outcomes(
    history: Iterable[dict[str, Any]],
    *,
    as_of: date = AS_OF,
    changed: dict[str, Any] | None = None,
    **tables: Sequence[dict[str, Any]],
) -> dict[str, str]:
    """Return what became of each person under the general programme, whose rules may be changed."""
    made, given = rules(**(changed or {})), problem(history, **tables)
    frame = people(given, spells(given, made, as_of), made, made.quality_definition.value, as_of)
    return dict(frame.select("participant_id", "outcome").rows())


def compared(history: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Return the table of definitions, side by side, under the general programme."""
    made = rules()
    return definitions(spells(problem(history), made, AS_OF), made, made.quality_definition.value, AS_OF)


def verdicts(history: Iterable[dict[str, Any]], parts: tuple[Part, ...], as_of: date = AS_OF) -> dict[str, date | None]:
    """Return who meets a definition, and on which day; None = cannot say. Who is not in it does not meet it."""
    made = rules()
    seen = spells(problem(history), made, as_of)
    found = reached(seen, meets(parts), duration_of(parts), gap_days=made.gap_days.value, as_of=as_of)
    return dict(found.select("participant_id", "reached_on").rows())


def row(frame: pl.DataFrame, **where: Any) -> dict[str, Any]:
    """Return the one row of a table that matches."""
    return frame.row(by_predicate=pl.all_horizontal(pl.col(name) == value for name, value in where.items()), named=True)


def outcome(indicators: Indicators, person: str) -> str:
    """Return what became of one person."""
    found: str = row(indicators.tables["people"], participant_id=person)["outcome"]
    return found


def _frame(table: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    schema = TABLES[table].schema
    return pl.DataFrame({name: [each.get(name) for each in rows] for name in schema}, schema=schema)
