"""load_result: a written result with the data it was made from, read anew."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from matchmaker import io
from matchmaker.allocation import Result
from matchmaker.api.score import score
from matchmaker.api.setup import setup
from matchmaker.errors import UsageError, escape
from matchmaker.model import Plan


def load_result(folder: str | Path) -> Result:
    """Return the result in a folder that `report` wrote: plan and certificate from its files, facts and scores anew.

    Raises:
        UsageError: the folder holds no result, does not say where its data is, or the data has changed since.
        InputError: the data can no longer be read.
    """
    folder = Path(folder)
    manifest = read_json(folder / "manifest.json")
    told = read_json(folder / "result.json")
    settings = manifest["settings"]
    if settings.get("data") is None:
        raise UsageError(
            f"{escape(str(folder))} does not say where its data is; it was written by a program from memory"
        )
    problem = io.read(settings["data"], encoding=settings["encoding"])
    scores = score(problem, given=settings["given"], programme=settings["programme"])
    made = setup(problem, settings["programme"])
    return Result(
        plan=_plan(folder),
        status=told["status"],
        objective=Decimal(told["objective"]),
        bound=Decimal(told["bound"]),
        gap=float(told["gap"]),
        seconds=float(told["seconds"]),
        seed=told["seed"],
        policy=told["policy"],
        strategy=told["strategy"],
        stopped_by=told["stopped_by"],
        problem=problem,
        scores=scores,
        commutes=made.commutes,
        constraints=made.constraints,
        programme=settings["programme"],
        versions=told["versions"],
        clash=tuple(told["clash"]),
        notes=tuple(told["notes"]),
    )


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object that matchmaker wrote, its decimals exactly as they stand.

    Raises:
        UsageError: it is not there, or is not whole.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{escape(str(path))} cannot be read: {error}; expected a folder written by `matchmaker allocate`"
        ) from error
    if not isinstance(content, dict):
        raise UsageError(f"{escape(str(path))} holds no object; expected a file written by matchmaker")
    return content


def written_lines(folder: Path) -> list[tuple[str, str]]:
    """Return the (participant id, seat id) lines of ``plan.csv``, a person perhaps more than once if it was changed."""
    placed = _texts(folder / "plan.csv", ("participant_id", "seat_id"))
    return list(placed.iter_rows())


def _plan(folder: Path) -> Plan:
    cohorts = _texts(folder / "cohorts.csv", ("opportunity_id", "opened"))
    opened = cohorts.filter(pl.col("opened") == "true")["opportunity_id"]
    return Plan(dict(written_lines(folder)), frozenset(opened))


def _texts(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    try:
        frame = pl.read_csv(path, infer_schema=False).select(columns)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UsageError(f"{escape(str(path))} cannot be read: {escape(str(error))}") from error
    return frame.select(io.unescape_formulas(frame[name]) for name in columns)
