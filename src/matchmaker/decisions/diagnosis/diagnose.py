"""diagnose: why a problem has no plan, proved, and the cheapest changes that would give one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event
from typing import Any

import polars as pl

from matchmaker.allocation import Formulation, Result, formulate
from matchmaker.allocation.formulate import cohort_rows
from matchmaker.allocation.objectives import Objective
from matchmaker.constraints import Columns, ScoreFloor, pin_clashes
from matchmaker.decisions.diagnosis.apply_changes import apply_changes
from matchmaker.decisions.diagnosis.cheapest import Cheapest, cheapest
from matchmaker.decisions.diagnosis.chooses_companions import BUT_FOR_THE_CHOICE, chooses_companions
from matchmaker.decisions.diagnosis.conflict_set import conflict_set, feasibility, only_rows
from matchmaker.decisions.diagnosis.countdown import countdown
from matchmaker.decisions.diagnosis.diagnosis import Clashing, Diagnosis, Given, Option
from matchmaker.decisions.diagnosis.longer_ways import FAR, Loosened, longer_ways
from matchmaker.decisions.diagnosis.new_number import new_number
from matchmaker.decisions.diagnosis.relaxation_costs import RelaxationCosts
from matchmaker.decisions.diagnosis.way import Way
from matchmaker.decisions.diagnosis.ways import loosened_ceilings, ways
from matchmaker.decisions.solve_again import solve_again
from matchmaker.errors import SolverError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable

Rescore = Callable[[Problem, Sequence[Any]], ScoreTable]
"""The scores of a problem (the same people and seats with other numbers) under rules."""

_COMPANIONS = (
    "where the plan chooses who accompanies a cohort, its places and hours also bound the choice: a cheaper "
    "option than these may exist"
)


def diagnose(
    result: Result,
    costs: RelaxationCosts,
    *,
    rescore: Rescore,
    objectives: Sequence[Objective] = (),
    options: int = 3,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: Event | None = None,
) -> Diagnosis:
    """Return the diagnosis of the problem that ``result`` carries, whether it holds a plan or not.

    ``rescore`` gives the scores of a problem with other numbers under other rules, ``objectives`` are those of the plans.
    ``time_limit`` (seconds) is for all of it: what it cuts short is said not to be proved.
    """
    if result.has_plan:
        return Diagnosis("feasible", (), True, (), "none left", costs)
    left = countdown(time_limit)
    problem = result.problem
    formulation = formulate(problem, result.scores, result.constraints)
    every = range(sum(len(block.names) for block in formulation.rows))
    status = feasibility(only_rows(formulation, every), time_limit=left(), interrupt=interrupt)
    if status == "feasible":
        return Diagnosis("feasible", (), True, (), "none left", costs)
    if status == "unknown":
        return Diagnosis("not proved", (), False, (), "not proved", costs)
    conflict, minimal = _conflict(formulation, result, left(), interrupt)
    loose, may_give, columns = _loosened(result, costs, rescore)
    chooses = chooses_companions(problem)

    def give(answer: Cheapest) -> Option:
        given = _given(may_give, answer, columns)
        changes = [(each.change, each.after) for each in given]
        changed, rules = apply_changes(problem, result.constraints, columns, changes)
        solved = solve_again(
            result, problem=changed, constraints=rules, scores=rescore(changed, rules), objectives=objectives,
            policy="optimal", gap=gap, time_limit=left(), seed=seed, interrupt=interrupt,
        )  # fmt: skip
        option = _option(answer, given, solved)
        return replace(option, proof=BUT_FOR_THE_CHOICE) if chooses and option.proof == "proved" else option

    found: list[Option] = []
    forbidden: list[set[int]] = []
    ended = "options"
    while len(found) < options:
        answer = cheapest(loose, may_give, forbidden, time_limit=left(), seed=seed, interrupt=interrupt)
        if answer.amounts is None:
            ended = "not proved" if answer.status != "proved" else BUT_FOR_THE_CHOICE if chooses else "none left"
            break
        found.append(give(answer))
        forbidden.append(set(answer.amounts))
    return Diagnosis(
        "infeasible", conflict, minimal, tuple(found), ended, costs, notes=(_COMPANIONS,) if chooses else ()
    )


def _loosened(result: Result, costs: RelaxationCosts, rescore: Rescore) -> tuple[Formulation, tuple[Way, ...], Columns]:
    """Return a formulation with all pairs that giving way may bring in, the ways, and what its columns stand for."""
    problem, scores, rules = result.problem, result.scores, result.constraints
    # Scores count the person's own limit, so what a floor on scores asks would not be what it asks after the change.
    farther = None if scores.given or any(isinstance(rule, ScoreFloor) for rule in rules) else costs.commute
    if farther is not None:
        scores = rescore(problem, [Loosened(rule) if rule.code in FAR else rule for rule in rules])
    columns = Columns(problem, scores.pairs, cohort_rows(problem), scores.total)
    loose = loosened_ceilings(formulate(problem, scores, rules), problem)
    may_give = ways(loose, columns, rules, costs)
    if farther is None:
        return loose, may_give, columns
    loose, longer = longer_ways(loose, scores.pairs, result, farther)
    return loose, (*may_give, *longer), columns


def _conflict(
    formulation: Formulation, result: Result, time_limit: float | None, interrupt: Event | None
) -> tuple[tuple[Clashing, ...], bool]:
    # At most half of the time (search and proofs) goes into saying why: the rest says what would help.
    quarter = None if time_limit is None else time_limit / 4
    found = conflict_set(formulation, time_limit=quarter, interrupt=interrupt)
    named = [(block.kind, name) for block in formulation.rows for name in block.names]
    reasons = pin_clashes(result.problem, result.commutes, result.constraints)
    conflict = []
    for row, needed in zip(found.rows, found.needed, strict=True):
        kind, name = named[row]
        conflict.append(Clashing(kind, name, "; ".join(_why(kind, name, reasons, result)), needed))
    return tuple(conflict), found.is_minimal


def _why(kind: str, name: str, reasons: tuple[str, ...], result: Result) -> list[str]:
    """Return what is known of why a pin is no candidate: the pair rules that stand in its way."""
    if kind != "pin":
        return []
    found = []
    pins = result.problem.decisions.filter(pl.col("decision") == "pin").select("participant_id", "seat_id")
    for participant, seat in pins.iter_rows():
        if name.startswith(f"participant '{participant}' ") and f"to seat '{seat}'" in name:
            start = f"participant '{participant}' is pinned to seat '{seat}', but "
            found += [each.removeprefix(start) for each in reasons if each.startswith(start)]
    return list(dict.fromkeys(found))


def _given(may_give: Sequence[Way], answer: Cheapest, columns: Columns) -> tuple[Given, ...]:
    return tuple(
        Given(
            may_give[way].change,
            amount,
            new_number(may_give[way], amount, answer, columns.pairs),
            may_give[way].cost * amount,
        )
        for way, amount in sorted((answer.amounts or {}).items())
    )


def _option(answer: Cheapest, given: tuple[Given, ...], solved: Result) -> Option:
    cost, bound = answer.cost, answer.bound
    if solved.status == "infeasible" or cost is None or bound is None:
        changed = ", ".join(each.change.where for each in given)
        raise SolverError(f"the changes of {changed} were found to give a plan, and there is none")
    return Option(given, cost, bound, answer.status, solved)
