"""The share of quality employment against values worked by hand."""

from __future__ import annotations

import pytest

from matchmaker.metrics import compute_metrics
from tests.explanations.problems import given, seat


def test_quality_is_judged_where_the_data_says() -> None:
    """Of yes, too small, not quality, and unknown: 1 of 3 of which it can be said; nobody placed says nothing."""
    seats = [
        seat("a", "q", position_percent=75), seat("b", "q", position_percent=50),
        seat("c", "n", position_percent=100), seat("d", "u", position_percent=100),
    ]  # fmt: skip
    opportunities = [
        {"opportunity_id": "q", "kind": "job", "quality_employment": True},
        {"opportunity_id": "n", "kind": "job", "quality_employment": False},
        {"opportunity_id": "u", "kind": "job"},
    ]
    result = given({(f"p{s['seat_id']}", s["seat_id"]): 0.5 for s in seats}, seats, opportunities)
    assert compute_metrics(result)["quality_share"] == pytest.approx(1 / 3)
    unknown = given({("p", "d"): 0.5}, seats[3:], opportunities)
    assert compute_metrics(unknown)["quality_share"] is None
