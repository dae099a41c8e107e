"""find_alternatives: the best plans that place people otherwise, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from threading import Event
from time import perf_counter

from matchmaker.allocation import Result
from matchmaker.allocation.objectives import Floor
from matchmaker.constraints import Constraint
from matchmaker.decisions.solve_again import solve_again
from matchmaker.decisions.variants.alternatives import Alternatives
from matchmaker.decisions.variants.differs_from import DiffersFrom
from matchmaker.decisions.variants.share_of_time import share_of_time
from matchmaker.errors import UsageError

MOST_PLANS = 100
_ENOUGH = "all found"
_NONE = "no such plan: proved"
_OPEN = "not proved (stopped by {})"


def find_alternatives(
    result: Result,
    k: int = 3,
    loss: float = 0.01,
    differ: int = 10,
    *,
    gap: float | None = None,
    time_limit: float | None = None,
    interrupt: Event | None = None,
) -> Alternatives:
    """Return up to ``k`` (1 to 100) plans, each the best that has at least ``differ`` (1 or more) people placed otherwise
    than in the plan and in every one before it, and that loses at most ``loss`` (a share, 0 to 1) of the plan's score.

    With objectives in order, each of them may lose that share. The plan itself may be any plan; where it is not the best,
    alternatives can be worth more. Who has a place in one and none in the other is placed otherwise. ``gap`` is that of each
    search, ``time_limit`` (seconds) that of all of them together.

    Raises:
        UsageError: there is no plan, or a number is out of range.
    """
    if not result.has_plan or result.objective is None:
        raise UsageError("there is no plan that others could be alternatives to")
    if not 1 <= k <= MOST_PLANS:
        raise UsageError(f"k must be a whole number from 1 to {MOST_PLANS}, not {k}")
    if not 0 <= loss <= 1:
        raise UsageError(f"loss must be a share from 0 to 1, not {loss}")
    if differ < 1:
        raise UsageError(f"differ must be a whole number of at least 1, not {differ}")
    share = Decimal(repr(float(loss)))
    least = result.objective - share * abs(result.objective)
    floors = tuple((each.objective, _held(each.value, each.objective.sign, Fraction(share))) for each in result.levels)
    until = None if time_limit is None else perf_counter() + time_limit
    search = _Search(result, floors, least, gap, interrupt)
    apart = min(differ, result.problem.n_participants + 1)  # no plan differs in more, whatever the number
    others: list[Result] = []
    ended = _ENOUGH
    while len(others) < k and ended == _ENOUGH:
        named = [("the plan" if not at else f"alternative {at}", each) for at, each in enumerate((result, *others))]
        rules = [DiffersFrom(name=name, seats=dict(each.plan.seats), least=apart) for name, each in named]
        found, ended = search.next(rules, share_of_time(until, k - len(others)))
        if found is not None:
            # What is shown of it later counts the rules of the plan, not those of the search.
            others.append(replace(found, constraints=result.constraints))
            if len(others) < k and (found.stopped_by == "interrupt" or (until is not None and perf_counter() >= until)):
                ended = _OPEN.format("interrupt" if found.stopped_by == "interrupt" else "time")
    return Alternatives(result, tuple(others), float(loss), differ, None if floors else least, ended)


def _held(value: Fraction, sign: int, share: Fraction) -> Fraction:
    return value - sign * share * abs(value)


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    result: Result
    floors: tuple[Floor, ...]
    least: Decimal
    gap: float | None
    interrupt: Event | None

    def next(self, rules: Sequence[Constraint], seconds: float | None) -> tuple[Result | None, str]:
        """Return the best plan under further rules that is within the loss, or ``None`` and why there is none."""
        found = self._solve(rules, self.gap, seconds)
        if self._open(found) and found.stopped_by == "gap":
            found = self._solve(rules, 0.0, seconds)
        if found.has_plan and self._keeps(found):
            return found, _ENOUGH
        if found.status == "infeasible" or (found.bound is not None and not self.floors and found.bound < self.least):
            return None, _NONE
        return None, _OPEN.format(found.stopped_by)

    def _solve(self, rules: Sequence[Constraint], gap: float | None, seconds: float | None) -> Result:
        return solve_again(
            self.result,
            constraints=(*self.result.constraints, *rules),
            floors=self.floors,
            policy="optimal",
            gap=gap,
            time_limit=seconds,
            interrupt=self.interrupt,
        )

    def _keeps(self, found: Result) -> bool:
        return bool(self.floors) or (found.objective is not None and found.objective >= self.least)

    def _open(self, found: Result) -> bool:
        """Whether a better plan than the one found could be within the loss."""
        return not self._keeps(found) and found.bound is not None and found.bound >= self.least
