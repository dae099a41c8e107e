"""solve_apart: parts of a problem solved at the same time, and their answers as one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event, Lock
from time import perf_counter

import numpy as np

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.allocation.solvers.best_known import BestKnown
from matchmaker.allocation.solvers.exact import bound_by_person
from matchmaker.allocation.solvers.progress import Progress, ProgressReport
from matchmaker.allocation.solvers.regions import Region

_POLL_SECONDS = 0.05
_CUT_SHORT = ("interrupt", "time", "effort", "gap", "proof")
"""What stops a solver; of several, the first here counts for the whole."""

SolvePart = Callable[[Region, float | None, Event, ProgressReport], Solution]
"""Solves one part within so many seconds (``None``: no limit), unless interrupted, and tells what it finds."""


def solve_apart(
    formulation: Formulation,
    parts: Sequence[Region],
    solve: SolvePart,
    *,
    time_limit: float | None,
    interrupt: Event | None,
    known: BestKnown,
) -> Solution:
    """Return the answer for the whole from the answers for its parts, solved on all cores.

    What a part gives does not depend on when it was solved, so neither does the whole. Where every part is within a gap
    of its bound the whole is too. Of a ``time_limit`` each part gets the share that its columns have in those still to
    come. ``interrupt`` or Ctrl-C makes each part keep its best plan. ``known`` hears of plans and bounds of the whole.
    """
    stop = Event()
    n_workers = min(_n_cores(), len(parts))
    until = None if time_limit is None else perf_counter() + time_limit
    sizes = np.array([part.formulation.n_columns for part in parts], np.float64)
    to_come = np.cumsum(sizes[::-1])[::-1]
    heard = _Heard([bound_by_person(part.formulation) for part in parts])

    def interrupted() -> bool:
        return interrupt is not None and interrupt.is_set()

    def work(number: int) -> Solution:
        if interrupted():
            stop.set()
        limit = None
        if until is not None:
            left = max(0.0, until - perf_counter())
            limit = min(left, left * n_workers * float(sizes[number] / to_come[number]))
        try:
            return solve(parts[number], limit, stop, heard.by(number))
        except BaseException:
            stop.set()
            raise

    with ThreadPoolExecutor(n_workers, thread_name_prefix="matchmaker-region") as pool:
        running = [pool.submit(work, number) for number in range(len(parts))]
        try:
            while wait(running, _POLL_SECONDS).not_done:
                if interrupted():
                    stop.set()
                heard.tell(known)
        except KeyboardInterrupt:
            stop.set()
        except BaseException:  # what the listener raises ends the work
            stop.set()
            raise
    return _joined(formulation, parts, [each.result() for each in running])


def _n_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Heard:
    """What the parts have told so far: there is a plan of the whole once there is one of each."""

    def __init__(self, bounds: list[int]) -> None:
        self._best: list[int | None] = [None] * len(bounds)
        self._bounds, self._strategy, self._lock = bounds, "", Lock()

    def by(self, number: int) -> ProgressReport:
        """Return what takes the reports of one part, in whatever thread it works."""

        def hear(found: Progress) -> None:
            with self._lock:
                self._strategy = found.strategy
                self._best[number] = found.best if found.best is not None else self._best[number]
                self._bounds[number] = min(
                    self._bounds[number] if found.bound is None else found.bound, self._bounds[number]
                )

        return hear

    def tell(self, known: BestKnown) -> None:
        """Pass on what is known of the whole, in the caller's thread."""
        with self._lock:
            plans = [best for best in self._best if best is not None]
            best = sum(plans) if len(plans) == len(self._best) else None
            bound, strategy = sum(self._bounds), self._strategy
        if strategy:
            known.tell(strategy, best=best, bound=bound)


def _joined(formulation: Formulation, parts: Sequence[Region], answers: Sequence[Solution]) -> Solution:
    """Return the answer for the whole: infeasible where a part is, without a plan where one has none."""
    strategy = " + ".join(sorted({answer.strategy for answer in answers}))
    notes = tuple(dict.fromkeys(note for answer in answers for note in answer.notes))
    bound = sum(answer.bound for answer in answers)
    for status in ("infeasible", "no_plan_found"):
        for answer in answers:
            if answer.status == status:
                return without_plan(
                    answer.status,
                    n_openings=formulation.n_openings,
                    strategy=strategy,
                    stopped_by=answer.stopped_by,
                    bound=0 if answer.status == "infeasible" else bound,
                    clash=answer.clash,
                    notes=notes,
                )
    openings = np.zeros(formulation.n_openings, np.bool_)
    for part, answer in zip(parts, answers, strict=True):
        openings[part.openings] = answer.openings
    return Solution(
        np.sort(np.concatenate([part.pairs[answer.pairs] for part, answer in zip(parts, answers, strict=True)])),
        openings,
        sum(answer.objective for answer in answers),
        bound,
        "optimal" if all(answer.status == "optimal" for answer in answers) else "feasible",
        min((answer.stopped_by for answer in answers), key=_CUT_SHORT.index),
        strategy,
        notes=notes,
    )
