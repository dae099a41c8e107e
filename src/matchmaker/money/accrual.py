"""accrual: what an incentive comes to, month by month."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from matchmaker.programmes.incentive import Incentive, Monthly


def accrual(incentive: Incentive, months: Fraction) -> tuple[Fraction, ...]:
    """Return what each month of work adds, NIS, exact, for ``months`` >= 0 completed; shape (incentive.longest,).

    Less than the period gives its relative part (000:3295-3297, 4606-4608). What is paid for persisting is paid at the
    end of the further months or not at all (000:3295): the relative part is of the period only.
    """
    done = Fraction(floor(months)) if incentive.part_month.value == "completed_months" else months
    period = incentive.months.value
    worked = [min(max(done - month, Fraction(0)), Fraction(1)) for month in range(period)]
    if isinstance(incentive, Monthly):
        persisted = [Fraction(0)] * incentive.persistence_months.value
        if done >= incentive.longest:
            persisted[-1] = Fraction(incentive.persistence_amount.value)
        return (*(share * Fraction(incentive.per_month.value) for share in worked), *persisted)
    return tuple(share * Fraction(incentive.amount.value) / period for share in worked)
