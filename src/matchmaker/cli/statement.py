"""``matchmaker statement``: what is owed to employers for a plan, and what the requests come to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit, emit_json, say
from matchmaker.errors import shorten


def statement(
    folder: options.Folder,
    out: Annotated[
        Path | None, typer.Option("--out", help="A .csv, .xlsx, .parquet or .jsonl file; else CSV on stdout.")
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Count months of work up to this day.")
    ] = None,
    employer: Annotated[str | None, typer.Option("--employer", help="Only this employer's placements.")] = None,
    programme: options.Programme = None,
    language: Annotated[Language, typer.Option("--language", help="Of the words in the table.")] = Language.en,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say what is due to each employer, by placement and month, and what the requests come to."""
    import matchmaker as mm
    from matchmaker.io import check_output, write_table
    from matchmaker.io.write_table import csv_text
    from matchmaker.money import statement_frame

    if out is not None:
        check_output(out, replace=replace)
    made = mm.statement(mm.load_result(folder), programme=programme, as_of=None if as_of is None else as_of.date())
    if employer is not None:
        made = made.of_employer(employer)
    if out is not None:
        write_table(statement_frame(made, language.value), out)
    if as_json:
        emit_json(made.as_dict())
    elif out is None:
        emit(csv_text(statement_frame(made, language.value)).rstrip("\n"))
    for finding in made.findings:
        say(f"warning: {finding}")
    for path, value in made.assumed:
        say(f"assumed: {path} = {shorten(value)}")
    say(str(made))
    if out is not None:
        say(f"written to {out}")
