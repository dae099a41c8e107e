"""What placements bring their employer, reckoned by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from matchmaker.money import IncentiveLine, incentive_lines
from tests.money.helpers import OJT, PRACTICUM, hired, money_of, per_group, spell

FIRST = date(2027, 4, 1)
WHOLE, HALF_OF_JUNE = date(2027, 6, 30), date(2027, 6, 15)


def lines_of(
    n: int, kind: str = OJT, money: Any = None, as_of: date | None = None, **facts: Any
) -> list[IncentiveLine]:
    """Return the lines of ``n`` people hired in one seat."""
    problem, seat_of = hired(n, kind, **facts)
    return list(incentive_lines(problem, money or money_of(), seat_of, as_of))


def test_two_and_a_half_months_of_ojt() -> None:
    """April, May and half of June bring 5,000 x 2.5 / 3, pro rata, month by month."""
    (line,) = lines_of(1, history=[spell(0, FIRST, HALF_OF_JUNE)])
    assert (line.due, line.at_most, line.full) == (Decimal("4166.67"), Decimal("4166.67"), Decimal("5000.00"))
    assert line.is_pro_rata
    assert [(part.until, part.amount) for part in line.schedule] == [
        (date(2027, 4, 30), Decimal("1666.67")),
        (date(2027, 5, 31), Decimal("1666.67")),
        (date(2027, 6, 30), Decimal("833.33")),
    ]
    assert {check.source for check in line.checks} >= {
        "000:4572, against 000:2905 (over 75 %)", "000:4624-4626, against 000:2895-2897",
        "000:4628-4630, against 000:2895-2897", "000:4634-4636, against 000:2895-2897", "000:4610",
    }  # fmt: skip


def test_practicum_left_after_two_months() -> None:
    """Two months bring 3,000 and nothing for persisting."""
    (line,) = lines_of(1, PRACTICUM, history=[spell(0, FIRST, date(2027, 5, 31))])
    assert (line.due, line.full, line.is_pro_rata) == (Decimal(3000), Decimal(6000), True)


def test_practicum_of_six_months() -> None:
    """Three months bring 1,500 each, and the end of three more another 1,500."""
    (line,) = lines_of(1, PRACTICUM, history=[spell(0, FIRST, date(2027, 9, 30))])
    assert line.due == Decimal(6000)
    assert {part.number: part.amount for part in line.schedule} == dict.fromkeys((1, 2, 3, 6), Decimal(1500))


@pytest.mark.parametrize(("n", "each_reading", "group_reading"), [(1, 5000, 0), (2, 10000, 5000), (3, 15000, 5000)])
def test_both_readings_of_the_ojt_incentive(n: int, each_reading: int, group_reading: int) -> None:
    """5,000 for each participant (000:4604-4606), or 5,000 in all for two and more (000:2889-2891)."""
    history = [spell(i, FIRST, WHOLE) for i in range(n)]
    for money, total in ((None, each_reading), (per_group(), group_reading)):
        lines = lines_of(n, money=money, history=history)
        assert sum(line.due or 0 for line in lines) == total
        assert sum(line.full for line in lines) == total
        assert all(line.due is not None and line.due == sum(part.amount for part in line.schedule) for line in lines)


def test_group_is_paid_for_the_months_in_which_it_was_one() -> None:
    """Of three who stayed 3, 1.5 and 1 months two were together for 1.5: half of 5,000, shared by all."""
    history = [spell(0, FIRST, WHOLE), spell(1, FIRST, date(2027, 5, 15)), spell(2, FIRST, date(2027, 4, 30))]
    lines = lines_of(3, money=per_group(), history=history)
    # 15 days of the 31 of May are a little less than half a month: 5,000 x (1 + 15/31) / 3
    assert sum(line.due or 0 for line in lines) == Decimal("2473.12")


def test_group_that_hangs_on_one_fact_cannot_be_said() -> None:
    """With one of two known nothing is certain, both lines say so, and both name the field of the other."""
    history = [spell(0, FIRST, WHOLE), spell(1, FIRST, WHOLE, payslips=None)]
    lines = lines_of(2, money=per_group(), history=history)
    assert [line.due for line in lines] == [None, None]
    assert [line.ask for line in lines] == [("history.payslips",)] * 2
    assert sum(line.at_most for line in lines) == 5000


def test_group_that_is_complete_without_the_open_one_is_due() -> None:
    """Where two are certain the third's missing payslip changes nothing."""
    history = [spell(0, FIRST, WHOLE), spell(1, FIRST, WHOLE), spell(2, FIRST, WHOLE, payslips=None)]
    lines = lines_of(3, money=per_group(), history=history)
    assert [line.due for line in lines] == [2500, 2500, 0]


