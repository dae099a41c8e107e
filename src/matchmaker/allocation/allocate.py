"""allocate: from a problem with scores and rules to a verified plan with its certificate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from threading import Event
from time import perf_counter
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.companion_search import solve_with_companions
from matchmaker.allocation.ctrl_c import ctrl_c
from matchmaker.allocation.exact_bound import exact_bound
from matchmaker.allocation.formulate import cohort_rows
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.objectives import Finished, Level, Seek, broken_levels, measure_levels
from matchmaker.allocation.opening_charges import opening_charges
from matchmaker.allocation.policies import POLICIES, Effort
from matchmaker.allocation.previous import Previous
from matchmaker.allocation.result import OPTIMALITY_TOLERANCE, Result, Status
from matchmaker.allocation.search_progress import SearchProgress
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers.exact import require_plan
from matchmaker.candidates import Pairs, prune
from matchmaker.constraints import (
    Columns,
    Constraint,
    companion_columns,
    pair_rules,
    pin_clashes,
    plan_view,
    verify_plan,
)
from matchmaker.errors import SolverError, UsageError, VerificationError
from matchmaker.model import Plan, Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes

LONGEST_SECONDS = 10**6
LARGEST_SEED = 2**31 - 1
"""What every solver takes: it holds its seed in 32 bits."""
_UNWEIGHED = "objectives, and what is kept of a plan before, are for the policy optimal; {} does not weigh them"
_VERSIONS_OF = ("matchmaker", "ortools", "numpy", "scipy", "polars")


def allocate(
    problem: Problem,
    scores: ScoreTable,
    constraints: Sequence[Constraint],
    commutes: Commutes,
    *,
    policy: str = "optimal",
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    programme: str = "general",
    interrupt: Event | None = None,
    progress: Callable[[SearchProgress], None] | None = None,
    seek: Seek | None = None,
    previous: Previous | None = None,
) -> Result:
    """Return a plan that obeys every rule, with what is proved about it.

    ``policy`` is one of `POLICIES`. ``gap`` (relative, >= 0) and ``time_limit`` (seconds, up to `LONGEST_SECONDS`) say
    when ``optimal`` may stop; the same input, policy and seed (0 to `LARGEST_SEED`) give the same plan as long as no
    time limit or interrupt cut the work short. Pairs that a rule forbids by now are left out of the scores, so
    decisions and rules may be newer than them. When ``interrupt`` is set, or Ctrl-C comes during the solve, the best
    plan so far is returned. ``progress`` is told whenever ``optimal`` finds a better plan or bound, in the calling thread;
    what it raises ends the work. ``seek`` (objectives in order, of this problem) takes the place of the sum of scores for the
    policy ``optimal``; the other policies do not weigh them. ``previous`` is what the result says stood before; what is sought of it is in
    ``seek``. An infeasible problem gives a result with status ``infeasible`` and the names of rules
    that clash.

    Raises `UsageError` for an unknown policy or an impossible effort, `SettingsError` for rules whose numbers
    cannot be counted exactly, `SolverError` when a solver fails or its answer breaks a row, and `VerificationError`
    when the plan does not survive the replay by `matchmaker.constraints.verify_plan`.
    """
    started = perf_counter()
    _check_usage(policy, gap, time_limit, seed)
    scores = _allowed(problem, scores, constraints, commutes)
    unweighed = seek is not None and policy != "optimal"
    seek = None if unweighed else seek
    with ctrl_c(interrupt) as stop:
        named, asked, formulation, solution = solve_with_companions(
            problem,
            scores,
            constraints,
            policy=seek or POLICIES[policy],
            effort=Effort(gap, time_limit, seed, stop, progress),
            weighs=policy == "optimal",
            relax=seek is None,
        )
    chosen = formulation.order[solution.pairs]
    plan = _plan(formulation, scores, solution, chosen)
    chosen_now = _companions(asked, formulation, scores.pairs, solution)
    named_now = {cohort: companion for cohort, companion in named.items() if cohort in plan.opened}
    plan = replace(plan, companions=named_now | chosen_now)
    if solution.status in ("optimal", "feasible"):
        _check_claims(formulation, solution)
        _verify(problem, scores, constraints, commutes, plan, chosen=chosen)
    worth = _exact_sum(scores.total[chosen]) - opening_charges(problem, plan.opened)
    certificate = _certificate(formulation, solution, worth)
    levels = _levels(seek, problem, scores, commutes, plan, chosen=chosen)
    relative = max((level.gap for level in levels), default=certificate[2])
    status = _status(solution, relative, gap)
    return Result(
        plan=plan,
        status=status,
        objective=certificate[0],
        bound=certificate[1],
        gap=relative,
        seconds=perf_counter() - started,
        seed=seed,
        policy=policy,
        strategy=solution.strategy,
        stopped_by=solution.stopped_by,
        problem=problem,
        scores=scores,
        commutes=commutes,
        constraints=tuple(constraints),
        programme=programme,
        versions=_versions(),
        clash=(pin_clashes(problem, commutes, constraints) if status == "infeasible" else ()) or solution.clash,
        notes=(*_notes(formulation, solution), *((_UNWEIGHED.format(policy),) if unweighed else ())),
        levels=levels,
        previous=previous,
    )


def _check_usage(policy: str, gap: float, time_limit: float | None, seed: int) -> None:
    if policy not in POLICIES:
        raise UsageError(f"unknown policy {policy!r}; expected one of {', '.join(POLICIES)}")
    if not 0 <= gap < float("inf"):
        raise UsageError(f"gap must be a number of at least 0, not {gap}")
    if time_limit is not None and not 0 < time_limit <= LONGEST_SECONDS:
        raise UsageError(f"time_limit must be more than 0 and at most {LONGEST_SECONDS} seconds, not {time_limit}")
    if not 0 <= seed <= LARGEST_SEED:
        raise UsageError(f"seed must be a whole number from 0 to {LARGEST_SEED}, not {seed}")


def _allowed(problem: Problem, scores: ScoreTable, constraints: Sequence[Constraint], commutes: Commutes) -> ScoreTable:
    """Return the scores of the pairs that the rules of today let through: decisions may be newer than the scores."""
    pairs, kept = prune(problem, commutes, pair_rules(constraints), scores.pairs)
    return scores if pairs is scores.pairs else scores.subset(pairs, kept)


def _plan(formulation: Formulation, scores: ScoreTable, solution: Solution, chosen: npt.NDArray[np.int64]) -> Plan:
    pairs = scores.pairs
    participants = np.searchsorted(pairs.indptr, chosen, side="right") - 1
    people, seats = pairs.participant_ids[participants].tolist(), pairs.seat_ids[pairs.seat[chosen]].tolist()
    named = zip(formulation.opening_names, solution.openings, strict=True)
    opened = frozenset(
        name for name, is_open in islice(named, formulation.n_openings - formulation.n_further) if is_open
    )
    return Plan(dict(zip(people, seats, strict=True)), opened)


def _companions(problem: Problem, formulation: Formulation, pairs: Pairs, solution: Solution) -> dict[str, str]:
    """Return the accompanying organisation that the search chose for each cohort that opens, by id."""
    if not formulation.n_further:
        return {}
    choices = companion_columns(Columns(problem, pairs, cohort_rows(problem)))
    taken = solution.openings[choices.chosen - formulation.n_pairs]
    cohorts = problem.opportunities["opportunity_id"].gather(choices.opportunity[taken]).to_list()
    chosen = problem.organisations["organisation_id"].gather(choices.organisation[taken]).to_list()
    return dict(zip(cohorts, chosen, strict=True))


def _check_claims(formulation: Formulation, solution: Solution) -> None:
    """Refuse a plan that breaks a row, is not worth what is claimed, or is worth more than its bound."""
    worth = require_plan(formulation, solution.pairs, solution.openings, solution.strategy)
    if solution.objective != worth:
        raise SolverError(f"{solution.strategy} claims {solution.objective}, its plan is worth {worth}")
    if solution.bound < worth:
        raise SolverError(
            f"{solution.strategy} claims that nothing is worth more than {solution.bound}, its plan is worth {worth}"
        )


def _verify(
    problem: Problem,
    scores: ScoreTable,
    constraints: Sequence[Constraint],
    commutes: Commutes,
    plan: Plan,
    *,
    chosen: npt.NDArray[np.int64],
) -> None:
    # The scores of the people placed are enough: only their pairs are looked up.
    given = dict(zip(plan.seats.items(), map(_decimal, scores.total[chosen].tolist()), strict=True))
    violations = verify_plan(problem, plan, constraints, commutes, given)
    if violations:
        raise VerificationError(f"{violation.code}: {violation.message}" for violation in violations)


def _levels(
    seek: Seek | None,
    problem: Problem,
    scores: ScoreTable,
    commutes: Commutes,
    plan: Plan,
    *,
    chosen: npt.NDArray[np.int64],
) -> tuple[Level, ...]:
    """Return the levels as a replay of the plan counts them; refuse them where it does not bear them out."""
    if seek is None or not seek.levels:
        return ()
    exact = dict(zip(plan.seats.items(), map(_decimal, scores.total[chosen].tolist()), strict=True))
    finished = Finished(plan_view(problem, plan, commutes), exact)
    violations = broken_levels(seek.levels, finished)
    if violations:
        raise VerificationError(f"{violation.code}: {violation.message}" for violation in violations)
    return measure_levels(seek.levels, finished)


def _decimal(score: float) -> Decimal:
    # The shortest decimal that reads as this float is the score as it was written.
    return Decimal(repr(score))


def _exact_sum(total: npt.NDArray[np.float64]) -> Decimal:
    return sum(map(_decimal, total.tolist()), Decimal(0))


def _certificate(
    formulation: Formulation, solution: Solution, objective: Decimal
) -> tuple[Decimal, Decimal, float] | tuple[None, None, None]:
    """Return objective, bound and gap. Without a plan there is none of them: a 0 would read like a proof."""
    if solution.status in ("infeasible", "no_plan_found"):
        return None, None, None
    bound = max(objective, exact_bound(formulation, solution.bound))
    return objective, bound, float((bound - objective) / max(Decimal("1e-9"), abs(bound)))


def _status(solution: Solution, relative: float | None, gap: float) -> Status:
    if solution.status in ("infeasible", "no_plan_found"):
        return solution.status
    if relative is not None and relative <= OPTIMALITY_TOLERANCE:
        return "optimal"
    return "within_gap" if relative is not None and relative <= gap else "feasible"


@cache
def _versions() -> Mapping[str, str]:
    found = {}
    for name in _VERSIONS_OF:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # run from a folder that was never installed
            found[name] = "unknown"
    return MappingProxyType(found)


def _notes(formulation: Formulation, solution: Solution) -> tuple[str, ...]:
    rounded = "scores with more than 9 decimals were rounded for the solver; objective and bound count them as given"
    return (*solution.notes, *((rounded,) if formulation.rounded else ()))
