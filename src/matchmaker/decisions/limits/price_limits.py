"""price_limits: every limit of a plan with what a little more of it would bring at most, by prices alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from threading import Event

import numpy as np
import numpy.typing as npt

from matchmaker.allocation import Result
from matchmaker.allocation.formulate import cohort_rows, formulate
from matchmaker.allocation.formulation import Formulation
from matchmaker.constraints import Columns, Constraint, PlanRule
from matchmaker.decisions.limits.change import Change
from matchmaker.decisions.limits.limit_price import LimitPrice
from matchmaker.decisions.limits.limit_prices import LimitPrices
from matchmaker.decisions.limits.relaxation import Relaxation
from matchmaker.decisions.limits.table_limits import TableLimits
from matchmaker.decisions.limits.widened_rules import Widened, widened_rules
from matchmaker.errors import UsageError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable

Rescored = Callable[[Change], tuple[Problem, ScoreTable, Sequence[Constraint]]]
"""Makes the problem, the scores of its candidates and its rules where a rule about pairs is changed."""

_MILLION = 10**6
_LEVELS = "the prices are of the sum of scores; the objectives in order are not priced"
_STOPPED = "the search for prices was stopped by {}: they bound what a change brings, and could bound it closer"
_SHUT = "not priced, as nobody gets in as things are: what has no places, or fails a condition of opening ({})"
_CHOICES = "limits of cohorts that choose their accompanying organisation, and of organisations, are not priced"


def price_limits(
    result: Result, rescored: Rescored, *, time_limit: float | None = None, interrupt: Event | None = None
) -> LimitPrices:
    """Return the price of every limit: seats, sizes, employers' and organisations' capacities, and numbers of rules.

    The prices are those of the linear relaxation of the plan's own rows, linked to openings. With them the bound of the changed
    problem is the present one plus ``price`` (Lagrangian relaxation: prices of one problem bound any other), so after the
    change no plan scores above the present one by more than ``price`` + ``gap``, with ``gap`` the relaxation's bound less the
    plan's score. A limit in a table moves its rows alone; for a number of a rule the bound is made anew from the changed
    rows, for minutes from the pairs that they let in as well. Nothing is re-solved.

    Raises:
        UsageError: there is no plan.
        SolverError: the numbers are too large for exact prices.
    """
    if result.objective is None:
        raise UsageError("there is no plan whose limits could be priced")
    original = formulate(result.problem, result.scores, result.constraints)
    relaxation = Relaxation.of(original, time_limit=time_limit, interrupt=interrupt)
    gap = _up(relaxation.bound - Fraction(result.objective))
    columns = Columns(result.problem, result.scores.pairs, cohort_rows(result.problem), result.scores.total)
    tables = TableLimits(columns, result.constraints, original, relaxation)
    limits = [
        LimitPrice(each.change, each.rule, each.now, each.step, _up(relaxation.in_scores(each.parts)), gap)
        for each in tables
    ]
    for widened in widened_rules(result.constraints):
        bound = _bound(result, columns, relaxation, original, widened, rescored=rescored)
        if bound is not None:
            price = _up(max(bound - relaxation.bound, Fraction(0)))
            limits.append(LimitPrice(widened.change, widened.rule.code, widened.now, widened.step, price, gap))
    limits.sort(key=lambda limit: (-limit.price, limit.change))
    notes = {
        _LEVELS: bool(result.levels),
        _CHOICES: original.n_further > 0,
        _SHUT.format(tables.n_shut): tables.n_shut > 0,
        _STOPPED.format(relaxation.stopped_by): relaxation.stopped_by is not None,
    }
    told = tuple(note for note, holds in notes.items() if holds)
    return LimitPrices(tuple(limits), result.objective, result.objective + gap, told)


def _bound(
    result: Result,
    columns: Columns,
    relaxation: Relaxation,
    original: Formulation,
    widened: Widened,
    *,
    rescored: Rescored,
) -> Fraction | None:
    """Return what no plan exceeds once a rule is wider, or ``None`` where the prices do not say."""
    if not isinstance(widened.rule, PlanRule):
        problem, scores, constraints = rescored(widened.change)
        return relaxation.bound_of(formulate(problem, scores, constraints))
    rules = list(result.constraints)
    rules[widened.place] = widened.rule
    changed = formulate(result.problem, result.scores, rules)
    differ = [
        at for at, (old, new) in enumerate(zip(original.rows, changed.rows, strict=False)) if old.names != new.names
    ]
    rule = result.constraints[widened.place]
    if not differ or not isinstance(rule, PlanRule):
        return relaxation.bound_of(changed)
    return relaxation.bound_of(changed, {differ[0]: _was_row(columns, rule, widened.rule)})


def _was_row(columns: Columns, rule: PlanRule, wider: PlanRule) -> npt.NDArray[np.int64]:
    """Return which row of its block, in order of names, each row of a wider rule was before."""
    old, new = rule.rows(columns).names, wider.rows(columns).names
    place = {row: at for at, row in enumerate(_by_name(old))}
    return np.array([place[row] for row in _by_name(new)], np.int64)


def _by_name(names: Sequence[str]) -> list[int]:
    return sorted(range(len(names)), key=names.__getitem__)


def _up(value: Fraction) -> Decimal:
    """Return a number rounded up to millionths of score, so that it stays a bound from above."""
    return Decimal(-(-value.numerator * _MILLION // value.denominator)) / _MILLION