@pytest.mark.parametrize(
    ("seat", "told", "column"),
    [
        ({"mentor_named": None}, {}, "seats.mentor_named"),
        ({"agreement_signed": None}, {}, "seats.agreement_signed"),
        ({"position_percent": None}, {}, "seats.position_percent"),
        ({}, {"payslips": None}, "history.payslips"),
        ({}, {"reported_on": None}, "history.reported_on"),
        ({}, {"payment_demanded_on": None}, "history.payment_demanded_on"),
        ({}, {"start_date": None}, "history.start_date"),
    ],
)
def test_missing_fact_is_asked_for(seat: dict[str, Any], told: dict[str, Any], column: str) -> None:
    """What is not known makes the amount "cannot say", never nothing, and names the field."""
    (line,) = lines_of(1, seat=seat, history=[spell(0, FIRST, WHOLE, **told)])
    assert (line.due, line.standing, line.ask, line.at_most) == (None, "cannot_say", (column,), Decimal(5000))


@pytest.mark.parametrize("seat", [{"mentor_named": False}, {"agreement_signed": False}, {"position_percent": 74.9}])
def test_failed_condition_brings_nothing(seat: dict[str, Any]) -> None:
    """A condition that fails makes it certain that nothing is due, whatever else is open."""
    (line,) = lines_of(1, seat=seat, history=[spell(0, FIRST, WHOLE, payslips=None)])
    assert (line.due, line.at_most, line.full, line.standing) == (Decimal(0), Decimal(0), Decimal(0), "not_due")


def test_practicum_needs_a_certificate() -> None:
    """ "none" fails the condition (000:4771-4773), an empty cell cannot be said."""
    for certificates, due in ((("none",), Decimal(0)), (None, None)):
        people = [{"participant_id": "p0", "certificates": certificates}]
        (line,) = lines_of(1, PRACTICUM, participants=people, history=[spell(0, FIRST, WHOLE)])
        assert line.due == due


def test_placement_that_has_not_begun_shows_what_it_would_bring() -> None:
    """Without a spell nothing is due for certain, and the whole incentive stands in its schedule."""
    (line,) = lines_of(1, PRACTICUM, seat={"start_date": FIRST})
    assert (line.due, line.at_most) == (None, Decimal(6000))
    assert line.ask[0] == "history.start_date"
    assert [part.until for part in line.schedule][-1] == date(2027, 9, 30)


def test_open_spell_counts_up_to_the_day_asked_for() -> None:
    """A spell that goes on counts to ``as_of``, else to its report; one that ended, to its end at most."""
    ongoing = [spell(0, FIRST, None, reported_on=date(2027, 4, 30))]
    assert lines_of(1, history=ongoing)[0].months == 1
    assert lines_of(1, history=ongoing, as_of=date(2027, 5, 31))[0].months == 2
    ended = [spell(0, FIRST, WHOLE)]
    assert lines_of(1, history=ended, as_of=date(2029, 1, 1))[0].months == 3
    assert lines_of(1, history=ended, as_of=date(2027, 4, 30))[0].months == 1
    unsaid = lines_of(1, history=[spell(0, FIRST, None, reported_on=None)])[0]
    assert unsaid.months is None
    assert "history.end_date" in unsaid.ask


def test_last_report_of_a_spell_counts() -> None:
    """Of several rows about one placement the one reported last is read, in whatever order they stand."""
    early = spell(0, FIRST, date(2027, 4, 30), reported_on=date(2027, 5, 1))
    late = spell(0, FIRST, WHOLE, reported_on=date(2027, 7, 1))
    for history in ([early, late], [late, early]):
        assert lines_of(1, history=history)[0].due == 5000


def test_spell_without_a_seat_is_found_by_employer_and_kind() -> None:
    """A spell of the same person, employer and kind counts where it names no seat; one of another kind does not."""
    told = spell(0, FIRST, WHOLE, seat_id=None, employer_id="e0", kind=OJT)
    assert lines_of(1, history=[told])[0].due == 5000
    assert lines_of(1, history=[{**told, "kind": "job"}])[0].months is None


def test_own_incentive_of_a_seat_goes_before_the_programmes() -> None:
    """A seat that promises 3,000 brings 3,000 for the whole course and 2,000 after two of three months."""
    seat = {"incentive": Decimal(3000)}
    assert lines_of(1, seat=seat, history=[spell(0, FIRST, WHOLE)])[0].due == 3000
    assert lines_of(1, seat=seat, history=[spell(0, FIRST, date(2027, 5, 31))])[0].due == 2000


def test_incentive_that_only_the_seat_promises_cannot_be_said() -> None:
    """For a kind the profile has no rule for it is not known when it is due; without a promise there is no line."""
    (line,) = lines_of(1, "job", seat={"incentive": Decimal(900)})
    assert (line.due, line.at_most, line.ask) == (None, Decimal(900), ("money.incentive of the profile",))
    assert lines_of(1, "job") == []
