"""Barriers: each person's barriers against the supports held, with totals by barrier and by organisation."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes.routing import Routing
from matchmaker.routing.terms import BarrierTerms
from matchmaker.routing.words import Language

_HOME = ["organisation_id", "item"]


@dataclass(frozen=True, slots=True, eq=False)
class Barriers:
    """Three tables (003:593-597). A barrier that the profile does not list stands under the text as written.

    ``people``: participant_id, barrier (its key, or the text), name, listed, met_by (``own``, ``home_organisation``,
    ``other_organisation``, ``opportunity``; null = unmet as far as is known), own, home_organisation (whether each holds an
    answer; null = its list is not known), other_organisations and opportunities (how many hold or give one), ask (columns
    that could change it), source.
    ``totals``: per barrier needed_by (people), met by each, unmet, held_by (organisations).
    ``organisations``: per organisation and barrier needed_by (its own participants), unmet among them, holds (null = its
    supports are not known).
    """

    people: pl.DataFrame
    totals: pl.DataFrame
    organisations: pl.DataFrame


def barriers_of(problem: Problem, section: Routing, language: Language = "en") -> Barriers:
    """Return who needs what and who holds an answer to it. Nothing is said of people whose barriers are not known."""
    terms = BarrierTerms.of(section)
    people, organisations = problem.participants, problem.organisations
    stated = terms.stated(people["barriers"]).sort("row", "item")
    answers = terms.answers(organisations["supports"])
    held = answers.select(organisation_id=organisations["organisation_id"].gather(answers["row"]), item="item").unique()
    home = people.select("organisation_id").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    known = organisations.select("organisation_id", home_known=pl.col("supports").is_not_null())
    own = terms.answers(people["supports"]).select("row", "item", own=pl.lit(True))
    own_known = people.select(own_known=pl.col("supports").is_not_null()).with_row_index("row").cast({"row": pl.Int64})
    frame = (
        stated.join(home, on="row", how="left", maintain_order="left")
        .join(known, on="organisation_id", how="left", maintain_order="left")
        .join(own_known, on="row", how="left", maintain_order="left")
        .join(own, on=["row", "item"], how="left", maintain_order="left")
        .join(held.with_columns(home=pl.lit(True)), on=_HOME, how="left", maintain_order="left")
        .join(held.group_by("item").agg(holders=pl.len()), on="item", how="left", maintain_order="left")
        .join(_by_opportunity(problem, section, terms), on="item", how="left", maintain_order="left")
        .with_columns(pl.col("own", "home").fill_null(False), pl.col("holders", "opportunities").fill_null(0))
        .with_columns(others=pl.col("holders").cast(pl.Int64) - pl.col("home").cast(pl.Int64))
    )
    told = frame.select(
        participant_id=people["participant_id"].gather(frame["row"]),
        organisation_id="organisation_id",
        barrier=pl.when(pl.col("item").is_in(list(section.barrier))).then("item").otherwise("raw"),
        listed=pl.col("item").is_in(list(section.barrier)),
        met_by=pl.when("own").then(pl.lit("own"))
        .when("home").then(pl.lit("home_organisation"))
        .when(pl.col("others") > 0).then(pl.lit("other_organisation"))
        .when(pl.col("opportunities") > 0).then(pl.lit("opportunity")),
        own=pl.when(pl.col("own") | pl.col("own_known")).then("own"),
        home_organisation=pl.when(pl.col("home") | pl.col("home_known")).then("home"),
        other_organisations="others",
        opportunities=pl.col("opportunities").cast(pl.Int64),
        ask=_ask(),
        item="item",
    )  # fmt: skip
    labels = _labels(section, language)
    told = told.join(labels, on="item", how="left", maintain_order="left").with_columns(
        pl.col("name").fill_null(pl.col("barrier"))
    )
    return Barriers(
        told.drop("item", "organisation_id").select(
            "participant_id", "barrier", "name", pl.exclude("participant_id", "barrier", "name")
        ),
        _totals(told, held),
        _organisations(told, held, organisations, labels),
    )


def _by_opportunity(problem: Problem, section: Routing, terms: BarrierTerms) -> pl.DataFrame:
    """Return how many opportunities answer each barrier: by their kind, or by a support of their accompanying organisation."""
    rows = problem.opportunities.select("kind", organisation_id="companion_org_id").with_row_index("at")
    companions = rows.join(
        problem.organisations.select("organisation_id", "supports"),
        on="organisation_id",
        how="left",
        maintain_order="left",
    )
    held = terms.answers(companions["supports"]).select(at=pl.col("row").cast(pl.UInt32), item="item")
    kinds = pl.DataFrame(
        [(kind, key) for key, each in section.barrier.items() for kind in each.kinds],
        schema={"kind": pl.String, "item": pl.String}, orient="row",
    )  # fmt: skip
    given = rows.join(kinds, on="kind").select("at", "item")
    return pl.concat([held, given]).unique().group_by("item").agg(opportunities=pl.len())


def _ask() -> pl.Expr:
    """Return the columns that are not known and could answer a barrier that nothing known does."""
    unmet = ~(pl.col("own") | pl.col("home")) & (pl.col("others") == 0) & (pl.col("opportunities") == 0)
    fields = pl.concat_list(
        pl.when(~pl.col("own_known")).then(pl.lit("participants.supports")),
        pl.when(pl.col("organisation_id").is_null()).then(pl.lit("participants.organisation_id")),
        pl.when(pl.col("organisation_id").is_not_null() & ~pl.col("home_known").fill_null(False)).then(
            pl.lit("organisations.supports")
        ),
    ).list.drop_nulls()
    return pl.when(unmet).then(fields)


def _labels(section: Routing, language: Language) -> pl.DataFrame:
    rows = [(key, each.he if language == "he" else each.en, each.source) for key, each in section.barrier.items()]
    return pl.DataFrame(rows, schema=dict.fromkeys(("item", "name", "source"), pl.String), orient="row")


def _totals(told: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    ways = ("own", "home_organisation", "other_organisation", "opportunity")
    return (
        told.group_by("item")
        .agg(
            pl.col("barrier", "name", "listed", "source").first(),
            needed_by=pl.len().cast(pl.Int64),
            **{f"by_{way}": (pl.col("met_by") == way).sum().cast(pl.Int64) for way in ways},
            unmet=pl.col("met_by").is_null().sum().cast(pl.Int64),
        )
        .join(held.group_by("item").agg(held_by=pl.col("organisation_id").n_unique()), on="item", how="left")
        .with_columns(pl.col("held_by").fill_null(0).cast(pl.Int64))
        .sort("needed_by", "item", descending=[True, False])
        .select("barrier", "name", "listed", "needed_by", *(f"by_{way}" for way in ways), "unmet", "held_by", "source")
    )


def _organisations(
    told: pl.DataFrame, held: pl.DataFrame, organisations: pl.DataFrame, labels: pl.DataFrame
) -> pl.DataFrame:
    needed = (
        told.filter(pl.col("organisation_id").is_not_null())
        .group_by(_HOME)
        .agg(
            pl.col("barrier").first(),
            needed_by=pl.len().cast(pl.Int64),
            unmet=pl.col("met_by").is_null().sum().cast(pl.Int64),
        )
    )
    known = organisations.select("organisation_id", known=pl.col("supports").is_not_null())
    return (
        needed.join(held.with_columns(holds=pl.lit(True)), on=_HOME, how="full", coalesce=True)
        .join(known, on="organisation_id", how="left")
        .join(labels, on="item", how="left")
        .with_columns(
            pl.col("needed_by", "unmet").fill_null(0),
            barrier=pl.coalesce("barrier", "item"),
            holds=pl.when(pl.col("holds").fill_null(False) | pl.col("known")).then(pl.col("holds").fill_null(False)),
        )
        .sort("organisation_id", "item")
        .select(
            "organisation_id", "barrier", pl.col("name").fill_null(pl.col("barrier")), "needed_by", "unmet", "holds"
        )
    )
