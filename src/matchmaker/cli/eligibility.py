"""``matchmaker eligibility``: who may take part, who waits for an approval, and what to ask for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit_json, say


def eligibility(
    data: options.Data,
    out: Annotated[Path, typer.Option("--out", help="A .csv, .xlsx, .parquet or .jsonl file.")],
    programme: options.Programme = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day on which age and other time elapsed is taken."),
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="Of names and sentences.")] = Language.en,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say of each person: eligible, almost, not eligible, or cannot say."""
    import matchmaker as mm
    from matchmaker.io import check_output, write_table

    check_output(out, replace=replace)
    problem = mm.read(data, encoding=encoding)
    table = mm.eligibility(problem, programme, None if as_of is None else as_of.date())
    write_table(table.to_polars(language.value), out)
    if as_json:
        emit_json({**table.as_dict(language.value), "out": str(out)})
    for line in table.summary(language.value):
        say(line)
    say(f"{table.frame.height} rows in {out}")
