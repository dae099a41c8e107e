"""employer_sheets: what each employer is shown of the people who come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.sentences import Language
from matchmaker.explanations.labels import field_label, value_label
from matchmaker.explanations.names import names_of
from matchmaker.programmes import load_programme
from matchmaker.text.identity import identity_key


def employer_sheets(result: Result, language: Language = "en") -> list[dict[str, Any]]:
    """Return one sheet per employer with a placement or a place, ordered by id.

    A sheet holds nothing of another employer and no label of risk, and of a participant only the id, a running number,
    and those of the profile's ``shareable`` columns that the participant agreed to share (column ``consents``): the
    name, and in ``shared`` the others in words (000:3120, 4206, 4732; 004:146). ``decided_by`` names who pinned the
    placement; ``None`` says that it is a proposal, which a person has to decide on before the list is sent (DOMAIN
    section 6). The name of an opportunity is left out where another employer's name or id stands in it.
    """
    problem = result.problem
    rules = load_programme(result.programme).disclosure
    shareable = () if rules is None else rules.shareable.value
    employer = names_of(problem.employers, "employer_id")
    opportunities = {row["opportunity_id"]: row for row in problem.opportunities.iter_rows(named=True)}
    people = {row["participant_id"]: row for row in _consented(problem.participants, shareable)}
    deciders = {
        (row["participant_id"], row["seat_id"]): row["by"]
        for row in problem.decisions.filter(pl.col("decision") == "pin").iter_rows(named=True)
    }
    seats = {row["seat_id"]: row for row in problem.seats.iter_rows(named=True)}
    spoken_of = {key: _employers_in(row["name"], employer) for key, row in opportunities.items()}
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
        listed = sheets[seat["employer_id"]]["people"]
        person = people[participant_id]
        listed.append(
            {
                "number": len(listed) + 1,
                "participant_id": participant_id,
                "participant": person.get("name"),
                "opportunity": opportunity["name"]
                if spoken_of[seat["opportunity_id"]] <= {seat["employer_id"]}
                else None,
                "occupation": seat["occupation"],
                "start_date": None if start is None else start.isoformat(),
                "shared": _in_words(person, language),
                "decided_by": deciders.get((participant_id, seat_id)),
            }
        )
    return [{**sheet, "placed": len(sheet["people"])} for _, sheet in sorted(sheets.items())]


def _employers_in(text: str | None, employers: Mapping[str, str | None]) -> set[str]:
    """Return the ids of the employers whose id or name stands in a text."""
    if text is None:
        return set()
    said = identity_key(text)  # another spelling names the employer just as well
    return {key for key, name in employers.items() if any(identity_key(each) in said for each in (key, name or key))}


def _consented(participants: pl.DataFrame, shareable: Sequence[str]) -> list[dict[str, Any]]:
    """Return of each participant the id and the known facts that may be shared and were agreed to."""
    rows = participants.select("participant_id", "consents", *shareable).iter_rows(named=True)
    return [
        {"participant_id": row["participant_id"]}
        | {name: row[name] for name in shareable if name in (row["consents"] or ()) and row[name] is not None}
        for row in rows
    ]


def _in_words(person: dict[str, Any], language: Language) -> str | None:
    facts = [
        f"{field_label(f'participants.{name}', language)}: {value_label(value, language)}"
        for name, value in person.items()
        if name not in ("participant_id", "name")
    ]
    return " · ".join(facts) or None
