"""trade_off: how much of one objective has to be given up for another, point by point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from threading import Event
from time import perf_counter

import polars as pl

from matchmaker.allocation.objectives import Floor, Level, Objective, Seek
from matchmaker.allocation.result import Result
from matchmaker.allocation.solution import Solution

_LEAST_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Point:
    """One plan of the curve with its levels of the two objectives.

    ``least`` is what the first objective was asked to keep to (``None`` at the ends).
    """

    result: Result
    first: Level
    second: Level
    least: Fraction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TradeOff:
    """The curve between two objectives: plans of which none is better than another by both, the best by the first one
    first. ``ended`` is ``time`` or ``interrupt`` where points that were asked for are missing, else ``None``; ``failed``
    the result where there is no plan at all."""

    first: Objective
    second: Objective
    points: tuple[Point, ...]
    ended: str | None = None
    failed: Result | None = None

    def to_polars(self) -> pl.DataFrame:
        """Return one row per point: ``point``, the value and the bound of each objective (named for it, in its unit),
        ``held`` (what the first one was asked to keep to), ``gap``, ``status``, ``stopped_by``, ``placed``, ``score``.

        No plan that keeps the first objective to ``held`` has more of the second than its bound; no plan with that much
        of the second has more of the first than its bound.
        """
        one, other = self.first.called, self.second.called
        rows = [
            {
                "point": number,
                one: float(point.first.value),
                f"{one}_bound": float(point.first.bound),
                other: float(point.second.value),
                f"{other}_bound": float(point.second.bound),
                "held": None if point.least is None else float(point.least),
                "gap": point.result.gap,
                "status": point.result.status,
                "stopped_by": point.result.stopped_by,
                "placed": point.result.plan.n_placed,
                "score": None if point.result.objective is None else float(point.result.objective),
            }
            for number, point in enumerate(self.points, 1)
        ]
        floats = (one, f"{one}_bound", other, f"{other}_bound", "held", "gap", "score")
        texts, counts = ("status", "stopped_by"), ("point", "placed")
        kinds = dict.fromkeys(floats, pl.Float64) | dict.fromkeys(texts, pl.String) | dict.fromkeys(counts, pl.Int64)
        order = ("point", *floats[:6], *texts, "placed", "score")
        return pl.DataFrame(rows, schema={name: kinds[name] for name in order})

    def plans(self) -> pl.DataFrame:
        """Return every point's placements: ``point``, ``participant_id``, ``seat_id``, by id."""
        rows = [
            (number, person, seat)
            for number, point in enumerate(self.points, 1)
            for person, seat in sorted(point.result.plan.seats.items())
        ]
        return pl.DataFrame(rows, {"point": pl.Int64, "participant_id": pl.String, "seat_id": pl.String}, orient="row")


MakeSeek = Callable[[Sequence[Objective], Sequence[Floor], Solution | None], Seek]
"""Makes the `Seek` of some objectives over floors, from a plan that keeps them."""
Allocate = Callable[[Seek, float | None], Result]
"""Makes a result by a `Seek` within some seconds (``None`` = no limit)."""


def trade_off(
    between: tuple[Objective, Objective],
    before: Sequence[Objective],
    n_points: int,
    *,
    make_seek: MakeSeek,
    allocate: Allocate,
    time_limit: float | None = None,
    interrupt: Event | None = None,
) -> TradeOff:
    """Return up to ``n_points`` (2 or more) plans between the best by one objective and the best by the other.

    Both ends come first: the best by the one, and among those the best by the other. Between them the first objective is
    held at evenly spaced values (epsilon-constraint method; Haimes, Lasdon and Wismer 1971) and the second is made the best
    it can be, then the first again, so that no plan is better by both. Values that the plan before already keeps need no
    solve. ``before`` are objectives that stand before both and are held within their tolerances. ``time_limit`` is shared
    over the plans that are still to be made.
    """
    first, second = (objective.model_copy(update={"tolerance": None, "tolerance_share": None}) for objective in between)
    curve = _Curve(make_seek, allocate, _Clock(time_limit, n_points + bool(before), interrupt))
    floors: tuple[Floor, ...] = ()
    start: Solution | None = None
    if before:
        result, start = curve.solve(before)
        floors = tuple((level.objective, level.held) for level in result.levels)
        if not floors:
            return TradeOff(first, second, (), failed=result)
    result, best_of_first = curve.solve((first, second), floors, start)
    if not result.levels:
        return TradeOff(first, second, (), failed=result)
    points = [_point(result, first)]
    result, _ = curve.solve((second, first), floors, best_of_first)
    points.append(last := _point(result, first))
    low, high = first.sign * last.first.value, first.sign * points[0].first.value
    for number in range(1, n_points - 1):
        least = first.sign * (low + (high - low) * number / (n_points - 1))
        if curve.clock.ended():
            break
        if first.sign * last.first.value >= first.sign * least:
            curve.clock.skip()
            continue
        result, _ = curve.solve((second, first), (*floors, (first, least)), best_of_first)
        points.append(last := _point(result, first, least))
    return TradeOff(first, second, _undominated(points), curve.clock.ended())


def _point(result: Result, first: Objective, least: Fraction | None = None) -> Point:
    one, other = sorted(result.levels, key=lambda level: level.objective != first)
    return Point(result, one, other, least)


def _undominated(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points that no other is as good as by both, the best by the first objective first."""

    def worth(point: Point) -> tuple[Fraction, Fraction]:
        one, other = point.first, point.second
        return one.objective.sign * one.value, other.objective.sign * other.value

    kept: list[Point] = []
    for point in sorted(points, key=worth, reverse=True):
        if not kept or worth(point)[1] > worth(kept[-1])[1]:
            kept.append(point)
    return tuple(kept)


class _Clock:
    """Shares the time over the plans that are still to be made."""

    def __init__(self, time_limit: float | None, n_plans: int, interrupt: Event | None) -> None:
        self._until = None if time_limit is None else perf_counter() + time_limit
        self._left = n_plans
        self._interrupt = interrupt

    def share(self) -> float | None:
        """Return the seconds for the next plan; some are always left, so that a solver says why it stopped."""
        left = self._left
        self.skip()
        return None if self._until is None else max(_LEAST_SECONDS, (self._until - perf_counter()) / max(left, 1))

    def skip(self) -> None:
        """Count one plan less."""
        self._left -= 1

    def ended(self) -> str | None:
        """Return what ends the work where plans are still to be made."""
        if self._left <= 0:
            return None
        if self._interrupt is not None and self._interrupt.is_set():
            return "interrupt"
        return "time" if self._until is not None and perf_counter() >= self._until else None


class _Curve:
    def __init__(self, make_seek: MakeSeek, allocate: Allocate, clock: _Clock) -> None:
        self.make_seek, self.allocate, self.clock = make_seek, allocate, clock

    def solve(
        self, objectives: Sequence[Objective], floors: Sequence[Floor] = (), start: Solution | None = None
    ) -> tuple[Result, Solution | None]:
        """Return the result of some objectives over some floors, and its plan as a start for others."""
        seek = self.make_seek(objectives, floors, start)
        result = self.allocate(seek, self.clock.share())
        return result, seek.solution if seek.levels else None
