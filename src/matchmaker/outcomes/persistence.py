"""persistence: who stays in the job, and who stays in employment, so many months after a placement."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.outcomes.chains import maybe_chains, sure_chains
from matchmaker.outcomes.milestone import months_after
from matchmaker.outcomes.share import counted, with_shares
from matchmaker.programmes.outcomes import OutcomeRules


def placements(spells: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per placement (a job with its stretches joined): person, employer, source, ``start``, and four days.

    ``job_until`` and ``employment_until`` are the last days known in the job and in any employment without a break,
    ``job_maybe`` and ``employment_maybe`` the last possible ones.
    """
    gap = rules.gap_days.value
    counts = pl.col("counts")
    found = sure_chains(spells, counts.fill_null(False), "job", gap).rename({"until": "job_until"})
    found = _covered(found, sure_chains(spells, counts.fill_null(False), "person", gap), "person", "employment_until")
    found = _covered(found, maybe_chains(spells, counts, "job", gap, as_of), "maybe_job", "job_maybe")
    found = _covered(found, maybe_chains(spells, counts, "person", gap, as_of), "person", "employment_maybe")
    return found.sort("job", "start")


def persistence(placements: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per milestone and way: ``months``, ``within`` (job, employment), `COUNTED`, shares, ``too_early``.

    Only placements old enough by ``as_of`` count, whether they lasted or not, so that early leavers do not weigh more than
    those who go on; ``too_early`` is the number of the others (002:81-85). A break of at most ``gap_days`` is no end.
    """
    found = first_placements(placements) if rules.persistence_of.value == "first_placement" else placements
    rows = []
    for months in rules.persistence_months.value:
        aged = found.with_columns(milestone_day(months).alias("day"))
        for within in ("job", "employment"):
            ripe = pl.col("day") <= as_of
            rows.append(
                aged.select(
                    pl.lit(months, pl.Int64).alias("months"),
                    pl.lit(within).alias("within"),
                    *counted(persists(within).filter(ripe)),
                    (~ripe).sum().cast(pl.Int64).alias("too_early"),
                )
            )
    return with_shares(pl.concat(rows), rules)


def first_placements(placements: pl.DataFrame) -> pl.DataFrame:
    """Return each person's first placement."""
    return placements.sort("person", "start", "job").unique("person", keep="first", maintain_order=True)


def milestone_day(months: int) -> pl.Expr:
    """Return the last day that a placement must hold on to have lasted ``months``."""
    return months_after(pl.col("start"), months).dt.offset_by("-1d")


def persists(within: str) -> pl.Expr:
    """Return whether a placement lasted until its ``day``, in the ``job`` or in ``employment``; null = cannot say."""
    return (
        pl.when(pl.col(f"{within}_until") >= pl.col("day")).then(True)
        .when(pl.col(f"{within}_maybe") < pl.col("day")).then(False)
    )  # fmt: skip


def _covered(units: pl.DataFrame, chains: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    """Add ``name``: the last day of the chain that each unit's first day lies in."""
    ends = chains.select(key, "start", pl.col("until").alias(name)).sort("start", key)
    return units.sort("start", "job").join_asof(ends, on="start", by=key, strategy="backward", check_sortedness=False)
