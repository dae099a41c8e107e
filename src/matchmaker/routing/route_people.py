"""route_people: from the facts of people and organisations to their routes, by a profile's section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import polars as pl

from matchmaker.model import Problem
from matchmaker.model.vocabulary import OpportunityKind
from matchmaker.programmes import Programme, assumed_rules
from matchmaker.programmes.routing import Routing, Step, Track
from matchmaker.routing.barriers import barriers_of
from matchmaker.routing.first_steps import FirstSteps
from matchmaker.routing.items import items_of_people
from matchmaker.routing.needs import Needs, needs_of
from matchmaker.routing.routes import Routes
from matchmaker.routing.standing import UNKNOWN, Standing, field_of
from matchmaker.routing.states import READINESS, states_of, tracks_of
from matchmaker.routing.terms import BarrierTerms
from matchmaker.routing.warned import warned_placements
from matchmaker.routing.words import Language, word


def route_people(
    problem: Problem,
    programme: Programme,
    section: Routing,
    placements: Iterable[tuple[str, str]] = (),
    language: Language = "en",
) -> Routes:
    """Return the routes of everybody. ``placements`` are (participant id, seat id) of a plan, beside the pins and overrides on record.

    The prerequisites must hold no cycle (`matchmaker.constraints.Prerequisites` refuses one).
    """
    people = problem.participants
    rules = {key: rule for key, rule in section.prerequisite.items() if rule.binding}
    needs = needs_of(problem.opportunities, section.item, rules)
    standing = Standing(people, needs.nodes, BarrierTerms.of(section))
    steps = FirstSteps(problem, section, needs, language).of(people, standing)
    items = items_of_people(people, section, needs, standing, language)
    barriers = barriers_of(problem, section, language)
    kinds = _kinds(people, section, language)
    return Routes(
        programme.name,
        _people(people, section, kinds, steps, barriers.people)
        .with_columns(
            _named("track", language),
            _named("level_track", language),
            pl.col("recommended").list.eval(_worded(language)).alias("recommended_names"),
            pl.col("warned").list.eval(_worded(language, "kind_")).alias("warned_names"),
        )
        .join(_ask(people, section, needs, standing), on="participant_id", how="left", maintain_order="left"),
        kinds,
        steps,
        items,
        barriers,
        warned_placements(problem, section, _pairs(problem, placements), language),
        tuple(assumed_rules(programme, "routing")),
    )


def _kinds(people: pl.DataFrame, section: Routing, language: Language) -> pl.DataFrame:
    readiness = people.select("participant_id", *READINESS)
    if not section.light:
        readiness = readiness.with_columns(traffic_light=pl.lit(None, dtype=pl.String))
    states = states_of(section, language).with_row_index("at")
    joined = readiness.join(states, on=list(READINESS), how="inner", nulls_equal=True)
    return joined.sort("participant_id", "at").select(
        "participant_id", "kind", "step", _named("step", language), "state", "reason", "source"
    )


def _named(column: str, language: Language) -> pl.Expr:
    """Return a track or a step in words, as ``<column>_name``."""
    return _worded(language, column=pl.col(column)).alias(f"{column}_name")


def _worded(language: Language, prefix: str = "", column: pl.Expr | None = None) -> pl.Expr:
    """Return codes of tracks and steps, or (``kind_``) of kinds of opportunity, in words."""
    codes = get_args(OpportunityKind) if prefix else (*get_args(Track), *get_args(Step))
    words = {code: word(f"{prefix}{code}", language) for code in codes}
    return (pl.element() if column is None else column).replace_strict(words, default=None, return_dtype=pl.String)


def _people(
    people: pl.DataFrame, section: Routing, kinds: pl.DataFrame, steps: pl.DataFrame, barriers: pl.DataFrame
) -> pl.DataFrame:
    frame = people.select("participant_id", *READINESS).sort("participant_id")
    frame = frame.join(
        tracks_of(section),
        on=["maturity", "employment_type_ready"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    unmet = pl.col("met_by").is_null()
    parts = (
        _listed(kinds.filter(pl.col("state") == "recommended"), "step", "recommended"),
        _listed(kinds.filter(pl.col("state") == "warned"), "kind", "warned"),
        _listed(steps, "what", "first_steps"),
        _listed(barriers.filter(unmet), "name", "unmet_barriers"),
        _listed(barriers.filter(~pl.col("listed")), "barrier", "unlisted_barriers"),
    )
    for part in parts:
        frame = frame.join(part, on="participant_id", how="left", maintain_order="left")
    # Nobody's list of barriers, like everything, is empty before it is known to be.
    told = people.select("participant_id", told=pl.col("barriers").is_not_null())
    frame = frame.join(told, on="participant_id", how="left", maintain_order="left")
    return frame.with_columns(
        pl.col("recommended", "warned", "first_steps").fill_null([]),
        pl.when("told").then(pl.col("unmet_barriers", "unlisted_barriers").fill_null([])),
    ).drop("told")


def _listed(frame: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    return frame.group_by("participant_id").agg(pl.col(column).unique(maintain_order=True).alias(name))


def _ask(people: pl.DataFrame, section: Routing, needs: Needs, standing: Standing) -> pl.DataFrame:
    """Return per person the columns to ask for: those of readiness, and those that some prerequisite turns on."""
    wanted = list(READINESS if section.light else READINESS[:2])
    unknown = {name: people[name].is_null() for name in wanted}
    for requirement in dict.fromkeys(each for row in range(len(needs.opportunities)) for each in needs.of(row)):
        field = field_of(requirement, needs.nodes)
        unsaid = pl.Series(standing.of(requirement) == UNKNOWN)
        unknown[field] = unknown[field] | unsaid if field in unknown else unsaid
    named = [
        pl.select(pl.when(mask).then(pl.lit(name)).alias(name)).to_series() if people.height
        else pl.Series(name, [], dtype=pl.String)
        for name, mask in unknown.items()
    ]  # fmt: skip
    return people.select("participant_id").with_columns(
        ask=pl.DataFrame(named).select(pl.concat_list(pl.all()).list.drop_nulls()).to_series()
    )


def _pairs(problem: Problem, placements: Iterable[tuple[str, str]]) -> pl.DataFrame:
    decided = problem.decisions.filter(pl.col("decision").is_in(["pin", "override"])).select(
        "participant_id", "seat_id"
    )
    placed = pl.DataFrame(sorted(placements), schema={"participant_id": pl.String, "seat_id": pl.String}, orient="row")
    return pl.concat([placed, decided.cast(pl.String)]).unique(maintain_order=True)
