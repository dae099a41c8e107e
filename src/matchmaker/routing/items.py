"""items_of_people: of each item of the profile, who has completed it, who may take it, and who may not yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from matchmaker.programmes.routing import Routing
from matchmaker.routing.needs import Needs
from matchmaker.routing.standing import NO, UNKNOWN, YES, Standing, field_of
from matchmaker.routing.words import Language, node_words, requirement_words


def items_of_people(
    people: pl.DataFrame, section: Routing, needs: Needs, standing: Standing, language: Language = "en"
) -> pl.DataFrame:
    """Return one row per person and item, ordered by both: participant_id, item, what, state, lacking, ask, source.

    ``state`` is ``done``, ``open``, ``not_yet`` (``lacking`` says what must come first) or ``cannot_say`` (``ask`` names the
    columns). An employment assessment, for one, is open from three individual meetings on, to who has no entitlement
    elsewhere (000:4278).
    """
    frames = []
    for key in sorted(section.item):
        node = needs.nodes[key]
        done = pl.Series(standing.completed(key) == YES)
        requires = list(dict.fromkeys(node.requires))
        states = {each: pl.Series(standing.of(each)) for each in requires}
        lacking = _where(
            people.height, [(states[r] == NO, requirement_words(r, needs.nodes, section, language)) for r in requires]
        )
        ask = _where(people.height, [(states[r] == UNKNOWN, field_of(r, needs.nodes)) for r in requires])
        frame = pl.DataFrame({"participant_id": people["participant_id"], "done": done, "lacking": lacking, "ask": ask})
        frames.append(
            frame.select(
                "participant_id",
                item=pl.lit(key),
                what=pl.lit(node_words(node, language)),
                state=pl.when("done").then(pl.lit("done"))
                .when(pl.col("lacking").list.len() > 0).then(pl.lit("not_yet"))
                .when(pl.col("ask").list.len() > 0).then(pl.lit("cannot_say"))
                .otherwise(pl.lit("open")),
                lacking=pl.when(~pl.col("done")).then("lacking"),
                ask=pl.when(~pl.col("done")).then("ask"),
                source=pl.lit(node.source, dtype=pl.String),
            )
        )  # fmt: skip
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *frames]).sort("participant_id", "item")


_SCHEMA: dict[str, Any] = {
    "participant_id": pl.String,
    "item": pl.String,
    "what": pl.String,
    "state": pl.String,
    "lacking": pl.List(pl.String),
    "ask": pl.List(pl.String),
    "source": pl.String,
}


def _where(height: int, told: Sequence[tuple[pl.Series, str]]) -> pl.Series:
    """Return a list of texts per row: those whose mask holds there."""
    columns = [pl.Series(f"{at}", [None] * height, dtype=pl.String) if not height else
               pl.select(pl.when(mask).then(pl.lit(text))).to_series().rename(f"{at}")
               for at, (mask, text) in enumerate(told)]  # fmt: skip
    if not columns:
        return pl.Series([[]] * height, dtype=pl.List(pl.String))
    return (
        pl.DataFrame(columns)
        .select(pl.concat_list(pl.all()).list.drop_nulls().list.unique(maintain_order=True))
        .to_series()
    )
