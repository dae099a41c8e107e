"""placed: the jobs that participants of a centre found since they joined, and whether they are still there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import Codes, Flags, blanked, codes, picked
from matchmaker.generation.employers import Employers
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.worlds.market import PlacedPart
from matchmaker.model import MONEY, TABLES

_MONTH_DAYS = 30.4375
_JOBS = 3
"""Most jobs of one person on record (assumed)."""

_NOW = np.datetime64(REFERENCE_DATE, "D").astype(np.int64)
_REASONS = ("resigned", "dismissed", "other")
_REASON_SHARES = (0.5, 0.35, 0.15)
"""Why those left who have no other job: assumed."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Who found work: all (P,). ``joined`` and ``left`` are days (`numpy.datetime64` as integers) of those who did.

    ``left`` is the first day without work, and 0 for those still at work.
    """

    found: Flags
    joined: Codes
    left: Codes
    history: pl.DataFrame


def placed(
    rng: np.random.Generator, crowd: Crowd, ids: pl.Series, employers: Employers, catalogue: Catalogue
) -> Placed:
    """Return the jobs of the placed share of each centre's people; nobody where the world says nothing of them."""
    facts = catalogue.world.placed
    shares = np.array([centre.placed for centre in catalogue.world.population.centre] or [0.0])
    found = rng.random(crowd.n) < shares[crowd.centre]
    joined, left = np.zeros(crowd.n, np.int64), np.zeros(crowd.n, np.int64)
    if facts is None or not employers.n or not found.any():
        return Placed(np.zeros(crowd.n, bool), joined, left, pl.DataFrame(schema=TABLES["history"].schema))
    rows = np.flatnonzero(found)
    start = _NOW - rng.integers(*facts.since_days, size=rows.size)
    joined[rows] = start - _delays(rng, rows.size, facts)
    reported = _NOW - rng.integers(1, 15, size=rows.size)
    spells = []
    for _ in range(_JOBS):
        end = start + _lasting(rng, rows.size, facts)
        over = end < reported
        again = over & (rng.random(rows.size) < facts.moves_on)
        then = end + rng.integers(2, 15, size=rows.size)
        again &= then < reported
        spells.append(_spells(rng, _Stretch(ids.gather(rows), start, end, over, again, reported), employers, facts))
        left[rows] = np.where(over & ~again, end + 1, 0)
        rows, start, reported = rows[again], then[again], reported[again]
    return Placed(found, joined, left, pl.concat(spells).sort("participant_id", "start_date"))


def _delays(rng: np.random.Generator, n: int, facts: PlacedPart) -> Codes:
    """Return days from joining to the first job, clear of the edges of the bins."""
    which = codes(rng, n, [share for *_, share in facts.first_placement])
    least, most = np.array([bin_[:2] for bin_ in facts.first_placement], float)[which].T * _MONTH_DAYS
    days: Codes = (least + 3 + rng.random(n) * (most - least - 6)).astype(np.int64)
    return days


def _lasting(rng: np.random.Generator, n: int, facts: PlacedPart) -> Codes:
    """Return days in a job: between two given months people leave evenly."""
    months, shares = np.array(facts.survival).T
    lasted = np.interp(1 - rng.random(n), shares[::-1], months[::-1])
    days: Codes = np.ceil(lasted * _MONTH_DAYS).astype(np.int64)
    return days


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """One job of each of some people, days as integers: ``over`` by now, and another one ``again`` after it."""

    people: pl.Series
    start: Codes
    end: Codes
    over: Flags
    again: Flags
    reported: Codes


def _spells(rng: np.random.Generator, stretch: _Stretch, employers: Employers, facts: PlacedPart) -> pl.DataFrame:
    """Return the stretches as rows of history, with what was told of them."""
    n, over = stretch.people.len(), stretch.over
    percent = picked([float(each) for each in facts.positions], codes(rng, n, list(facts.positions.values())))
    position = percent.astype(np.float64)
    told = rng.random(n) < facts.position_told
    wage_told = told & (rng.random(n) < facts.wage_told)
    full = facts.wage.least + rng.gamma(facts.wage.shape, facts.wage.scale, size=n)
    suits, does_not = facts.suits
    drawn = rng.random(n)
    why = np.where(stretch.again, "moved_on", picked(_REASONS, codes(rng, n, _REASON_SHARES)))
    host = rng.integers(employers.n, size=n)
    columns = {
        "participant_id": stretch.people,
        "employer_id": employers.frame["employer_id"].gather(host),
        "kind": pl.Series(["job"] * n, dtype=pl.String),
        "start_date": _days(stretch.start),
        "end_date": _days(stretch.end).zip_with(pl.Series(over), pl.Series([None] * n, dtype=pl.Date)),
        "position_percent": pl.Series(position).zip_with(pl.Series(told), pl.Series([None] * n, dtype=pl.Float64)),
        "wage": _wages(full * position / 100, wage_told),
        "suits_abilities": pl.Series([True if d < suits else False if d < suits + does_not else None for d in drawn],
                                     dtype=pl.Boolean),
        "source": pl.Series(np.where(rng.random(n) < facts.by_programme, "programme", "self").tolist(), dtype=pl.String),
        "reported_on": _days(stretch.reported),
        "activity": pl.Series(["work"] * n, dtype=pl.String),
        "end_reason": pl.Series(blanked(why.astype(object), ~over).tolist(), dtype=pl.String),
    }  # fmt: skip
    schema = TABLES["history"].schema
    missing = {name: pl.Series([None] * n, dtype=dtype) for name, dtype in schema.items()}
    return pl.DataFrame(missing | columns).select(list(schema))


def _days(days: Codes) -> pl.Series:
    return pl.Series(days.astype("datetime64[D]"), dtype=pl.Date)


def _wages(amounts: npt.NDArray[np.float64], told: Flags) -> pl.Series:
    rounded = (np.round(amounts / 50) * 50).astype(np.int64).tolist()
    return pl.Series([Decimal(amount) if known else None for amount, known in zip(rounded, told, strict=True)],
                     dtype=MONEY)  # fmt: skip
