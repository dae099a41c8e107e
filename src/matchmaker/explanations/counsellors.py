"""counsellors: for each case manager, their people and what came out for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from matchmaker.allocation import Result
from matchmaker.explanations.names import names_of


def counsellors(result: Result, unplaced: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return one list per case manager and home organisation, ordered by both; those not known come last.

    ``unplaced`` are the rows of ``unplaced.csv`` in the language of the report. Trust is with the home organisation's case
    manager, who is never reassigned (000:5240), so theirs is the list to work from. Nothing here is for employers.
    """
    problem = result.problem
    seats = {row["seat_id"]: row for row in problem.seats.iter_rows(named=True)}
    opportunities = {row["opportunity_id"]: row for row in problem.opportunities.iter_rows(named=True)}
    employer = names_of(problem.employers, "employer_id")
    organisation = names_of(problem.organisations, "organisation_id")
    reasons = {row["participant_id"]: row["reason"] for row in unplaced}
    lists: dict[tuple[str | None, str | None], list[dict[str, Any]]] = {}
    people = problem.participants.select("participant_id", "name", "case_manager", "organisation_id")
    for participant_id, name, manager, organisation_id in people.sort("participant_id").iter_rows():
        seat = seats.get(result.plan.seats.get(participant_id, ""))
        place = {} if seat is None else opportunities[seat["opportunity_id"]]
        lists.setdefault((manager, organisation_id), []).append(
            {
                "participant_id": participant_id,
                "participant": name,
                "placed": seat is not None,
                "opportunity": place.get("name")
                or (None if seat is None else seat["occupation"] or place["opportunity_id"]),
                "employer": None if seat is None else employer[seat["employer_id"]] or seat["employer_id"],
                "reason": reasons.get(participant_id),
            }
        )
    return [
        {
            "case_manager": manager,
            "organisation_id": organisation_id,
            "organisation": None if organisation_id is None else organisation[organisation_id],
            "people": lists[manager, organisation_id],
        }
        for manager, organisation_id in sorted(lists, key=lambda key: tuple((each is None, each or "") for each in key))
    ]
