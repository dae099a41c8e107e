"""closed_cohorts: what a cohort that stays closed was short of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result, exact_scores
from matchmaker.allocation.frames import plan_frame
from matchmaker.allocation.opening_charges import opening_charges
from matchmaker.allocation.rule_words import code_words
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.constraints import Violation, verify_plan
from matchmaker.explanations.opening_conditions import failed_conditions
from matchmaker.model import Plan
from matchmaker.model.vocabulary import GROUP_KINDS

_MOST_TRIALS, _MOST_WORK = 20, 20_000
"""At most so many cohorts are tried, and so many placements replayed in all: 10,000 take about 0.15 s."""

_MOST_BROKEN = 3


def closed_cohorts(result: Result, language: Language = "en") -> dict[str, str]:
    """Return one sentence per cohort that does not open, by opportunity id.

    Counts first who could come at all: fewer candidates, or fewer places, than the minimum size means that the cohort could not
    have opened in any plan. Else it is opened by way of trial with as many people as it needs, those without a place
    first, then those placed outside cohorts, each by what it adds, everything else as it is: the rules that this breaks are named, or the sum of
    scores it would give, opening penalties taken off. A trial proves nothing about other people or other plans.
    """
    problem, pairs = result.problem, result.scores.pairs
    cohorts = problem.opportunities.filter(
        (pl.col("min_size") > 0)
        & ~pl.col("kind").is_in(GROUP_KINDS)
        & ~pl.col("opportunity_id").is_in(sorted(result.plan.opened))
    )
    conditions = failed_conditions(result, language)
    row_of = {each: row for row, each in enumerate(problem.opportunities["opportunity_id"])}
    opportunity = np.array([row_of[each] for each in problem.seats["opportunity_id"]], np.int64)
    wanted = np.unique(opportunity[pairs.seat] * max(1, pairs.n_participants) + pairs.participant)
    n_people = np.bincount(wanted // max(1, pairs.n_participants), minlength=len(row_of))
    n_places = np.bincount(opportunity, weights=problem.seats["count"].to_numpy(), minlength=len(row_of))
    trials = min(_MOST_TRIALS, _MOST_WORK // max(1, result.plan.n_placed))
    now = dict(plan_frame(result).select("participant_id", "score").iter_rows())
    told = {}
    for cohort, least in cohorts.select("opportunity_id", "min_size").iter_rows():
        people, places = int(n_people[row_of[cohort]]), int(n_places[row_of[cohort]])
        if places < least:
            told[cohort] = sentence("few_places", language, least=least, n=places)
        elif cohort in conditions:
            told[cohort] = conditions[cohort]
        elif people < least:
            told[cohort] = sentence("few_people", language, least=least, n=people)
        elif trials < 1:
            told[cohort] = sentence("no_trial", language, least=least, n=people)
        else:
            trials -= 1
            at = np.flatnonzero(opportunity[pairs.seat] == row_of[cohort])
            chosen = _chosen(result, at, now, least)
            told[cohort] = _tried(result, cohort, chosen, now, n=people, least=least, language=language)
    return told


def _chosen(
    result: Result, positions: npt.NDArray[np.int64], now: dict[str, float], least: int
) -> dict[str, tuple[str, float]]:
    """Return seat and score of up to ``least`` people, by participant id, within the seats' places."""
    pairs, total = result.scores.pairs, result.scores.total
    person = pairs.participant_ids[np.searchsorted(pairs.indptr, positions, side="right") - 1]
    seat = pairs.seat_ids[pairs.seat[positions]]
    in_cohort = _in_cohorts(result)
    room = dict(result.problem.seats.select("seat_id", "count").iter_rows())
    options = [
        (each in now, each in in_cohort, now.get(each, 0.0) - float(total[at]), each, place, float(total[at]))
        for each, place, at in zip(person.tolist(), seat.tolist(), positions.tolist(), strict=True)
    ]
    chosen: dict[str, tuple[str, float]] = {}
    for _, _, _, each, place, score in sorted(options):
        if len(chosen) == least:
            break
        if each not in chosen and room[place] > 0:
            room[place] -= 1
            chosen[each] = (place, score)
    return chosen


def _in_cohorts(result: Result) -> set[str]:
    """Return the people placed in cohorts, which might have to close without them."""
    home = dict(result.problem.seats.select("seat_id", "opportunity_id").iter_rows())
    return {person for person, seat in result.plan.seats.items() if home[seat] in result.plan.opened}


def _tried(
    result: Result,
    cohort: str,
    chosen: dict[str, tuple[str, float]],
    now: dict[str, float],
    *,
    n: int,
    least: int,
    language: Language,
) -> str:
    seats = {**result.plan.seats, **{person: seat for person, (seat, _) in chosen.items()}}
    moved = sum(person in result.plan.seats for person in chosen)
    first: dict[str, str] = {}
    for each in _violations(result, seats, cohort):
        first.setdefault(each.code, code_words(each.code, each.message) if language == "he" else each.message)
    if first:
        rules = "; ".join(f"{code}: {text}" for code, text in list(first.items())[:_MOST_BROKEN])
        return sentence("trial_breaks", language, n=n, least=least, moved=moved, rules=rules)
    # Summed anew: a result that holds no plan has no objective.
    before = sum(map(_decimal, now.values()), Decimal(0))
    before -= opening_charges(result.problem, result.plan.opened)
    penalty = opening_charges(result.problem, {cohort})
    change = sum((_decimal(score) - _decimal(now.get(person, 0.0)) for person, (_, score) in chosen.items()), -penalty)
    trial = before + change
    key = "trial_worth_more" if change > 0 else "trial_worth_less"
    told = sentence(key, language, n=n, least=least, moved=moved, trial=f"{trial:.3f}", now=f"{before:.3f}")
    return f"{told}; {sentence('penalty_counted', language, penalty=f'{penalty:f}')}" if penalty else told


def _violations(result: Result, seats: dict[str, str], cohort: str) -> list[Violation]:
    """Return what breaks when a cohort opens with people in these seats, by the candidate of it that breaks least."""
    row = result.problem.opportunities.filter(pl.col("opportunity_id") == cohort)
    free = row.filter(pl.col("companion_org_id").is_null())
    candidates = free["companion_candidates"].explode().drop_nulls().to_list()
    plan = Plan(seats, result.plan.opened | {cohort}, result.plan.companions)
    # Without one of its candidates it would break its rule in any case, which says nothing of their hours.
    plans = [replace(plan, companions={**plan.companions, cohort: each}) for each in candidates] or [plan]
    scores = exact_scores(result.scores, seats.items())
    found = (verify_plan(result.problem, each, result.constraints, result.commutes, scores) for each in plans)
    return min(found, key=len)


def _decimal(score: float) -> Decimal:
    return Decimal(repr(score))
