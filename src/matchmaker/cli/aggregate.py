"""``matchmaker aggregate``: totals that may be shown outside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit, emit_json, say, working
from matchmaker.errors import escape


def aggregate(
    data: Annotated[
        str, typer.Argument(metavar="DATA|DIR", help="A problem, or a folder written by `matchmaker allocate`.")
    ],
    by: Annotated[str, typer.Option("--by", help="One to three columns of participants, separated by commas.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="A .csv, .xlsx, .parquet or .jsonl file; else CSV on stdout.")
    ] = None,
    threshold: Annotated[
        int | None, typer.Option("--threshold", min=2, help="Smallest count shown, if above the programme's.")
    ] = None,
    programme: options.Programme = None,
    language: Annotated[Language, typer.Option("--language", help="Of the words for totals.")] = Language.en,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Count people by up to three columns; small cells stay hidden."""
    import matchmaker as mm
    from matchmaker.io import MANIFEST, check_output_file, write_table
    from matchmaker.io.write_table import csv_text

    if out is not None:
        check_output_file(out, replace=replace)
    is_result = (Path(data) / MANIFEST).is_file()
    given = mm.load_result(data) if is_result else mm.read(data, encoding=encoding)
    with working("counting"):
        table = mm.aggregate(given, [name.strip() for name in by.split(",")], programme=programme, threshold=threshold)
    frame = table.to_polars(language.value)
    if out is not None:
        write_table(frame, out)
        say(f"{frame.height} cells in {escape(str(out))}")
    if as_json:
        emit_json(
            {
                "by": table.by,
                "threshold": table.threshold,
                "suppressed": table.n_suppressed,
                "assumed": [f"{path} = {value}" for path, value in table.assumed],
                **({"cells": frame.to_dicts()} if out is None else {"out": str(out)}),
            }
        )
    elif out is None:
        emit(csv_text(frame).rstrip("\n"))
    say(f"{table.n_suppressed} of {frame.height} cells hidden: counts below {table.threshold}, and what tells of them")
    for path, value in table.assumed:
        say(f"assumed: {path} = {value}")
    say("tables of the same people by other columns can be compared with this one: give out one of them")
