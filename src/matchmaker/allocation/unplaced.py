"""unplaced_frame: why each person without a place has none, by the first rule that stood in the way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation.blockers import Blocker, blockers
from matchmaker.allocation.companions import with_companions
from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.no_candidate import no_candidate_reasons
from matchmaker.allocation.sentences import Language, sentence

if TYPE_CHECKING:
    from matchmaker.allocation.result import Result

_SCHEMA = {"participant_id": pl.String, "reason_code": pl.String, "reason": pl.String}


def unplaced_frame(
    result: Result, language: Language = "en", labels: Mapping[str, str] = MappingProxyType({})
) -> pl.DataFrame:
    """Return one row per person not placed, ordered by participant id: participant_id, reason_code, reason.

    ``language`` is that of the reasons; ``labels`` are names of eligibility criteria in it.

    Codes: ``not_eligible`` (criteria about the person drop every seat), ``near_miss`` (the same, and an approval would let the
    person pass), ``no_candidate`` (pair rules drop every seat:
    `no_candidate_reasons`; or no score was given), ``cohort_closed``, ``seats_full``, ``limit`` (a quota, budget or other plan rule),
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
        reasons = dict.fromkeys(missing.tolist(), ("no_plan", sentence("no_plan", language)))
    else:
        without = missing[np.diff(result.scores.pairs.indptr)[missing] == 0]
        reasons.update(no_candidate_reasons(result, without, language, labels))
        reasons.update(_with_candidates(result, np.setdiff1d(missing, without), language))
    rows = [(people[i], *reasons[i]) for i in missing.tolist()]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("participant_id")


def _with_candidates(result: Result, people: npt.NDArray[np.int64], language: Language) -> dict[int, tuple[str, str]]:
    if not people.size:
        return {}
    pairs, total = result.scores.pairs, result.scores.total
    formulation = formulate(with_companions(result.problem, result.plan.companions), result.scores, result.constraints)
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
    seats = _named_seats(result, pairs.seat[formulation.order[best]])
    return {
        int(person): _reason(blocker, seat, float(total[formulation.order[column]]), language)
        for person, seat, column, blocker in zip(
            people, seats, best, blockers(formulation, chosen, opened, best), strict=True
        )
    }


def _chosen(result: Result, column_of: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    pairs = result.scores.pairs
    participant_at = {name: i for i, name in enumerate(pairs.participant_ids.tolist())}
    seat_at = {name: i for i, name in enumerate(pairs.seat_ids.tolist())}
    participants = np.array([participant_at[each] for each in result.plan.seats], np.int64)
    seats = np.array([seat_at[each] for each in result.plan.seats.values()], np.int64)
    return np.sort(column_of[pairs.positions(participants, seats)])


def _named_seats(result: Result, rows: npt.NDArray[np.int32]) -> list[str]:
    """Return each seat by its id, with occupation and employer where they have names."""
    problem = result.problem
    employer = dict(problem.employers.select("employer_id", "name").iter_rows())
    seats = problem.seats.select("seat_id", "occupation", "employer_id")[rows]
    named = []
    for seat_id, occupation, employer_id in seats.iter_rows():
        words = ", ".join(word for word in (occupation, employer.get(employer_id)) if word)
        named.append(f"'{seat_id}' ({words})" if words else f"'{seat_id}'")
    return named


def _reason(blocker: Blocker | None, seat: str, score: float, language: Language) -> tuple[str, str]:
    code = _code(blocker)
    return code, sentence(
        code,
        language,
        seat=sentence("seat", language, seat=seat, score=f"{score:.3g}"),
        name="" if blocker is None else blocker.name,
        rule="" if blocker is None else blocker.kind,
    )


def _code(blocker: Blocker | None) -> str:
    if blocker is None:
        return "not_chosen"
    if blocker.closed:
        return "cohort_closed"
    if blocker.kind not in ("seat_count", "cohort_size"):
        return "limit"
    return "lost_to_higher_total" if blocker.lowest_gain_inside >= blocker.gain else "seats_full"
