"""training_findings: what is odd, or not known, about trainings, guided placements and groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from matchmaker.constraints.absorption_limit import AbsorptionLimit
from matchmaker.constraints.constraint import Constraint
from matchmaker.constraints.opening_conditions import OpeningConditions
from matchmaker.constraints.placement_commitment import PlacementCommitment
from matchmaker.errors import Finding
from matchmaker.io.nearest import suggestion
from matchmaker.model import Problem
from matchmaker.model.vocabulary import GROUP_KINDS
from matchmaker.programmes import Programme

_GUIDED = ("on_the_job_training", "practicum")
_FAILS = {
    "quality_field": ("quality_employment", "the field is not quality employment (000:2671)"),
    "employer_demand": (
        "demanded_field",
        "employers commit fewer places than it needs, and no demand is shown (000:2673)",
    ),
    "participants_interest": ("field", "fewer people wish for it than it needs (000:2673)"),
    "short": ("weeks", "it is longer than preferred (000:2675)"),
}
_ASKS = {
    "quality_field": "quality_employment",
    "employer_demand": "demanded_field",
    "participants_interest": "field",
    "short": "weeks",
}


def training_findings(problem: Problem, programme: Programme, constraints: Sequence[Constraint]) -> tuple[Finding, ...]:
    """Return warnings: opening conditions that fail or cannot be said, facts of practical placements and classes to ask
    for, requirements that on-the-job training may not have (000:2899), employers that are to take more than one of
    several does, groups of odd size or unknown response, companions that cannot be chosen.

    ``constraints`` are the rules that hold, those of the settings among them. What is not known is one finding per
    column, with the number of rows. Nothing here stops a run.
    """
    found: list[Finding] = []
    for rule in constraints:
        match rule:
            case OpeningConditions():
                found += _opening(problem, rule)
            case PlacementCommitment():
                found += _classes(problem, rule)
            case AbsorptionLimit():
                found += _absorption(problem, rule)
            case _:
                pass
    return (*_guided(problem, programme), *found, *_groups(problem, programme), *_companions(problem))


def _opening(problem: Problem, rule: OpeningConditions) -> Iterator[Finding]:
    facts = rule.facts(problem)
    row = {each: at for at, each in enumerate(problem.opportunities["opportunity_id"], start=2)}
    for name, (column, message) in _FAILS.items():
        effect = ", so it stays closed" if name in rule.closes else ""
        for opportunity_id in facts.filter(~pl.col(name))["opportunity_id"]:
            yield _warning(problem, ("opportunities", column), "opening-condition", message + effect, opportunity_id,
                           row=row[opportunity_id])  # fmt: skip
        unknown = facts.filter(pl.col(name).is_null())["opportunity_id"].to_list()
        yield from _asked(problem, "opportunities", _ASKS[name], unknown, "an opening condition of trainings")


def _guided(problem: Problem, programme: Programme) -> Iterator[Finding]:
    section = None if programme.training is None else programme.training.guided
    if section is None:
        return
    kinds = problem.opportunities.select("opportunity_id", "kind")
    guided = problem.opportunities.with_row_index("row", offset=2).filter(pl.col("kind").is_in(_GUIDED))
    trainings = guided.filter(pl.col("kind") == "on_the_job_training")
    for table, column in ((guided, "quality_employment"), (trainings, "no_alternative_training")):
        unknown = table.filter(pl.col(column).is_null())["opportunity_id"].to_list()
        yield from _asked(problem, "opportunities", column, unknown, "on-the-job training and practicum")
    weeks = float(section.weeks.value)
    odd = guided.filter((pl.col("weeks") - weeks).abs() > 1).select("row", "opportunity_id")
    for at, opportunity_id in odd.iter_rows():
        message = f"lasts other than {weeks:g} weeks"
        yield _warning(problem, ("opportunities", "weeks"), "odd-length", message, opportunity_id, row=at)
    seats = problem.seats.with_row_index("row", offset=2).join(kinds, on="opportunity_id", maintain_order="left")
    for column in ("position_percent", "mentor_named", "agreement_signed"):
        unknown = seats.filter(pl.col("kind").is_in(_GUIDED) & pl.col(column).is_null())["seat_id"].to_list()
        yield from _asked(problem, "seats", column, unknown, "on-the-job training and practicum")
    for column in ("min_schooling_years", "min_degree", "required_certificates"):
        asks = seats.filter((pl.col("kind") == "on_the_job_training") & pl.col(column).is_not_null())
        for at, seat_id in asks.select("row", "seat_id").iter_rows():
            message = "on-the-job training has no entry threshold of education (000:2899)"
            yield _warning(problem, ("seats", column), "threshold", message, seat_id, row=at)


def _classes(problem: Problem, rule: PlacementCommitment) -> Iterator[Finding]:
    classes = problem.opportunities.with_row_index("row", offset=2).filter(pl.col("kind").is_in(rule.kinds))
    unknown = classes.filter(pl.col("committed_places").is_null())["opportunity_id"].to_list()
    yield from _asked(problem, "opportunities", "committed_places", unknown, "the commitment to place a class")
    for at, opportunity_id, least, committed in classes.select(
        "row", "opportunity_id", "min_size", "committed_places"
    ).iter_rows():
        if committed is not None and rule.share * (least or 1) > committed:
            message = f"the commitment covers less than {rule.share:%} of its smallest size, so it stays closed"
            yield _warning(
                problem, ("opportunities", "committed_places"), "commitment", message, opportunity_id, row=at
            )
    hosts = problem.seats.join(classes.select("opportunity_id"), on="opportunity_id", how="semi")["employer_id"]
    sizeless = problem.employers.filter(pl.col("employer_id").is_in(hosts.implode()) & pl.col("size").is_null())
    yield from _asked(problem, "employers", "size", sizeless["employer_id"].to_list(), "who may run a class")


def _absorption(problem: Problem, rule: AbsorptionLimit) -> Iterator[Finding]:
    chosen = problem.opportunities.filter(pl.col("kind").is_in(rule.kinds))
    begins = chosen.select("opportunity_id", begins="start_date")
    seats = problem.seats.with_row_index("row", offset=2).join(begins, on="opportunity_id", maintain_order="left")
    taking = pl.col("employer_id").filter(pl.col("count") > 0)
    several = seats.filter(taking.n_unique().over("opportunity_id") > 1)
    for at, seat_id in several.filter(pl.col("count") > rule.most).select("row", "seat_id").iter_rows():
        message = f"one of several employers takes at most {rule.most} people"
        yield _warning(problem, ("seats", "count"), "absorption", message, seat_id, row=at)
    early = seats.filter((pl.col("start_phase") == "before") & (pl.col("joins_on") > pl.col("begins")))
    for at, seat_id in early.select("row", "seat_id").iter_rows():
        message = "people are to start before the course, and their employer joins after it began"
        yield _warning(problem, ("seats", "joins_on"), "contradiction", message, seat_id, row=at)
    unknown = seats.filter(pl.col("start_phase").is_null())["seat_id"].to_list()
    yield from _asked(problem, "seats", "start_phase", unknown, "absorption before, during or at the end of a training")


def _groups(problem: Problem, programme: Programme) -> Iterator[Finding]:
    section = None if programme.training is None else programme.training.groups
    workshops = problem.opportunities.with_row_index("row", offset=2).filter(pl.col("kind") == "workshop")
    known = [response.code for response in programme.responses]
    for at, code in workshops.select("row", "response").iter_rows():
        if known and code is not None and code not in known:
            message = "is no response of the programme, so it counts as meant for everybody"
            yield Finding(
                problem.files.get("opportunities", "opportunities.csv"), "unknown-value", message, at, "response", code,
                "a code of the catalogue of responses", suggestion(code, known), severity="warning",
            )  # fmt: skip
    if section is None:
        return
    low, high = section.smallest.value, section.largest.value
    odd = workshops.filter((pl.col("min_size") < low) | (pl.col("max_size") > high))
    for at, opportunity_id in odd.select("row", "opportunity_id").iter_rows():
        message = f"a group is of {low} to {high} people (000:2546)"
        yield _warning(problem, ("opportunities", "min_size"), "group-size", message, opportunity_id, row=at)


def _companions(problem: Problem) -> Iterator[Finding]:
    offers = problem.opportunities.with_row_index("row", offset=2).drop_nulls("companion_candidates")
    idle = {
        "an accompanying organisation is named, so its candidates are not looked at": pl.col(
            "companion_org_id"
        ).is_not_null(),
        "only a cohort, with a min_size, chooses its accompanying organisation": pl.col("companion_org_id").is_null()
        & ((pl.col("min_size").fill_null(0) == 0) | pl.col("kind").is_in(GROUP_KINDS)),
    }
    for message, when in idle.items():
        for at, opportunity_id in offers.filter(when).select("row", "opportunity_id").iter_rows():
            yield _warning(
                problem, ("opportunities", "companion_candidates"), "companion", message, opportunity_id, row=at
            )
    free = offers.filter(pl.all_horizontal(pl.col("companion_hours", "companion_hours_each").is_null()))
    ids = free.filter(~pl.any_horizontal(*idle.values()))["opportunity_id"].to_list()
    yield from _asked(problem, "opportunities", "companion_hours_each", ids, "the hours of who accompanies a cohort")
    named = offers["companion_candidates"].explode().unique()
    unknown = problem.organisations.filter(pl.col("organisation_id").is_in(named.implode()) & pl.col("hours").is_null())
    ids = unknown["organisation_id"].to_list()
    yield from _asked(problem, "organisations", "hours", ids, "the choice of who accompanies a cohort")


def _asked(problem: Problem, table: str, column: str, ids: list[str], what: str) -> Iterator[Finding]:
    if ids:
        message = f"is not known in {len(ids)} rows, and is needed for {what}"
        shown = ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")
        yield _warning(problem, (table, column), "missing-cell", message, shown)


def _warning(
    problem: Problem, place: tuple[str, str], code: str, message: str, value: str, *, row: int | None = None
) -> Finding:
    """Return a warning about a ``place``: a table and a column of it."""
    table, column = place
    file = problem.files.get(table, f"{table}.csv")
    return Finding(file, code, message, row, column, value, severity="warning")
