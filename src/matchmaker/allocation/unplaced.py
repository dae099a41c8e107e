"""unplaced_frame: why each person without a place has none, by the first rule that stood in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation.blockers import Blocker, blockers
from matchmaker.allocation.formulate import formulate

if TYPE_CHECKING:
    from matchmaker.allocation.result import Result

_CELLS_AT_ONCE = 4_000_000
_SCHEMA = {"participant_id": pl.String, "reason_code": pl.String, "reason": pl.String}


def unplaced_frame(result: Result) -> pl.DataFrame:
    """Return one row per person not placed, ordered by participant id: participant_id, reason_code, reason.

    Codes: ``not_eligible`` (one rule about the person drops every seat), ``no_candidate`` (pair rules drop every seat,
    or no score was given), ``cohort_closed``, ``seats_full``, ``limit`` (a quota, budget or other plan rule),
    ``lost_to_higher_total`` (full, and all who hold the places score at least as much there), ``not_chosen`` (the pair
    itself would fit, and was not taken) and, where there is no plan at all, ``no_plan``. For people with candidates
    the reason is about the candidate seat with the highest score, ties by seat id. It is read off the plan as it
    stands and proves nothing about other plans.
    """
    people = np.array(result.problem.participants["participant_id"].to_list(), np.object_)
    placed = np.isin(people.astype(str), np.array(sorted(result.plan.seats), dtype=str)) if people.size else people == 0
    reasons: dict[int, tuple[str, str]] = {}
    missing = np.flatnonzero(~placed)
    if not result.has_plan:
        reasons = dict.fromkeys(missing.tolist(), ("no_plan", "there is no plan"))
    else:
        without = missing[np.diff(result.scores.pairs.indptr)[missing] == 0]
        reasons.update(_without_candidates(result, without))
        reasons.update(_with_candidates(result, np.setdiff1d(missing, without)))
    rows = [(people[i], *reasons[i]) for i in missing.tolist()]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("participant_id")


def _without_candidates(result: Result, people: npt.NDArray[np.int64]) -> dict[int, tuple[str, str]]:
    if result.scores.given:
        return dict.fromkeys(people.tolist(), ("no_candidate", "no score was given for any seat"))
    if not result.problem.n_seats:
        return dict.fromkeys(people.tolist(), ("no_candidate", "there are no seats"))
    size = max(1, _CELLS_AT_ONCE // result.problem.n_seats)
    found: dict[int, tuple[str, str]] = {}
    for at in range(0, people.size, size):
        found.update(_dominating_rule(result, people[at : at + size]))
    return found


def _dominating_rule(result: Result, people: npt.NDArray[np.int64]) -> dict[int, tuple[str, str]]:
    """Return, per person, the pair rule that dropped most seats (each seat counts for the first rule in its way)."""
    problem = result.problem
    rows = people.astype(np.int32)[:, None]
    columns = np.arange(problem.n_seats, dtype=np.int32)[None, :]
    left = np.ones((people.size, problem.n_seats), np.bool_)
    codes, counts = [], []
    for rule in result.constraints:
        if not hasattr(rule, "allowed"):
            continue
        passed = np.broadcast_to(rule.allowed(problem, result.commutes, rows, columns), left.shape)
        codes.append(rule.code)
        counts.append((left & ~passed).sum(axis=1))
        left &= passed
    if not codes:
        return dict.fromkeys(people.tolist(), ("no_candidate", "no seat is a candidate"))
    table = np.stack(counts)
    worst, total = table.argmax(axis=0), problem.n_seats
    return {
        int(person): _reason(codes[rule], int(table[rule, i]), total)
        for i, (person, rule) in enumerate(zip(people, worst, strict=True))
    }


def _reason(code: str, dropped: int, n_seats: int) -> tuple[str, str]:
    if not dropped:
        return "no_candidate", "no seat was kept as a candidate"
    if code == "eligibility":
        return "not_eligible", "eligibility does not hold"
    return "no_candidate", f"{code} rules out {dropped} of {n_seats} seats"


def _with_candidates(result: Result, people: npt.NDArray[np.int64]) -> dict[int, tuple[str, str]]:
    if not people.size:
        return {}
    pairs, total = result.scores.pairs, result.scores.total
    formulation = formulate(result.problem, result.scores, result.constraints)
    column_of = np.empty(pairs.n_pairs, np.int64)
    column_of[formulation.order] = np.arange(pairs.n_pairs)
    # Best candidate per person: columns stand in order of seat id, so the first of the largest gains is meant.
    gains = formulation.gains[: formulation.n_pairs]
    by_gain = np.lexsort((np.arange(gains.size), -gains, formulation.left))
    first = np.searchsorted(formulation.left[by_gain], np.arange(formulation.n_left))
    party = formulation.left[column_of[pairs.indptr[people]]]
    best = by_gain[first[party]]
    chosen = _chosen(result, column_of)
    opened = np.array([name in result.plan.opened for name in formulation.opening_names], np.bool_)
    seats = pairs.seat_ids[pairs.seat[formulation.order[best]]]
    return {
        int(person): _sentence(blocker, str(seat), float(total[formulation.order[column]]))
        for person, seat, column, blocker in zip(
            people, seats, best, blockers(formulation, chosen, opened, best), strict=True
        )
    }


def _chosen(result: Result, column_of: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    pairs = result.scores.pairs
    participant_at = {name: i for i, name in enumerate(pairs.participant_ids.tolist())}
    seat_at = {name: i for i, name in enumerate(pairs.seat_ids.tolist())}
    keys = pairs.participant.astype(np.int64) * pairs.n_seats + pairs.seat
    wanted = [participant_at[p] * pairs.n_seats + seat_at[s] for p, s in result.plan.seats.items()]
    return np.sort(column_of[np.searchsorted(keys, np.array(wanted, np.int64))])


def _sentence(blocker: Blocker | None, seat: str, score: float) -> tuple[str, str]:
    best = f"best candidate seat '{seat}' (score {score:g})"
    if blocker is None:
        return "not_chosen", f"{best} has room; the policy did not use it"
    if blocker.closed:
        return "cohort_closed", f"{best} is in a cohort that does not open"
    if blocker.kind not in ("seat_count", "cohort_size"):
        return "limit", f"{best} is stopped by: {blocker.name}"
    if blocker.lowest_gain_inside >= blocker.gain:
        return "lost_to_higher_total", f"{best} is full; all who hold its places score at least as much: {blocker.name}"
    return "seats_full", f"{best} is full: {blocker.name}"
