"""``matchmaker rank``: the best seats of each person, or the best people of each opportunity."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit, emit_json, say, working


class For(StrEnum):
    """For whom a ranking is made."""

    participants = "participants"
    opportunities = "opportunities"


def rank(
    data: options.Data,
    whom: Annotated[
        For, typer.Option("--for", help="Rank seats for participants, or people for opportunities.")
    ] = For.participants,
    top: Annotated[int, typer.Option("--top", min=1, help="How many of each.")] = 5,
    out: Annotated[
        Path | None, typer.Option("--out", help="A .csv, .xlsx, .parquet or .jsonl file; else CSV on stdout.")
    ] = None,
    scores: options.Scores = None,
    programme: options.Programme = None,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Rank seats for people, or people for opportunities."""
    import matchmaker as mm
    from matchmaker.io import check_output, write_table
    from matchmaker.io.write_table import csv_text

    if out is not None:
        check_output(out, replace=replace)
    problem = mm.read(data, encoding=encoding)
    with working("scoring"):
        table = mm.score(problem, given=scores, programme=programme, encoding=encoding)
        frame = mm.rank(table, per="participant" if whom is For.participants else "opportunity", k=top).to_polars()
    if out is not None:
        write_table(frame, out)
        say(f"{frame.height} rows in {out}")
        if as_json:
            emit_json({"rows": frame.height, "out": str(out)})
    elif as_json:
        emit_json(frame.to_dicts())
    else:
        emit(csv_text(frame).rstrip("\n"))
