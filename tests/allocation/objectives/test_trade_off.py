"""The curve between two objectives against every plan of small problems."""

from __future__ import annotations

from fractions import Fraction
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matchmaker.allocation import Result, allocate
from matchmaker.allocation.objectives import Seek, parse_objectives
from matchmaker.allocation.trade_off import TradeOff, trade_off
from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme
from tests.allocation.helpers import parsed
from tests.allocation.objectives.every_plan import KINDS, Worth, plans_of
from tests.contracts import n_plans
from tests.strategies import Case, cases

CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]
SMALL = {"max_participants": 4, "max_seats": 3, "max_opportunities": 2, "max_rules": 1}


def curve_of(case: Case, kinds: list[dict[str, Any]], n_points: int, **options: Any) -> tuple[TradeOff, list[Worth]]:
    """Return the curve between the first two kinds (the others stand before them), and every plan."""
    found = parsed(case)
    assert found is not None
    constraints, scores = found
    first, second, *before = parse_objectives(case.problem, load_programme("general"), kinds)
    plans = plans_of(case, constraints, scores)

    def make(seek: Seek, seconds: float | None) -> Result:
        return allocate(
            case.problem, scores, constraints, case.commutes, gap=0.0, time_limit=seconds, seek=seek,
            interrupt=options.get("interrupt"),
        )  # fmt: skip

    curve = trade_off(
        (first, second),
        before,
        n_points,
        make_seek=lambda sought, floors, start: Seek(sought, case.problem, case.commutes, floors=floors, start=start),
        allocate=make,
        **options,
    )
    for objective in before:
        best = max((plan.of(objective) for plan in plans), default=Fraction(0))
        plans = [plan for plan in plans if plan.of(objective) >= best - objective.allowance(best)]
    return curve, plans


def frontier(curve: TradeOff, plans: list[Worth]) -> list[tuple[Fraction, Fraction]]:
    """Return what no plan beats by both, the best by the first objective first, larger being better."""
    both = {(plan.of(curve.first), plan.of(curve.second)) for plan in plans}
    return sorted(
        (one for one in both if not any(o != one and o[0] >= one[0] and o[1] >= one[1] for o in both)), reverse=True
    )


@settings(max_examples=15, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_every_point_is_on_the_frontier_of_all_plans(data: st.DataObject) -> None:
    """Both ends are there, every point is a plan that none beats by both objectives, its bounds are met, and each value
    at which the first objective is held gives the best second one of all plans."""
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=3, unique_by=id))
    case = data.draw(cases(**SMALL))
    assume(n_plans(case.problem) <= 260 and parsed(case) is not None)
    try:
        curve, plans = curve_of(case, kinds, 5)
    except SettingsError:  # nobody is in a group
        assume(False)
    if not plans:
        assert curve.failed is not None
        assert curve.failed.status == "infeasible"
        return
    best = frontier(curve, plans)
    one, other = curve.first.sign, curve.second.sign
    points = [(one * point.first.value, other * point.second.value) for point in curve.points]
    assert [points[0], points[-1]] == [best[0], best[-1]]
    assert set(points) <= set(best)
    assert points == sorted(points, reverse=True)
    for point in curve.points:
        assert point.first.bound == point.first.value
        assert point.second.bound == point.second.value
    low, high = best[-1][0], best[0][0]
    for number in range(5):
        least = low + (high - low) * number / 4
        wanted = max(second for first, second in best if first >= least)
        assert wanted in [second for _, second in points]


def test_points_that_are_asked_for_and_not_made_are_told() -> None:
    """Where a person stops the work, the ends stand and the curve says that it was interrupted."""
    stop = Event()
    stop.set()
    case = _hand_case()
    curve, _ = curve_of(case, [{"kind": "placed"}, {"kind": "commute"}], 5, interrupt=stop)
    assert curve.ended == "interrupt" or curve.failed is not None


def _hand_case() -> Case:
    from tests.strategies import commutes_of, problem_of

    people = [{"participant_id": f"p{i}"} for i in range(3)]
    seats = [{"seat_id": f"s{i}", "opportunity_id": "o0", "employer_id": "e0", "count": 1} for i in range(3)]
    problem = problem_of(
        people,
        seats,
        [{"opportunity_id": "o0", "kind": "job"}],
        scores=[{"participant_id": f"p{i}", "seat_id": f"s{j}", "score": 0.5} for i in range(3) for j in range(3)],
    )
    return Case(problem, commutes_of([[10.0, 20.0, 60.0], [20.0, 10.0, 60.0], [60.0, 60.0, 40.0]]))


def test_curve_by_hand() -> None:
    """One, two or three people travel 10, 20 and 60 minutes: placing nobody is no minute at all."""
    curve, _ = curve_of(_hand_case(), [{"kind": "placed"}, {"kind": "commute"}], 4)
    frame = curve.to_polars()
    assert frame["placed"].to_list() == [3, 2, 1, 0]
    assert frame["commute"].to_list() == [60.0, 20.0, 10.0, 0.0]
    assert frame["commute_bound"].to_list() == [60.0, 20.0, 10.0, 0.0]
    assert frame["held"].to_list() == [None, 2.0, 1.0, None]
    assert curve.plans()["point"].to_list() == [1, 1, 1, 2, 2, 3]


def test_plot_is_whole_and_the_same_twice() -> None:
    """The plot is one SVG with a mark for each point, and equal points give equal bytes."""
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    from matchmaker.reports.plot_trade_off import plot_trade_off

    points = [(3.0, 60.0), (2.0, 20.0)]
    drawn = plot_trade_off(points, ("placed (people)", "commute (minutes)"))
    assert drawn is not None
    assert drawn.startswith("<svg")
    assert "placed (people)" in drawn
    assert drawn.count('aria-roledescription="circle"') == len(points)
    assert plot_trade_off(points, ("placed (people)", "commute (minutes)")) == drawn
