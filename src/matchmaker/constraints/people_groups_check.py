"""people_by_place: where the people of each group are in a finished plan, for the check half of rules about groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from matchmaker.constraints.constraint import PlanView
from matchmaker.text.identity import identity_key
from matchmaker.travel.places import COURSE_KINDS, WHOLE_PLACE_KINDS, default_gazetteer


def people_by_place(
    view: PlanView, same: str, groups: tuple[tuple[str, ...], ...], by: str | None
) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Yield each group's name, and the places of each of its people (none of who is not placed), by id."""
    places: dict[str, set[str]] = {}
    named: dict[str, str] = {}
    for participant, seat in view.placed():
        if seat["seat_id"] not in named:
            named[seat["seat_id"]] = _place(view, seat, same)
        places.setdefault(participant["participant_id"], set()).add(named[seat["seat_id"]])
    for name, people in _groups(view, groups, by):
        yield name, {person: places.get(person, set()) for person in people}


def _groups(view: PlanView, groups: tuple[tuple[str, ...], ...], by: str | None) -> Iterator[tuple[str, list[str]]]:
    if by is None:
        yield from ((f"group {number}", list(group)) for number, group in enumerate(groups, start=1))
        return
    together: dict[Any, list[str]] = {}
    for name, participant in view.participants.items():
        if participant[by] is not None:
            together.setdefault(participant[by], []).append(name)
    yield from ((f"{by} '{value}'", people) for value, people in together.items())


def _place(view: PlanView, seat: Mapping[str, Any], same: str) -> str:
    if same != "site":
        return f"{same} '{seat[f'{same}_id']}'"
    opportunity, employer = view.opportunities[seat["opportunity_id"]], view.employers[seat["employer_id"]]
    order = [seat, employer] if opportunity["kind"] in COURSE_KINDS else [seat, employer, opportunity]
    if opportunity["kind"] in WHOLE_PLACE_KINDS:
        order = [opportunity, *order]
    for row in order:
        if row["latitude"] is not None and row["longitude"] is not None:
            return f"{row['latitude']}, {row['longitude']}"
        if row["locality"] is not None:
            (answer,) = default_gazetteer(view.problem).resolve([row["locality"]])
            return f"locality {answer.id}" if answer.id is not None else f"'{identity_key(row['locality'])}'"
    return f"employer '{seat['employer_id']}'"
