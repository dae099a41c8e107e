"""definitions: how many people each definition of employment and quality employment counts."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.outcomes.reached import duration_of, meets, reached
from matchmaker.outcomes.share import with_shares
from matchmaker.programmes.outcomes import Duration, OutcomeRules, Part, Position, Role


def definitions(spells: pl.DataFrame, rules: OutcomeRules, quality: str, as_of: date) -> pl.DataFrame:
    """Return a row per definition: ``of``, ``definition``, ``in_force``, ``words``, `COUNTED` over people with a spell, shares.

    People whom the definition of employment counts may be counted by one of quality employment too: this table compares
    definitions; `people` counts nobody twice.
    """
    total = spells["participant_id"].n_unique()
    rows = []
    for of, chosen, named in (
        ("employment", rules.employment_definition.value, rules.employment),
        ("quality", quality, rules.quality),
    ):
        for name, parts in named.items():
            found = reached(spells, meets(parts), duration_of(parts), gap_days=rules.gap_days.value, as_of=as_of)
            n_reached = found["reached_on"].count()
            open_ = found.height - n_reached
            rows.append((of, name, name == chosen, words(parts), n_reached, total - open_, open_))
    schema = {
        "of": pl.String, "definition": pl.String, "in_force": pl.Boolean, "words": pl.String,
        "reached": pl.Int64, "n": pl.Int64, "cannot_say": pl.Int64,
    }  # fmt: skip
    return with_shares(pl.DataFrame(rows, schema=schema, orient="row"), rules)


def words(parts: tuple[Part, ...]) -> str:
    """Return a definition in words, such as ``position >= 75%; horizon; at least 3 months in one job``."""
    return "; ".join(_words(part) for part in parts)


def _words(part: Part) -> str:
    match part:
        case Position(least_percent=least):
            return f"position >= {least:g}%"
        case Role(any_of=facts, holds=holds):
            return " or ".join(facts) if holds else f"not {' nor '.join(facts)}"
        case Duration(length=length, unit=unit, bound=bound, within=within):
            where = "one job" if within == "job" else "employment"
            return f"{bound.replace('_', ' ')} {length} {unit} in {where}"
