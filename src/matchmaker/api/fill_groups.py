"""fill_groups: workshops and pre-employment filled beside a plan, with whom each response is for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from matchmaker.allocation.closed_groups import closed_groups
from matchmaker.allocation.fill_groups import Filled
from matchmaker.allocation.fill_groups import fill_groups as _fill_groups
from matchmaker.allocation.group_plan import GroupPlan
from matchmaker.api.group_setup import group_setup
from matchmaker.api.group_tables import meetings_frame, recommended_frame
from matchmaker.api.setup import setup
from matchmaker.candidates import Pairs
from matchmaker.model import Plan, Problem
from matchmaker.model.vocabulary import GROUP_KINDS
from matchmaker.programmes import assumed_rules


def fill_groups(
    problem: Problem,
    plan: Plan | None = None,
    *,
    programme: str | None = None,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
) -> GroupPlan:
    """Fill workshops and pre-employment so that the sum of fit is largest, beside the placements of ``plan``.

    Nobody is sent to a group that is known to be for others, that a rule forbids, or that fits less than the programme's
    ``least_fit``: a group stays closed before it is filled so (unless somebody is pinned to it). Fit is the score of the
    pair (``unsure`` where no scorer can say), times ``unsure`` where the audience cannot be said. Groups without sizes
    of their own take the programme's (12 to 15: 000:2546). Without a ``plan`` nobody counts as placed. Clashing times
    of a group and a job are not looked at.

    Raises:
        SettingsError: a rule or the programme profile is wrong.
        UsageError: the programme says nothing about groups, or the plan is not one of placements in these data.
        SolverError, VerificationError: the answer cannot be trusted.
    """
    plan = Plan() if plan is None else plan
    made = group_setup(setup(problem, programme), plan)
    asked, rules, fits = made.problem, made.rules, made.fits
    filled = _fill_groups(
        asked, fits, rules, made.commutes, plan, gap=gap, time_limit=time_limit, seed=seed
    )  # fmt: skip
    short = closed_groups(asked, fits, rules, made.commutes, plan, filled=filled)
    return GroupPlan(
        members=_members(asked, filled, fits.pairs, made.sure),
        groups=_groups(asked, filled, fits.pairs, short),
        recommended=recommended_frame(asked, made.programme.responses),
        meetings=meetings_frame(asked, made.training.meetings),
        status=filled.status,
        objective=filled.objective,
        bound=filled.bound,
        gap=filled.gap,
        assumed=tuple(assumed_rules(made.programme, "training", "response", "weights", "side_weights", "exponent")),
        clash=filled.clash,
    )


def _members(
    problem: Problem, filled: Filled, pairs: Pairs, sure: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> pl.DataFrame:
    people = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seats = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    at = pairs.positions(
        np.array([people[person] for person, _ in filled.lines], np.int64),
        np.array([seats[seat] for _, seat in filled.lines], np.int64),
    )
    schema = {"participant_id": pl.String, "seat_id": pl.String}
    homes = problem.seats.select("seat_id", "opportunity_id")
    responses = problem.opportunities.select("opportunity_id", "response")
    return (
        pl.DataFrame(list(filled.lines), schema=schema, orient="row")
        .with_columns(
            fit=pl.Series(filled.fit, dtype=pl.Float64),
            audience=pl.when(pl.Series(sure[at], dtype=pl.Boolean)).then(pl.lit("yes")).otherwise(pl.lit("cannot say")),
        )
        .join(homes, on="seat_id", how="left", maintain_order="left")
        .join(responses, on="opportunity_id", how="left", maintain_order="left")
        .select("participant_id", "opportunity_id", "seat_id", "response", "fit", "audience")
        .sort("participant_id", "opportunity_id", "seat_id")
    )


def _groups(problem: Problem, filled: Filled, pairs: Pairs, short: Mapping[str, str]) -> pl.DataFrame:
    home = problem.seats["opportunity_id"]
    joined = pl.DataFrame({"seat_id": [seat for _, seat in filled.lines]}, schema={"seat_id": pl.String})
    size = joined.join(problem.seats, on="seat_id").group_by("opportunity_id").agg(size=pl.len().cast(pl.Int64))
    both = pl.DataFrame({"person": pairs.participant, "opportunity_id": home.gather(pairs.seat)})
    possible = both.unique().group_by("opportunity_id").agg(possible=pl.len().cast(pl.Int64))
    is_open = pl.col("opportunity_id").is_in(sorted(filled.opened)) | (pl.col("size") > 0).fill_null(False)
    return (
        problem.opportunities.filter(pl.col("kind").is_in(GROUP_KINDS))
        .join(size, on="opportunity_id", how="left")
        .join(possible, on="opportunity_id", how="left")
        .sort("opportunity_id")
        .select(
            "opportunity_id", "kind", "response",
            opened=is_open,
            size=pl.col("size").fill_null(0),
            min_size="min_size",
            max_size="max_size",
            possible=pl.col("possible").fill_null(0),
            short=pl.col("opportunity_id").replace_strict(short, default=None, return_dtype=pl.String),
        )
    )  # fmt: skip
