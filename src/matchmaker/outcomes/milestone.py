"""milestone: the day on which a duration is reached."""

from __future__ import annotations

import polars as pl

from matchmaker.programmes.outcomes import Duration


def milestone(start: pl.Expr, duration: Duration) -> pl.Expr:
    """Return the last day that a stretch from ``start`` must still hold on, so that it lasts the duration.

    Days and months are counted with the first day: at least three months from 1 January is reached on 31 March, more than
    three on 1 April; more than 90 days on 1 April (31 March in a leap year). Where the month is shorter, its last day
    stands for the missing one.
    """
    after = start.dt.offset_by(f"{duration.length}{'mo' if duration.unit == 'months' else 'd'}")
    return after if duration.bound == "more_than" else after.dt.offset_by("-1d")


def months_after(start: pl.Expr, months: int) -> pl.Expr:
    """Return the same day ``months`` calendar months later, or the month's last one."""
    return start.dt.offset_by(f"{months}mo")
