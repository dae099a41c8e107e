"""incentive_lines: what each placement of a plan brings its employer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from matchmaker.criteria import months_later
from matchmaker.model import Problem
from matchmaker.money.accrual import accrual
from matchmaker.money.agorot import agorot, parts
from matchmaker.money.incentive_line import IncentiveLine, Instalment
from matchmaker.money.placements import Placement, placements
from matchmaker.programmes.incentive import Incentive, PerGroup, WholePeriod
from matchmaker.programmes.money import Money, Rounding

_NOTHING = Decimal("0.00")


def incentive_lines(
    problem: Problem, money: Money, seat_of: Mapping[str, str], as_of: date | None = None
) -> tuple[IncentiveLine, ...]:
    """Return one line per placement (participant id to seat id) that may bring an incentive, by employer, then person.

    Amounts are rounded once, in the line, by the profile's rule. Where the amount is paid once per employer
    (`PerGroup`) the lines of the employer's placements of that kind share it equally.
    """
    rounding = money.rounding.value
    shared: dict[tuple[str, str], list[Placement]] = defaultdict(list)
    lines = []
    for placement in placements(problem, money, seat_of, as_of):
        if _group_of(placement.incentive) is not None and placement.own_amount is None:
            shared[placement.seat["employer_id"], placement.opportunity["kind"]].append(placement)
        else:
            lines.append(_own_line(placement, rounding))
    for group in shared.values():
        lines += _shared_lines(group, rounding)
    return tuple(sorted(lines, key=lambda line: (line.employer_id, line.participant_id)))


def _group_of(incentive: Incentive | None) -> PerGroup | None:
    if isinstance(incentive, WholePeriod) and isinstance(incentive.counted, PerGroup):
        return incentive.counted
    return None


def _own_line(placement: Placement, rounding: Rounding) -> IncentiveLine:
    incentive, own = placement.incentive, placement.own_amount
    if incentive is None:  # the seat promises it, and no rule says when it is due
        full = own or _NOTHING
        return _line(placement, full=full, at_most=full, due=None, accrued=(), rounding=rounding)
    scale = Fraction(1) if own is None else Fraction(own) / Fraction(incentive.full)
    fails = placement.holds is False
    whole = _accrued(incentive, None, scale)
    accrued = whole if placement.months is None else _accrued(incentive, placement.months, scale)
    at_most = _NOTHING if fails else agorot(sum(accrued, Fraction(0)), rounding)
    return _line(
        placement,
        full=_NOTHING if fails else agorot(sum(whole, Fraction(0)), rounding),
        at_most=at_most,
        due=at_most if placement.holds or not at_most else None,
        accrued=accrued,
        rounding=rounding,
    )


def _shared_lines(group: Sequence[Placement], rounding: Rounding) -> Iterable[IncentiveLine]:
    """Yield the lines of one employer's placements where the amount is paid once for all of them.

    It is due for the months in which at least so many were there: those of the last one needed, the longest first.
    """
    certain = [placement for placement in group if placement.holds]
    possible = [placement for placement in group if placement.holds is not False]
    accrued = _group_accrued(possible)
    at_most = agorot(sum(accrued, Fraction(0)), rounding)
    full = agorot(sum(_group_accrued(possible, whole=True), Fraction(0)), rounding)
    is_certain = agorot(sum(_group_accrued(certain), Fraction(0)), rounding) == at_most
    # What is certain is shared by those it is certain of; those still open would add nothing.
    sharing = certain if is_certain and certain else possible
    shares = _equal(at_most, sharing, rounding)
    full_shares = _equal(full, possible, rounding)
    ask = tuple(dict.fromkeys(column for placement in possible for column in placement.ask))
    for placement in group:
        share = shares.get(placement.participant_id, _NOTHING)
        yield _line(
            placement,
            full=full_shares.get(placement.participant_id, _NOTHING),
            at_most=share,
            due=share if is_certain or not share else None,
            accrued=accrued if share else (),
            rounding=rounding,
            ask=ask,
        )


def _equal(amount: Decimal, sharing: Sequence[Placement], rounding: Rounding) -> dict[str, Decimal]:
    shares = parts(amount, [Fraction(1)] * len(sharing), rounding)
    return dict(zip((placement.participant_id for placement in sharing), shares, strict=True))


def _group_accrued(group: Sequence[Placement], *, whole: bool = False) -> tuple[Fraction, ...]:
    incentive = group[0].incentive if group else None
    counted = _group_of(incentive)
    if incentive is None or counted is None or len(group) < counted.at_least:
        return ()
    longest = Fraction(incentive.longest)
    months = sorted((longest if whole or p.months is None else p.months for p in group), reverse=True)
    return accrual(incentive, months[counted.at_least - 1])


def _accrued(incentive: Incentive, months: Fraction | None, scale: Fraction) -> tuple[Fraction, ...]:
    """Return what each month adds; over the whole course where ``months`` is ``None``."""
    done = Fraction(incentive.longest) if months is None else months
    return tuple(amount * scale for amount in accrual(incentive, done))


def _line(
    placement: Placement,
    *,
    full: Decimal,
    at_most: Decimal,
    due: Decimal | None,
    accrued: tuple[Fraction, ...],
    rounding: Rounding,
    ask: tuple[str, ...] | None = None,
) -> IncentiveLine:
    incentive, months = placement.incentive, placement.months
    amounts = parts(at_most, accrued, rounding) if at_most else ()
    return IncentiveLine(
        employer_id=placement.seat["employer_id"],
        participant_id=placement.participant_id,
        seat_id=placement.seat["seat_id"],
        opportunity_id=placement.opportunity["opportunity_id"],
        kind=placement.opportunity["kind"],
        start=placement.start,
        months=months,
        is_pro_rata=None if months is None or incentive is None else months < incentive.months.value,
        full=full,
        at_most=at_most,
        due=due,
        schedule=tuple(
            Instalment(number, _last_day(placement.start, number), amount)
            for number, amount in enumerate(amounts, start=1)
            if amount
        ),
        checks=placement.checks,
        ask=() if due is not None else placement.ask if ask is None else ask,
    )


def _last_day(start: date | None, number: int) -> date | None:
    return None if start is None else months_later(start, number) - timedelta(days=1)
