"""On generated problems without a plan (200 on demand): conflict sets are minimal, and the cheapest way out is cheapest."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.decisions.diagnosis.cheapest import cheapest
from matchmaker.decisions.diagnosis.conflict_set import conflict_set
from tests.decisions.diagnosis.infeasible import cheapest_by_brute_force, every_row, infeasible, keeps, priced

HOW_MANY = pytest.mark.parametrize("n", [25, pytest.param(200, marks=pytest.mark.slow)])


@HOW_MANY
def test_every_conflict_set_is_minimal(n: int) -> None:
    """No choice keeps the whole set, some choice keeps it without any one of its rows, and both are proved."""
    for form in infeasible(n, 120):
        found = conflict_set(form)
        assert found.rows
        assert found.is_minimal
        assert not keeps(form, found.rows)
        for row in found.rows:
            assert keeps(form, [each for each in found.rows if each != row])


def test_what_is_not_needed_leaves_the_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that kept every row, as one without time does, still ends in a minimal set."""
    (form,) = infeasible(1, 120)
    every = tuple(every_row(form))
    monkeypatch.setattr(
        "matchmaker.decisions.diagnosis.conflict_set.clashing_row_numbers", lambda *_, **__: (every, False)
    )
    found = conflict_set(form)
    assert found.is_minimal
    assert set(found.rows) < set(every)


@HOW_MANY
def test_the_cheapest_way_out_is_that_of_brute_force(n: int) -> None:
    """The cost, the next option's cost where the first may not be repeated, and that there is none all agree."""
    answers = []
    for seed, form in enumerate(infeasible(n, 120)):
        ways = priced(form, np.random.default_rng(seed))
        found = cheapest(form, ways)
        assert found.status == "proved"
        assert found.cost == cheapest_by_brute_force(form, ways)
        answers.append(found.cost)
        if found.amounts is not None and seed % 4 == 0:
            former = frozenset(found.amounts)
            other = cheapest(form, ways, [former])
            assert other.cost == cheapest_by_brute_force(form, ways, former)
            assert other.amounts is None or not former <= set(other.amounts)
    assert 0 < sum(each is None for each in answers) < n / 2
