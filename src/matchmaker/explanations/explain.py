"""explain: why a participant has this seat, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from matchmaker.allocation import Result, exact_scores
from matchmaker.allocation.rule_words import rule_words
from matchmaker.allocation.sentences import Language
from matchmaker.allocation.unplaced import unplaced_frame
from matchmaker.candidates import first_blocker
from matchmaker.constraints import pair_rules, verify_plan
from matchmaker.explanations.names import names_of
from matchmaker.explanations.opening import opening_of
from matchmaker.explanations.pair import explain_pair
from matchmaker.explanations.participant_row import participant_row
from matchmaker.programmes import load_programme

_MOST_CANDIDATES = 5


def explain(result: Result, participant_id: str, language: Language = "en") -> dict[str, Any]:
    """Return why a participant is placed where they are, or what stood first in the way, as a plain dict.

    Always: ``participant_id``, ``participant``, ``outcome`` (``placed`` or ``unplaced``), ``n_candidates`` and ``ruled_out``
    (seats dropped, per rule that stood first in the way). Placed: ``seat`` (`explain_pair`) with ``rank_among_candidates``,
    ``opening`` (`opening_of`: what opening its cohort takes off the sum of scores, ``None`` where nothing), and
    ``second_best``, the best other candidate (by score; it may score higher than ``seat``), with the rules that taking it
    would break now. Not placed: ``reason_code`` and ``reason`` as in ``unplaced.csv``, and ``candidates``: the best
    few, each with the rules that adding the person would break. A candidate that breaks none is free, and would do no
    better in the sum of scores. ``language`` is that of the reasons.

    Raises:
        UsageError: there is no such participant; names the nearest ids.
    """
    row = participant_row(result, participant_id)
    pairs = result.scores.pairs
    participant_id = pairs.participant_ids[row]
    start, stop = int(pairs.indptr[row]), int(pairs.indptr[row + 1])
    best_first = sorted(range(start, stop), key=lambda at: (-result.scores.total[at], pairs.seat_ids[pairs.seat[at]]))
    told: dict[str, Any] = {
        "participant_id": participant_id,
        "participant": names_of(result.problem.participants, "participant_id")[participant_id],
        "n_candidates": len(best_first),
        "ruled_out": _ruled_out(result, row, language),
    }
    seat_id = result.plan.seat_of(participant_id)
    if seat_id is None:
        labels = load_programme(result.programme).labels if language == "he" else {}
        reasons = unplaced_frame(result, language, labels).row(
            by_predicate=pl.col("participant_id") == participant_id, named=True
        )
        return {
            **told,
            "outcome": "unplaced",
            "reason_code": reasons["reason_code"],
            "reason": reasons["reason"],
            "candidates": [_candidate(result, participant_id, at) for at in best_first[:_MOST_CANDIDATES]],
        }
    (here,) = [at for at in best_first if pairs.seat_ids[pairs.seat[at]] == seat_id]
    others = [at for at in best_first if at != here]
    return {
        **told,
        "outcome": "placed",
        "seat": {**explain_pair(result, here), "rank_among_candidates": best_first.index(here) + 1},
        "opening": opening_of(result, seat_id, language),
        "second_best": _candidate(result, participant_id, others[0]) if others else None,
    }


def _ruled_out(result: Result, row: int, language: Language) -> list[dict[str, Any]]:
    """Return the pair rules that dropped seats for this person, most seats first."""
    rules = pair_rules(result.constraints)
    codes = [code for code in first_blocker(result.problem, result.commutes, rules, row).tolist() if code is not None]
    words = {rule.code: rule_words(rule, language) for rule in result.constraints}
    counts = {code: codes.count(code) for code in dict.fromkeys(codes)}
    return [
        {"rule": code, "description": words[code], "seats": n}
        for code, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _candidate(result: Result, participant_id: str, position: int) -> dict[str, Any]:
    """Return a candidate with the rules that moving the person there would break, everything else in the plan as it is."""
    told = explain_pair(result, position)
    seats = {**result.plan.seats, participant_id: told["seat_id"]}
    scores = exact_scores(result.scores, seats.items())
    moved = replace(result.plan, seats=seats)
    found = verify_plan(result.problem, moved, result.constraints, result.commutes, scores)
    # A plan that stands breaks nothing, so whatever is broken now is broken by the move.
    return {**told, "would_break": [{"rule": each.code, "text": each.message} for each in found]}
