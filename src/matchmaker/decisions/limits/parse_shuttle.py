"""parse_shuttle: a shuttle as a person writes it, its ends known to the problem."""

from __future__ import annotations

import re

import polars as pl

from matchmaker.decisions.limits.shuttle import Shuttle
from matchmaker.errors import Finding, InputError
from matchmaker.io.nearest import suggestion
from matchmaker.model import Problem
from matchmaker.travel import Ride
from matchmaker.travel.places import home_places, locate_names, seat_places

_FILE = "--shuttle"
_EXPECTED = "ORIGIN,DESTINATION,MINUTES or ORIGIN,DESTINATION,MINUTES,SEATS, such as Rahat,Be'er Sheva,40,14"
_MINUTES = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?", re.ASCII)
_SEATS = re.compile(r"[0-9]{1,4}", re.ASCII)
_LONGEST = 1440


def parse_shuttle(text: str, problem: Problem) -> Shuttle:
    """Return the shuttle. Its origin must be a place where somebody lives, its destination one where there is a seat
    or a course; a seat, an opportunity or an employer stands for the place where it is.

    Raises:
        InputError: it is not written as a shuttle, or an end is no such place.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (3, 4) or not all(parts):
        raise InputError([Finding(_FILE, "syntax-error", "is no shuttle", value=text, expected=_EXPECTED)])
    findings: list[Finding] = []
    if not _MINUTES.fullmatch(parts[2]) or float(parts[2]) > _LONGEST:
        expected = f"minutes one way, 0 to {_LONGEST}"
        findings.append(Finding(_FILE, "type-error", "is no number of minutes", None, "MINUTES", parts[2], expected))
    if len(parts) == 4 and not _SEATS.fullmatch(parts[3]):
        expected = "a whole number, 0 to 9999"
        findings.append(Finding(_FILE, "type-error", "is no number of seats", None, "SEATS", parts[3], expected))
    sites, courses = seat_places(problem)
    homes = home_places(problem)["locality"]
    places = pl.concat([sites["locality"], courses["locality"]])
    to = _site(parts[1], problem)
    if (hint := _hint(parts[0], homes, problem)) is not None:
        expected = "a locality where a participant lives"
        findings.append(
            Finding(_FILE, "unknown-value", "is no such place", None, "ORIGIN", parts[0], expected, hint or None)
        )
    if (hint := _hint(to, places, problem)) is not None:
        expected = "a locality with a seat or a course, or an id of one"
        findings.append(
            Finding(_FILE, "unknown-value", "is no such place", None, "DESTINATION", to, expected, hint or None)
        )
    if findings:
        raise InputError(findings)
    seats = int(parts[3]) if len(parts) == 4 else None
    return Shuttle(Ride(parts[0], to, float(parts[2])), seats, text)


def _hint(name: str, places: pl.Series, problem: Problem) -> str | None:
    """Return the nearest of the places to a name (or an empty text), and ``None`` where it is one in any spelling."""
    known = places.drop_nulls().unique().sort().to_list()
    located = locate_names(problem, [pl.DataFrame({"locality": [name, *known]})], None)
    key = dict(located.select("name", "key").iter_rows())
    return None if key[name] in {key[each] for each in known} else suggestion(name, known) or ""


def _site(name: str, problem: Problem) -> str:
    """Return the locality of a seat, an opportunity or an employer by id, else the name as it is."""
    sites, _ = seat_places(problem)
    found = pl.concat(
        [
            problem.seats.select(id="seat_id", locality=sites["locality"]),
            problem.opportunities.select("locality", id="opportunity_id").select("id", "locality"),
            problem.employers.select("locality", id="employer_id").select("id", "locality"),
        ]
    )
    of_id = found.filter((pl.col("id") == name) & pl.col("locality").is_not_null())["locality"]
    return name if of_id.is_empty() else str(of_id[0])
