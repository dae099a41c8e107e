"""aggregate: people counted by up to three dimensions, with nothing in it that tells of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from matchmaker.allocation import Result
from matchmaker.disclosure import Aggregate, aggregated
from matchmaker.errors import UsageError, escape
from matchmaker.io.nearest import suggestion
from matchmaker.metrics import placed_of
from matchmaker.model import Problem
from matchmaker.programmes import DEFAULT, Programme, assumed_rules, load_programme
from matchmaker.programmes.disclosure import Disclosure


def aggregate(
    data: Problem | Result, by: Sequence[str], *, programme: str | None = None, threshold: int | None = None
) -> Aggregate:
    """Return how many people there are (of a result also how many are placed, and means over them) by ``by``.

    ``by`` names one to three columns of participants that the programme allows; every total is there too. Counts above
    0 and below ``threshold`` are not shown, nor is what would give them away (`matchmaker.disclosure.suppress`;
    003:762-766). ``threshold`` may be above the programme's own, not below it.

    Raises:
        UsageError: a dimension is not allowed or not there, there are too many, or the threshold is too low.
    """
    problem = data.problem if isinstance(data, Result) else data
    spec = programme or (data.programme if isinstance(data, Result) else problem.settings.programme) or DEFAULT
    profile = load_programme(spec)
    rules = _rules(profile)
    smallest = rules.threshold.value if threshold is None else threshold
    if smallest < rules.threshold.value:
        raise UsageError(
            f"the threshold {smallest} is below that of {profile.name} ({rules.threshold.value}); "
            "the programme's own can be lowered in its profile alone, on record"
        )
    people = _dimensions(problem, by, rules, profile.name)
    means: tuple[str, ...] = ()
    if isinstance(data, Result):
        means = rules.means.value
        people = people.with_columns(_outcomes(data))
    table = aggregated(people, by, threshold=smallest, means=means)
    assumed = (rule for rule in assumed_rules(profile, "disclosure") if rule[0] != "disclosure.shareable")
    return replace(table, assumed=tuple(assumed))


def _rules(profile: Programme) -> Disclosure:
    if profile.disclosure is None:
        raise UsageError(f"the programme {profile.name} has no section [disclosure], so it lets no totals out")
    return profile.disclosure


def _dimensions(problem: Problem, by: Sequence[str], rules: Disclosure, programme: str) -> pl.DataFrame:
    """Return the columns of ``by`` as text."""
    allowed = rules.dimensions.value
    if not by or len(set(by)) < len(by):
        raise UsageError("name one to three different dimensions")
    for name in by:
        if name not in allowed:
            hint = suggestion(name, sorted(allowed))
            message = f"{programme} allows no totals by '{escape(name)}'; it allows {', '.join(allowed)}"
            raise UsageError(message if hint is None else f"{message}; {hint}")
        if name not in problem.participants.columns:
            raise UsageError(f"the participants have no column '{escape(name)}'")
    return problem.participants.select(pl.col(name).cast(pl.String) for name in by)


def _outcomes(result: Result) -> list[pl.Series]:
    """Return whether each participant is placed, and the facts of the placement (null = not known, or not placed)."""
    placed = placed_of(result)
    wage = result.problem.seats["wage"].cast(pl.Float64).gather(placed.seat)
    commute = pl.Series(placed.commute_minutes).cast(pl.Float64)
    nobody = pl.Series([None] * result.problem.n_participants, dtype=pl.Float64)
    return [
        (nobody.is_null() & False).scatter(placed.participant, True).alias("placed"),
        nobody.scatter(placed.participant, wage).alias("wage"),
        nobody.scatter(placed.participant, commute.set(~commute.is_finite(), None)).alias("commute_minutes"),
    ]
