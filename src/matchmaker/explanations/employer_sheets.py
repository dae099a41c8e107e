"""employer_sheets: what each employer is shown of the people who come."""

from __future__ import annotations

from typing import Any

from matchmaker.allocation import Result
from matchmaker.explanations.names import names_of

_SHOWN = ("name",)
"""Columns of a participant that a sheet shows where the participant agreed to share them."""


def employer_sheets(result: Result) -> list[dict[str, Any]]:
    """Return one sheet per employer with a placement or a place, ordered by id.

    A sheet holds nothing of another employer, no label of risk, and of a participant only the id and what they agreed to
    share (column ``consents``; 000:3120, 4206, 4732; 004:146).
    """
    problem = result.problem
    employer = names_of(problem.employers, "employer_id")
    opportunities = {row["opportunity_id"]: row for row in problem.opportunities.iter_rows(named=True)}
    people = {
        row["participant_id"]: row
        for row in problem.participants.select("participant_id", "consents", *_SHOWN).iter_rows(named=True)
    }
    seats = {row["seat_id"]: row for row in problem.seats.iter_rows(named=True)}
    sheets: dict[str, dict[str, Any]] = {}
    for seat in seats.values():
        sheet = sheets.setdefault(
            seat["employer_id"],
            {"employer_id": seat["employer_id"], "employer": employer[seat["employer_id"]], "places": 0, "people": []},
        )
        sheet["places"] += seat["count"]
    for participant_id, seat_id in sorted(result.plan.seats.items()):
        seat = seats[seat_id]
        opportunity = opportunities[seat["opportunity_id"]]
        start = seat["start_date"] or opportunity["start_date"]
        person = people[participant_id]
        sheets[seat["employer_id"]]["people"].append(
            {
                "participant_id": participant_id,
                "participant": person["name"] if "name" in (person["consents"] or ()) else None,
                "opportunity": opportunity["name"],
                "occupation": seat["occupation"],
                "start_date": None if start is None else start.isoformat(),
            }
        )
    return [{**sheet, "placed": len(sheet["people"])} for _, sheet in sorted(sheets.items())]
