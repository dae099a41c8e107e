"""explain_pair: one pair's score taken apart, each part traced to the facts it read."""

from __future__ import annotations

import math
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from matchmaker.allocation import Result
from matchmaker.explanations.effects import average_parts, effects
from matchmaker.explanations.low_parts import low_parts
from matchmaker.programmes import load_programme
from matchmaker.scoring import SCORERS, SIDES, decompose
from matchmaker.travel import commute_legs, travel_settings

_ALWAYS_FIRST = ("wish_field", "wish_occupation", "wage", "schedule", "commute")
_INPUTS = {scorer.name: scorer.inputs for scorer in SCORERS}


def explain_pair(result: Result, position: int) -> dict[str, Any]:
    """Return a candidate pair as a plain dict.

    ``seat_id``, ``opportunity_id``, ``opportunity``, ``employer_id``, ``employer``, ``occupation``, ``score``, ``coverage``
    (share of the weight that was known), ``commute_minutes`` (``None`` = not known), ``commute_legs``
    (`matchmaker.travel.CommuteLeg`) and ``sides``: per side its score and its parts: wishes, wage, schedule and commute
    first, then the others, each by weight x effect, the largest first.
    A part has ``value`` (``None`` = cannot say), ``weight``, ``average`` (over all candidates), ``effect`` on its side (`effects`),
    ``contribution`` (`matchmaker.scoring.decompose`: these add up to the total), ``low`` (`low_parts`) and ``facts``, the recorded fields it read.
    """
    scores = result.scores
    participant = int(np.searchsorted(scores.pairs.indptr, position, side="right")) - 1
    rows = _rows(result, participant, int(scores.pairs.seat[position]))
    seat, opportunity, employer = rows["seats"], rows["opportunities"], rows["employers"]
    minutes = float(result.commutes.of(np.array([participant]), scores.pairs.seat[position : position + 1])[0])
    return {
        "seat_id": seat["seat_id"],
        "opportunity_id": seat["opportunity_id"],
        "opportunity": opportunity["name"],
        "kind": opportunity["kind"],
        "employer_id": seat["employer_id"],
        "employer": employer["name"],
        "occupation": seat["occupation"],
        "score": float(scores.total[position]),
        "coverage": round(float(scores.coverage[position]), 3),
        "commute_minutes": round(minutes, 1) if math.isfinite(minutes) else None,
        "commute_legs": _legs(result, participant, int(scores.pairs.seat[position])),
        "sides": _sides(result, position, rows, minutes) if scores.scorers else [],
    }


def _legs(result: Result, participant: int, seat: int) -> list[dict[str, Any]]:
    """Return the commutes to the site and to the course, each with its mode and whether it was given or estimated."""
    settings = travel_settings(result.problem, load_programme(result.programme).travel)
    return [
        {**asdict(leg), "minutes": round(leg.minutes, 1) if math.isfinite(leg.minutes) else None}
        for leg in commute_legs(result.problem, participant, seat, settings)
    ]


def _rows(result: Result, participant: int, seat: int) -> dict[str, dict[str, Any]]:
    """Return the records that a pair's scorers read, by table."""
    problem = result.problem
    place = problem.seats.row(seat, named=True)

    def row(table: str, key: str, value: str | None) -> dict[str, Any]:
        found = problem.table(table).filter(problem.table(table)[key] == value) if value is not None else None
        return found.row(0, named=True) if found is not None and found.height else {}

    opportunity = row("opportunities", "opportunity_id", place["opportunity_id"])
    return {
        "participants": problem.participants.row(participant, named=True),
        "seats": place,
        "opportunities": opportunity,
        "employers": row("employers", "employer_id", place["employer_id"]),
        "organisations": row("organisations", "organisation_id", opportunity["companion_org_id"]),
    }


def _sides(result: Result, position: int, rows: dict[str, dict[str, Any]], minutes: float) -> list[dict[str, Any]]:
    scores = result.scores
    averages = average_parts(scores)
    effect = effects(scores, np.array([position]), averages)[0]
    low = low_parts(scores, np.array([position]), load_programme(result.programme))[0]
    taken_apart = decompose(scores, position)
    contribution = {part["scorer"]: part["contribution"] for part in taken_apart["parts"]}
    told = []
    for at, side in enumerate(SIDES):
        parts: list[dict[str, Any]] = [
            {
                "scorer": scores.scorers[k],
                "value": _number(scores.parts[position, k]),
                "weight": float(scores.weights[k]),
                "average": _number(averages[k]),
                "effect": _number(effect[k]),
                "contribution": _number(contribution[scores.scorers[k]]),
                "low": bool(low[k]),
                "facts": _facts(_INPUTS.get(scores.scorers[k], ()), rows, minutes),
            }
            for k in range(len(scores.scorers))
            if scores.sides_of[k] == side
        ]
        parts.sort(key=_reading_order)
        whole = taken_apart["sides"][side]
        told.append(
            {
                "side": side,
                "score": _number(scores.sides[position, at]),
                "weight": whole["weight"],
                "contribution": _number(whole["contribution"]),
                "parts": parts,
            }
        )
    return told


def _reading_order(part: dict[str, Any]) -> tuple[bool, float, str]:
    """What the participant asked for comes first: an unmet wish is near its average, and would hide."""
    return part["scorer"] not in _ALWAYS_FIRST, -part["weight"] * abs(part["effect"] or 0.0), part["scorer"]


def _number(value: Any) -> float | None:
    return None if math.isnan(value) else round(float(value), 4)


def _facts(inputs: tuple[str, ...], rows: dict[str, dict[str, Any]], minutes: float) -> dict[str, Any]:
    """Return the values of the columns a scorer reads, by qualified name; travel time under ``commute_minutes``."""
    facts: dict[str, Any] = {}
    for name in inputs:
        table, _, column = name.partition(".")
        if table == "commutes":
            facts["commute_minutes"] = round(minutes, 1) if math.isfinite(minutes) else None
        else:
            value = rows.get(table, {}).get(column)
            facts[name] = str(value) if isinstance(value, (date, Decimal)) else value
    return facts
