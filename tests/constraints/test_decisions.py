"""Pins, vetoes and overrides."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Pairs
from matchmaker.constraints import CohortSize, Columns, CommuteLimit, Pin, Veto, parse_constraints, pin_clashes
from tests.constraints.helpers import allowed, found, near, opportunity, rows_of, seat, small
from tests.strategies import commutes_of


def decision(kind: str, participant: int = 0, seat_number: int = 0) -> dict[str, str]:
    """Return one decision by Dana."""
    return {
        "participant_id": f"p{participant}",
        "seat_id": f"s{seat_number}",
        "decision": kind,
        "reason": "agreed",
        "by": "Dana",
    }


def test_a_pin_asks_for_its_pair() -> None:
    """A pin of p1 to s0 is x1 >= 1, named with who decided."""
    problem = small(decisions=[decision("pin", 1)])
    assert rows_of(Pin(), problem) == {"participant 'p1' is pinned by Dana to seat 's0'": ([0, 1], 1, None)}
    assert found(Pin(), problem, {"p1": "s0"}) == []
    assert found(Pin(), problem, {}) == ["participant 'p1' is pinned by Dana to seat 's0', and is not there"]


def test_a_pinned_pair_that_is_no_candidate_says_so() -> None:
    """The row asks for 1 of nothing, and its name says why there is no plan."""
    problem = small(1, decisions=[decision("pin")])
    none = Pairs(np.array(["p0"], object), np.array(["s0"], object), np.zeros(2, np.int64), np.empty(0, np.int32))
    rows = Pin().rows(Columns(problem, none, np.empty(0, np.int64)))
    assert rows.names == ("participant 'p0' is pinned by Dana to seat 's0', which is no candidate",)
    assert (rows.row.size, rows.lower, rows.upper) == (0, (1,), (None,))


def test_the_rules_in_the_way_of_a_pin_are_named() -> None:
    """A pin beyond the commute limit clashes with it by name, until there is an override."""
    far = commutes_of([[60.0]])
    rule = [{"kind": "commute_limit", "minutes": 45}]
    problem = small(1, rule, decisions=[decision("pin")])
    assert pin_clashes(problem, far, parse_constraints(problem)) == (
        "participant 'p0' is pinned to seat 's0', but nobody commutes longer than 45 minutes one way",
    )
    lifted = small(1, rule, decisions=[decision("pin"), decision("override")])
    assert pin_clashes(lifted, far, parse_constraints(lifted)) == ()
    assert pin_clashes(small(1), far, [CommuteLimit(minutes=5), CohortSize()]) == ()


def test_clashes_stand_in_order_of_ids_whatever_the_order_of_decisions() -> None:
    """Pins of p1 and p0 on two seats are listed by participant, then by seat."""
    tables = {"seats": [seat(0, 0), seat(1, 0)], "opportunities": [opportunity(0)]}
    pins = [decision("pin", 1, 0), decision("pin", 0, 1), decision("pin", 0, 0)]
    far = commutes_of([[60.0, 60.0]] * 2)
    both = [pin_clashes(small(decisions=d, **tables), far, [CommuteLimit(minutes=5)]) for d in (pins, pins[::-1])]
    assert both[0] == both[1]
    assert [clash.split(", but")[0] for clash in both[0]] == [
        "participant 'p0' is pinned to seat 's0'",
        "participant 'p0' is pinned to seat 's1'",
        "participant 'p1' is pinned to seat 's0'",
    ]


def test_a_veto_forbids_its_pair_even_with_an_override() -> None:
    """Of two people the one with a veto is out, and an override does not bring them back."""
    problem = small(decisions=[decision("veto", 1), decision("override", 1)])
    assert allowed(Veto(), problem) == [[True], [False]]
    assert found(Veto(), problem, {"p0": "s0", "p1": "s0"}) == ["participant 'p1' is in seat 's0' against a veto"]


def test_decisions_on_two_pairs_do_not_spill_over() -> None:
    """Vetoes of (p0, s1) and (p1, s0) leave (p0, s0) and (p1, s1) alone."""
    tables = {"seats": [seat(0, 0), seat(1, 0)], "opportunities": [opportunity(0)]}
    problem = small(decisions=[decision("veto", 0, 1), decision("veto", 1, 0)], **tables)
    assert allowed(Veto(), problem) == [[True, False], [False, True]]
    assert near(problem).minutes.shape == (2, 2)
