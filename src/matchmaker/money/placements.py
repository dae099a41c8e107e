"""placements: the placements that an incentive may be due for, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from matchmaker.model import Problem
from matchmaker.money.check import Check, checks_of, to_ask, verdict
from matchmaker.money.months_worked import months_worked
from matchmaker.money.placement_facts import placement_facts
from matchmaker.programmes.incentive import Incentive
from matchmaker.programmes.money import Money

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placement:
    """One placement: its seat, its incentive, the months worked and its conditions judged.

    ``own_amount`` is the seat's own incentive for one placement, which goes before the programme's; ``incentive`` is
    ``None`` where only the seat promises one. ``holds`` joins all conditions and whether the months are known.
    """

    participant_id: str
    seat: Row
    opportunity: Row
    incentive: Incentive | None
    own_amount: Decimal | None
    start: date | None
    months: Fraction | None
    checks: tuple[Check, ...]
    ask: tuple[str, ...]

    @property
    def holds(self) -> bool | None:
        """Whether the incentive is due for the months worked; ``None`` = cannot say."""
        answer = verdict(self.checks)
        return None if answer and self.ask else answer


def placements(problem: Problem, money: Money, seat_of: Mapping[str, str], as_of: date | None) -> Iterator[Placement]:
    """Yield the placements (participant id to seat id) of kinds that bring an incentive, in order of participant id.

    What became of a placement is read from ``history``: the row of that person and seat, else of that person, employer
    and kind without a seat; of several the one reported last. Months count up to its last day, else up to ``as_of``, else
    up to the day it was reported.
    """
    seats = {row["seat_id"]: row for row in problem.seats.iter_rows(named=True)}
    opportunities = {row["opportunity_id"]: row for row in problem.opportunities.iter_rows(named=True)}
    people = {row["participant_id"]: row for row in _of(problem.participants, seat_of).iter_rows(named=True)}
    spells = _spells(problem.history, seat_of)
    for participant_id, seat_id in sorted(seat_of.items()):
        seat = seats[seat_id]
        opportunity = opportunities[seat["opportunity_id"]]
        incentive = money.incentive_for(opportunity["kind"])
        own: Decimal | None = seat["incentive"]
        if incentive is None and not own:
            continue
        spell = spells.get((participant_id, seat_id)) or spells.get(
            (participant_id, seat["employer_id"], opportunity["kind"])
        )
        start, months, unknown = _worked(spell, as_of)
        facts = placement_facts(seat, opportunity, people[participant_id], spell)
        checks = () if incentive is None else checks_of(incentive.conditions, facts)
        if incentive is None:
            unknown = ("money.incentive of the profile",)
        yield Placement(
            participant_id, seat, opportunity, incentive, own, start or seat["start_date"] or opportunity["start_date"],
            months, checks, tuple(dict.fromkeys((*unknown, *to_ask(checks)))),
        )  # fmt: skip


def _worked(spell: Row | None, as_of: date | None) -> tuple[date | None, Fraction | None, tuple[str, ...]]:
    """Return the first day, the months worked, and what to ask for where they are not known."""
    if spell is None or spell["start_date"] is None:
        return None, None, ("history.start_date",)
    start, end = spell["start_date"], spell["end_date"]
    days = [day for day in (end, as_of) if day is not None] or [spell["reported_on"]]
    if days[0] is None:
        return start, None, ("history.end_date",)
    return start, months_worked(start, min(days)), ()


def _of(frame: pl.DataFrame, seat_of: Mapping[str, str]) -> pl.DataFrame:
    return frame.filter(pl.col("participant_id").is_in(list(seat_of))).select("participant_id", "certificates")


def _spells(history: pl.DataFrame, seat_of: Mapping[str, str]) -> dict[tuple[str, ...], Row]:
    """Return the history row of each placement, under (person, seat), or (person, employer, kind) where no seat is told."""
    mine = history.filter(pl.col("participant_id").is_in(list(seat_of)))
    order = ["reported_on", "start_date", "end_date", "payment_demanded_on", "payslips", "position_percent"]
    found: dict[tuple[str, ...], Row] = {}
    for row in mine.sort(order, nulls_last=False).iter_rows(named=True):
        if row["seat_id"] is not None:
            found[row["participant_id"], row["seat_id"]] = row
        elif row["employer_id"] is not None and row["kind"] is not None:
            found[row["participant_id"], row["employer_id"], row["kind"]] = row
    return found
