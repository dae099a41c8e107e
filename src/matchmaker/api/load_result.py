"""load_result: a written result with the data it was made from, read anew."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from matchmaker import io
from matchmaker.allocation import Previous, Result
from matchmaker.allocation.objectives import Level, written_objective
from matchmaker.api.input_hashes import input_hashes
from matchmaker.api.score import score
from matchmaker.api.setup import setup
from matchmaker.api.with_listed import with_listed
from matchmaker.errors import UsageError, escape
from matchmaker.model import Plan, Problem

_FILLED = ("participant_id", "seat_id", "opportunity_id")
"""Columns that stand in every line of a table of ours that has them."""


def load_result(folder: str | Path, *, unchanged: bool = True) -> Result:
    """Return the result in a folder that `report` wrote: plan and certificate from its files, facts and scores anew.

    ``unchanged`` asks that the data is, byte for byte, what the plan was made from.

    Raises:
        UsageError: the folder holds no result, does not say where its data is, or the data has changed since.
        InputError: the data can no longer be read.
    """
    folder = Path(folder)
    source = _source(folder)
    certificate = _certificate(folder)
    problem = io.read(source["data"], encoding=source["encoding"])
    if unchanged:
        _check_unchanged(folder, input_hashes(problem, source["given"]))
    scores = score(problem, given=source["given"], programme=source["programme"], encoding=source["encoding"])
    made = setup(with_listed(problem, scores.listed), source["programme"])
    previous = _previous(folder)
    if previous is not None:
        levels = certificate["levels"]
        beside = (replace(level, objective=level.objective.beside(previous.plan)) for level in levels)
        certificate = {**certificate, "levels": tuple(beside)}
    return Result(
        plan=_plan(folder, problem),
        problem=made.problem,
        scores=scores,
        commutes=made.commutes,
        constraints=made.constraints,
        programme=source["programme"],
        previous=previous,
        **certificate,
    )


def _source(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    manifest = read_json(path)
    with as_written(path):
        source = {key: manifest["settings"][key] for key in ("data", "given", "encoding", "programme")}
        if not all(isinstance(source[key], str | None) for key in ("data", "given")):
            raise TypeError("a path is no text")
        if not all(isinstance(source[key], str) for key in ("encoding", "programme")):
            raise TypeError("a name is no text")
    if source["data"] is None:
        raise UsageError(
            f"{escape(str(folder))} does not say where its data is; it was written by a program from memory"
        )
    return source


def _check_unchanged(folder: Path, hashes: Mapping[str, str]) -> None:
    path = folder / "manifest.json"
    with as_written(path):
        inputs = dict(read_json(path)["inputs"])
    changed = sorted(name for name in {*inputs, *hashes} if inputs.get(name) != hashes.get(name))
    if changed:
        names = ", ".join(map(escape, changed))
        raise UsageError(f"the data has changed since {escape(str(folder))} was written ({names}); allocate again")


def _certificate(folder: Path) -> dict[str, Any]:
    path = folder / "result.json"
    told = read_json(path)
    with as_written(path):
        return {
            **{key: None if told[key] is None else Decimal(told[key]) for key in ("objective", "bound")},
            "gap": None if told["gap"] is None else float(told["gap"]),
            "seconds": float(told["seconds"]),
            **{key: told[key] for key in ("status", "seed", "policy", "strategy", "stopped_by")},
            "versions": dict(told["versions"]),
            **{key: tuple(told[key]) for key in ("clash", "notes")},
            "levels": tuple(
                Level.from_dict(each, written_objective(each["objective"])) for each in told.get("levels", ())
            ),
        }


def _previous(folder: Path) -> Previous | None:
    """Return the plan before, as ``changes.csv`` and ``result.json`` hold it."""
    path = folder / "result.json"
    told = read_json(path)
    if "changes" not in told:
        return None
    rows = read_texts(folder / "changes.csv", ("participant_id", "was_seat_id")).drop_nulls()
    with as_written(path):
        price = None if told["change_price"] is None else Decimal(told["change_price"])
        opened, companions = frozenset(told["previously_opened"]), dict(told["previously_accompanied"])
        return Previous(Plan(dict(rows.iter_rows()), opened, companions), price)


@contextmanager
def as_written(path: Path) -> Iterator[None]:
    """Turn what goes wrong when a file of ours does not hold what we wrote into a `UsageError` that names it."""
    try:
        yield
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        what = escape(f"{type(error).__name__}: {error}")
        raise UsageError(f"{escape(str(path))} is not as matchmaker wrote it ({what}); make the result anew") from error


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object that matchmaker wrote, its decimals exactly as they stand.

    Raises:
        UsageError: it is not there, or is not whole.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{escape(str(path))} cannot be read: {escape(str(error))}; expected a folder written by `matchmaker allocate`"
        ) from error
    if not isinstance(content, dict):
        raise UsageError(f"{escape(str(path))} holds no object; expected a file written by matchmaker")
    return content


def written_lines(folder: Path) -> list[tuple[str, str]]:
    """Return the (participant id, seat id) lines of ``plan.csv``, a person perhaps more than once if it was changed."""
    placed = read_texts(folder / "plan.csv", ("participant_id", "seat_id"))
    return list(placed.iter_rows())


def _plan(folder: Path, problem: Problem) -> Plan:
    cohorts = read_texts(folder / "cohorts.csv", ("opportunity_id", "opened", "companion_org_id"))
    opened = cohorts.filter(pl.col("opened") == "true")
    named = problem.opportunities.drop_nulls("companion_org_id")["opportunity_id"]
    chosen = opened.drop_nulls("companion_org_id").filter(~pl.col("opportunity_id").is_in(named.implode()))
    companions = dict(chosen.select("opportunity_id", "companion_org_id").iter_rows())
    return Plan(dict(written_lines(folder)), frozenset(opened["opportunity_id"]), companions)


def read_texts(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return columns of a table that matchmaker wrote, as text.

    Raises:
        UsageError: the file or a column is not there, or is not whole.
    """
    try:
        frame = pl.read_csv(path, infer_schema=False).select(columns)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UsageError(f"{escape(str(path))} cannot be read: {escape(str(error))}") from error
    empty = [name for name in columns if name in _FILLED and frame[name].null_count()]
    if empty:
        raise UsageError(f"{escape(str(path))} has a line without {empty[0]}; make the result anew")
    return frame.select(io.unescape_formulas(frame[name]) for name in columns)
