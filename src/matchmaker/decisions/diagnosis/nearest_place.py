"""nearest_place: the smallest single change that would place a person, proved, and whether the best plan then does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from threading import Event
from typing import Any, Literal

import numpy as np
import polars as pl

from matchmaker.allocation import UNBOUNDED, Formulation, Result, Rows, formulate
from matchmaker.allocation.csr import csr
from matchmaker.allocation.formulate import cohort_rows
from matchmaker.allocation.sentences import Language
from matchmaker.allocation.unplaced import unplaced_frame
from matchmaker.constraints import Columns, GroupQuota, ScoreFloor
from matchmaker.constraints.group import Group
from matchmaker.decisions.diagnosis.apply_changes import apply_changes
from matchmaker.decisions.diagnosis.change import Change
from matchmaker.decisions.diagnosis.cheapest import cheapest
from matchmaker.decisions.diagnosis.chooses_companions import BUT_FOR_THE_CHOICE, chooses_companions
from matchmaker.decisions.diagnosis.countdown import countdown
from matchmaker.decisions.diagnosis.diagnose import Rescore
from matchmaker.decisions.diagnosis.diagnosis import Given
from matchmaker.decisions.diagnosis.new_number import new_number
from matchmaker.decisions.diagnosis.relaxation_costs import RelaxationCosts
from matchmaker.decisions.diagnosis.way import Way
from matchmaker.decisions.diagnosis.ways import loosened_ceilings, ways
from matchmaker.decisions.diagnosis.within_reach import WithinReach, within_reach
from matchmaker.decisions.solve_again import solve_again
from matchmaker.scoring import ScoreTable


@dataclass(frozen=True, slots=True, eq=False)
class NearestPlace:
    """What would place a person, while everybody who has a place keeps one (perhaps another).

    ``outcome``: ``placed`` (they have a place), ``room`` (there is such a plan without any change; it scores less),
    ``change`` (``given`` is the cheapest single change after which there is one) or ``none`` (no single change that may be
    made does). ``proof`` says whether that is proved. ``seat_id`` is where they would be in it. ``after`` is the best plan
    solved again after the change, ``placed`` whether it places the person, ``difference`` what its objective gains;
    ``insisting`` is the best plan then that has to place them, where ``after`` does not.
    """

    participant_id: str
    outcome: Literal["placed", "room", "change", "none"]
    proof: str
    reason_code: str = ""
    reason: str = ""
    given: Given | None = None
    seat_id: str | None = None
    after: Result | None = None
    insisting: Result | None = None
    before: Result | None = None

    @property
    def placed(self) -> bool:
        """Whether the best plan after the change places the person."""
        return self.after is not None and self.participant_id in self.after.plan.seats

    def as_dict(self) -> dict[str, Any]:
        """Return everything but the plans as plain values."""
        given = self.given
        return {
            "participant_id": self.participant_id,
            "outcome": self.outcome,
            "proof": self.proof,
            "reason_code": self.reason_code,
            "reason": self.reason,
            "change": None
            if given is None
            else {
                "kind": given.change.kind,
                "where": given.change.where,
                "before": None if given.change.before is None else f"{given.change.before:f}",
                "after": None if given.after is None else f"{given.after:f}",
                "by": given.by,
                "unit": given.change.unit,
                "cost": float(given.cost),
            },
            "seat_id": self.seat_id,
            "placed_after": self.placed if self.after is not None and self.after.has_plan else None,
            "after": _told(self.after, self.before),
            "insisting": _told(self.insisting, self.before),
        }


def _told(result: Result | None, before: Result | None) -> dict[str, Any] | None:
    if result is None or before is None:
        return None
    now, then = result.objective, before.objective
    return {
        "status": result.status,
        "objective": None if now is None else float(now),
        "bound": None if result.bound is None else float(result.bound),
        "gap": result.gap,
        "difference": None if now is None or then is None else float(now - then),
        "placed": result.plan.n_placed,
    }


def nearest_place(
    result: Result,
    participant: int,
    costs: RelaxationCosts,
    *,
    rescore: Rescore,
    language: Language = "en",
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: Event | None = None,
) -> NearestPlace:
    """Return what would place the participant (a row) of a result that holds a plan.

    ``rescore`` scores a problem in which the person travels farther; beside a floor on scores nobody does. ``time_limit``
    (seconds) is for all of it.
    """
    person = result.problem.participants["participant_id"][participant]
    if person in result.plan.seats:
        return NearestPlace(person, "placed", "proved", seat_id=result.plan.seats[person], before=result)
    left = countdown(time_limit)
    told = unplaced_frame(result, language).row(by_predicate=pl.col("participant_id") == person, named=True)
    known = NearestPlace(person, "none", "proved", told["reason_code"], told["reason"], before=result)
    # A floor on scores would be asked of scores that count the longer way, not of those that it is about.
    floored = any(isinstance(rule, ScoreFloor) for rule in result.constraints)
    reach = None if floored or costs.commute is None else within_reach(result, participant)
    far = reach is not None and reach.seats.size > 0
    widest = result.problem
    if reach is not None and far:
        widest = reach.raised(result.problem, int(reach.minutes.max()))
    scores = rescore(widest, result.constraints) if far else result.scores
    columns = Columns(widest, scores.pairs, cohort_rows(widest), scores.total)
    loose = loosened_ceilings(formulate(widest, scores, result.constraints), widest)
    may_give = list(ways(loose, columns, result.constraints, costs))
    asked, travels = _asked(loose, scores, result, participant, reach=reach if far else None, cost=costs.commute)
    if travels is not None:
        may_give.append(travels)
    found = cheapest(asked, may_give, single=True, time_limit=left(), seed=seed, interrupt=interrupt)
    proof: str = found.status
    if proof == "proved" and found.amounts != {} and chooses_companions(result.problem):
        proof = BUT_FOR_THE_CHOICE
    if found.amounts is None or found.positions is None:
        return replace(known, proof=proof)
    mine = found.positions[scores.pairs.participant[found.positions] == participant]
    seat = str(scores.pairs.seat_ids[scores.pairs.seat[mine[0]]]) if mine.size else None
    problem, rules, table = result.problem, result.constraints, result.scores
    given: Given | None = None
    for at, amount in found.amounts.items():
        way = may_give[at]
        after = new_number(way, amount, found, scores.pairs)
        change = way.change
        if change.kind == "commute" and reach is not None and after is not None:
            if after > reach.programme:  # more than one limit is in the way
                change = replace(change, table="commute", column="minutes")
            problem = reach.raised(problem, int(after))
            table = rescore(problem, rules)
        else:
            problem, rules = apply_changes(problem, rules, columns, [(change, after)])
        given = Given(change, amount, after, way.cost * amount)

    def again(*more: GroupQuota) -> Result:
        return solve_again(
            result, problem=problem, constraints=[*rules, *more], scores=table, gap=gap, time_limit=left(), seed=seed,
            policy="optimal", interrupt=interrupt,
        )  # fmt: skip

    best = result if given is None else again()
    if person in best.plan.seats or not best.has_plan:
        return replace(known, outcome="change", proof=proof, given=given, seat_id=seat, after=best)
    group = Group((("participant_id", (person,)),))
    insisting = again(GroupQuota(group=group, min_count=1))
    outcome: Literal["room", "change"] = "room" if given is None else "change"
    after_change = None if given is None else best
    return replace(
        known, outcome=outcome, proof=proof, given=given, seat_id=seat, after=after_change, insisting=insisting
    )


def _asked(
    formulation: Formulation,
    scores: ScoreTable,
    result: Result,
    participant: int,
    *,
    reach: WithinReach | None,
    cost: Decimal | None,
) -> tuple[Formulation, Way | None]:
    """Return the formulation in which the person and all who have a place now have one, and the way to travel farther."""
    pairs = scores.pairs
    person, seat = pairs.participant[formulation.order], pairs.seat[formulation.order]
    everyone = np.array(result.problem.participants["participant_id"].to_list(), object)
    has_place = np.isin(everyone.astype(str), np.array(sorted(result.plan.seats), dtype=str))
    has_place[participant] = True
    at = np.flatnonzero(has_place[person])
    n_columns = formulation.n_columns
    matrix = csr(np.ones(at.size, np.int64), np.zeros(at.size, np.int64), at, (1, n_columns))
    least = np.array([int(has_place.sum())], np.int64)
    blocks = [
        *formulation.rows, Rows("place", ("all keep a place",), matrix, least, np.array([UNBOUNDED], np.int64)),
    ]  # fmt: skip
    if reach is None or cost is None:
        return replace(formulation, rows=tuple(blocks)), None
    minutes = np.zeros(result.problem.n_seats, np.int64)
    minutes[reach.seats] = reach.minutes
    own = np.flatnonzero((person == participant) & (minutes[seat] > 0))
    if not own.size:
        return replace(formulation, rows=tuple(blocks)), None
    start = sum(len(block.names) for block in blocks)
    over = np.maximum(minutes[seat[own]] - reach.limit, 1)
    # They have one place at most, so one row says it for all seats.
    farther = csr(over, np.zeros(own.size, np.int64), own, (1, n_columns))
    name = result.problem.participants["participant_id"][participant]
    blocks.append(Rows("commute", (f"minutes of {name}",), farther, np.array([-UNBOUNDED]), np.zeros(1, np.int64)))
    change = Change("commute", "participants", name, "max_commute_minutes", "minute", 1, Decimal(reach.limit))
    return replace(formulation, rows=tuple(blocks)), Way(change, (start,), (1,), False, int(over.max()), cost)
