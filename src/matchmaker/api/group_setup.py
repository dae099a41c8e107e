"""group_setup: what filling groups, and verifying who was sent to them, both need beside the plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from matchmaker.allocation.companions import with_companions
from matchmaker.allocation.group_rules import group_rules
from matchmaker.api.group_tables import sized_groups
from matchmaker.api.setup import Setup
from matchmaker.candidates import Pairs, generate_pairs
from matchmaker.constraints import Audience, Constraint, PlacementsOnly, pair_rules, verify_plan
from matchmaker.constraints.overrides import decided
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.errors import UsageError, escape
from matchmaker.model import Plan, Problem
from matchmaker.programmes import Programme
from matchmaker.programmes.training import TrainingRules
from matchmaker.scoring import ScoreTable, given_scores, score_pairs
from matchmaker.travel import Commutes

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True, eq=False)
class GroupSetup:
    """The problem with sizes and companions written in, the rules for groups, and who fits (``fits``: the pairs that may
    be chosen, with their fit; ``sure``: of which of them the audience is known, (n_pairs,))."""

    problem: Problem
    programme: Programme
    training: TrainingRules
    rules: list[Constraint]
    commutes: Commutes
    fits: ScoreTable
    sure: np.ndarray[tuple[int], np.dtype[np.bool_]]


def group_setup(made: Setup, plan: Plan) -> GroupSetup:
    """Return the setup for groups beside a plan of placements.

    Raises:
        UsageError: the programme says nothing about groups, or the plan is not one of placements in these data.
    """
    training = made.programme.training
    if training is None or training.groups is None:
        raise UsageError(
            f"programme '{made.programme.name}' says nothing about groups; expected a table training.groups"
        )
    _check_plan(made, plan)
    asked = with_companions(sized_groups(made.problem, training.groups), plan.companions)
    rules = group_rules(made.constraints, made.programme, plan, training.groups.most_each.value)
    fits, sure = _fits(asked, made, rules, unsure=training.groups.unsure.value, least=training.groups.least_fit.value)
    return GroupSetup(asked, made.programme, training, rules, made.commutes, fits, sure)


def _check_plan(made: Setup, plan: Plan) -> None:
    found = verify_plan(made.problem, plan, [PlacementsOnly()], made.commutes)
    if found:
        first = "; ".join(escape(each.message) for each in found[:_MOST_TOLD])
        more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        raise UsageError(f"this is no plan of placements made from these data: {first}{more}")


def _fits(
    problem: Problem, made: Setup, rules: list[Constraint], *, unsure: Decimal, least: Decimal
) -> tuple[ScoreTable, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return the pairs that fit, with their fit as total, and of which of them the audience is sure (n_pairs,)."""
    pairs = generate_pairs(problem, made.commutes, pair_rules(rules))
    scores = score_pairs(problem, pairs, made.programme, made.commutes)
    # A total of 0 on no known fact says nothing of the fit.
    total = np.where(scores.coverage > 0, scores.total, float(unsure))
    (audience,) = [rule for rule in rules if isinstance(rule, Audience)]
    sure = audience.answers(problem)[pairs.participant, seat_opportunity(problem)[pairs.seat]] != -1
    fit = np.where(sure, total, np.round(total * float(unsure), 6))
    people, seats = decided(problem, "pin")
    pinned = pairs.positions(people, seats)
    kept = fit >= float(least)
    kept[pinned[pinned >= 0]] = True
    indptr = np.concatenate([[0], np.cumsum(np.bincount(pairs.participant[kept], minlength=pairs.n_participants))])
    some = Pairs(pairs.participant_ids, pairs.seat_ids, indptr.astype(np.int64), pairs.seat[kept], pairs.dropped)
    return given_scores(some, fit[kept], problem), sure[kept]
