"""missing and asked: the facts to ask for, in all and for each person."""

from __future__ import annotations

import polars as pl

from matchmaker.model import Problem
from matchmaker.outcomes.spells import FAR
from matchmaker.programmes.outcomes import OutcomeRules, Position, Role

_SCHEMA = {"table": pl.String, "field": pl.String, "missing": pl.Int64, "of": pl.Int64, "needed_for": pl.String}


def missing(
    problem: Problem, people: pl.DataFrame, spells: pl.DataFrame, rules: OutcomeRules, quality: str
) -> pl.DataFrame:
    """Return ``table``, ``field``, ``missing`` (rows without it), ``of``, and what it is ``needed_for``; most missed first.

    Facts of a role count on the spells that may be placements; ``reported_on`` on those without a last day; those of
    participants on everybody, since who stands in the history alone needs a row of their own.
    """
    possible = spells.filter(pl.col("counts").fill_null(True))
    open_ = possible.filter(pl.col("end_date").is_null())
    found = [
        _row("history", "kind", spells, "whether it is a placement"),
        _row("history", "start_date", spells, "every duration"),
        _row("history", "reported_on", open_, "whether it went on long enough"),
        *(_row("history", field, possible, "employment and quality employment") for field in _facts(rules, quality)),
        _row("history", "employer_id", possible, "persistence in the job, scope increase"),
        _row("history", "weekly_hours", possible, "scope increase"),
        _row("history", "wage", possible, "mean and full-time wage"),
        _row("history", "source", possible, "who found the placement"),
        _row(
            "history", "end_reason", spells.filter(pl.col("activity").eq_missing("training")), "persistence in training"
        ),
        _row("participants", "joined_on", people, "time to placement, placement by tenure"),
        _row("participants", "birth_date", people, "age groups"),
        _row("localities", "labour_force", problem.localities, "unemployment rate"),
    ]
    frame = pl.DataFrame(found, schema=_SCHEMA, orient="row").filter(pl.col("missing") > 0)
    return frame.sort("missing", "table", "field", descending=[True, False, False])


def asked(people: pl.DataFrame, spells: pl.DataFrame, rules: OutcomeRules, quality: str) -> pl.Series:
    """Return, per person, the fields that the outcome waits for, sorted; null where it waits for none.

    ``reported_on`` stands for a newer report of a spell that was going on when last heard of.
    """
    fields = ("kind", "start_date", *_facts(rules, quality))
    possible = pl.col("counts").fill_null(True)
    gaps = [pl.when(possible & pl.col(field).is_null()).then(pl.lit(field)) for field in fields]
    gaps.append(pl.when(possible & (pl.col("maybe_until") == FAR)).then(pl.lit("reported_on")))
    by_person = (
        spells.select("participant_id", pl.concat_list(gaps).alias("ask"))
        .explode("ask", empty_as_null=True)
        .drop_nulls("ask")
        .group_by("participant_id")
        .agg(pl.col("ask").unique().sort())
    )
    open_ = pl.col("outcome").is_in(["cannot_say", "employed_quality_cannot_say"])
    joined = people.join(by_person, on="participant_id", how="left", maintain_order="left")
    not_told = ~pl.col("has_spell") & pl.col("joined_on").is_null()
    first = pl.when(not_told).then(pl.lit(["joined_on"])).otherwise("ask")
    return joined.select(pl.when(open_).then(first).alias("ask")).to_series()


def _facts(rules: OutcomeRules, quality: str) -> tuple[str, ...]:
    """Return the columns that the definitions in force read, each once."""
    parts = (*rules.employment[rules.employment_definition.value], *rules.quality[quality])
    read = (
        ("position_percent",) if isinstance(part, Position) else part.any_of if isinstance(part, Role) else ()
        for part in parts
    )
    return tuple(dict.fromkeys(name for names in read for name in names))


def _row(table: str, field: str, frame: pl.DataFrame, needed_for: str) -> tuple[str, str, int, int, str]:
    return (table, field, frame[field].null_count(), frame.height, needed_for)
