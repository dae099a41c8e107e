"""Scores become exact integers."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.allocation.integer_gains import FINEST_SCALE, integer_gains
from matchmaker.errors import SolverError


def test_scale_is_the_smallest_that_is_exact() -> None:
    """Scores of two decimals are counted in hundredths."""
    gains, scale, rounded = integer_gains(np.array([0.1, 0.25, 1.0]))
    assert (gains.tolist(), scale, rounded) == ([10, 25, 100], 100, False)


def test_no_scores() -> None:
    """An empty table needs no scale."""
    gains, scale, rounded = integer_gains(np.empty(0))
    assert (gains.size, scale, rounded) == (0, 1, False)


def test_too_fine_scores_are_rounded_and_said_to_be() -> None:
    """A third has no nine-decimal form: it is rounded at the finest scale, and that is said."""
    gains, scale, rounded = integer_gains(np.array([1 / 3, 0.5]))
    assert (gains.tolist(), scale, rounded) == ([333333333, 500000000], FINEST_SCALE, True)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, -0.1])
def test_numbers_that_are_no_scores_are_refused(bad: float) -> None:
    """Nothing is solved with a score that is negative or not finite."""
    with pytest.raises(SolverError, match="not a finite number"):
        integer_gains(np.array([0.5, bad]))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.integers(0, 6))
def test_integers_equal_the_decimals(numbers: list[int], places: int) -> None:
    """For scores with up to six decimals the integers over the scale are the decimals themselves."""
    total = np.array([float(Decimal(n).scaleb(-places)) for n in numbers])
    gains, scale, rounded = integer_gains(total)
    assert not rounded
    assert [Decimal(g) / scale for g in gains.tolist()] == [Decimal(n).scaleb(-places) for n in numbers]
