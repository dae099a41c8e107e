"""verify_groups: replay a folder of groups from its files alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from matchmaker import io
from matchmaker.allocation.group_violations import group_violations
from matchmaker.allocation.opening_charges import opening_charges
from matchmaker.api.group_setup import group_setup
from matchmaker.api.load_result import as_written, load_result, read_json, read_texts
from matchmaker.api.setup import setup
from matchmaker.constraints import Violation
from matchmaker.errors import UsageError, escape
from matchmaker.io import sha256
from matchmaker.model import Plan
from matchmaker.scoring import ScoreTable

_PLAN_FILES = ("plan.csv", "cohorts.csv")


def group_inputs(hashes: Mapping[str, str], plan: str | Path | None) -> dict[str, str]:
    """Return the SHA-256 of what groups were made from: the files of the data, and those that hold the plan.

    Raises:
        UsageError: a file of the plan cannot be read.
    """
    if plan is None:
        return dict(hashes)
    try:
        return {**hashes, **{f"--plan {name}": sha256(Path(plan) / name) for name in _PLAN_FILES}}
    except OSError as error:
        raise UsageError(f"{escape(str(plan))} cannot be read: {escape(str(error))}") from error


def verify_groups(folder: Path) -> tuple[list[Violation], dict[str, str]]:
    """Return everything that does not hold in a folder that `matchmaker workshops` wrote, and what it rests on now.

    Who fits is computed anew, every rule is checked by the half that shares no code with the solver, and the sum of fit is
    added up in exact decimals. The second answer are the hashes of `group_inputs`.

    Raises:
        UsageError: a file is not what was written, or the data or the plan is not there.
        InputError: the data can no longer be read.
    """
    with as_written(folder / "manifest.json"):
        given = read_json(folder / "manifest.json")["settings"]
        data, encoding, programme, plan_folder = (given[key] for key in ("data", "encoding", "programme", "plan"))
    problem = io.read(data, encoding=encoding)
    plan = Plan() if plan_folder is None else load_result(plan_folder).plan
    made = group_setup(setup(problem, programme), plan)
    lines = list(read_texts(folder / "members.csv", ("participant_id", "seat_id")).iter_rows())
    told = read_texts(folder / "groups.csv", ("opportunity_id", "opened")).filter(pl.col("opened") == "true")
    sized = made.problem.opportunities.filter(pl.col("min_size") > 0)["opportunity_id"]
    opened = frozenset(told.filter(pl.col("opportunity_id").is_in(sized.implode()))["opportunity_id"])
    beside = replace(plan, opened=plan.opened | opened)
    found = group_violations(made.problem, beside, made.rules, made.commutes, lines)
    fit = _fits_of(made.fits, lines)
    strangers = [line for line in lines if line not in fit]
    found += [Violation("not_a_candidate", f"participant '{p}' does not fit seat '{s}'") for p, s in strangers]
    with as_written(folder / "groups.json"):
        claims = read_json(folder / "groups.json")
        worth = sum((fit[line] for line in lines if line in fit), Decimal(0)) - opening_charges(made.problem, opened)
        found += _unequal(claims, worth)
    return found, group_inputs(problem.hashes, plan_folder)


def _unequal(claims: Mapping[str, Any], worth: Decimal) -> list[Violation]:
    # The file holds the nearest float, so that is what is compared.
    found = []
    if float(worth) != float(claims["objective"]):
        text = f"the groups are worth {worth}, and {claims['objective']} is claimed"
        found.append(Violation("objective", text))
    if float(claims["bound"]) < float(claims["objective"]):
        text = f"the bound {claims['bound']} lies below the objective {claims['objective']}"
        found.append(Violation("bound", text))
    return found


def _fits_of(fits: ScoreTable, lines: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Decimal]:
    pairs = fits.pairs
    people = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seats = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    known = [(person, seat) for person, seat in lines if person in people and seat in seats]
    at = pairs.positions(
        np.array([people[person] for person, _ in known], np.int64),
        np.array([seats[seat] for _, seat in known], np.int64),
    )
    return {line: Decimal(repr(float(fits.total[i]))) for line, i in zip(known, at.tolist(), strict=True) if i >= 0}
