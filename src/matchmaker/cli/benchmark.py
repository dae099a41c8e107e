"""``matchmaker benchmark``: policies x metrics on the same problems."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit, emit_json, say, working


def benchmark(
    data: Annotated[
        list[str] | None, typer.Argument(metavar="[DATA]...", help="Problems; else generated ones.")
    ] = None,
    policies: Annotated[
        str, typer.Option("--policies", help="Policies, separated by commas.")
    ] = "optimal,greedy,deferred_acceptance,lottery",
    seeds: Annotated[
        int, typer.Option("--seeds", min=1, help="How many seeds of each generated problem and lottery.")
    ] = 3,
    out: Annotated[Path | None, typer.Option("--out", help="A .csv, .xlsx, .parquet or .jsonl file.")] = None,
    programme: options.Programme = None,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Compare policies by every metric on the same problems."""
    import matchmaker as mm
    from matchmaker.io import check_output, write_table

    if out is not None:
        check_output(out, replace=replace)
    problems = {name: mm.read(name, encoding=encoding) for name in data or ()}
    with working("comparing policies"):
        frame = mm.benchmark(problems, policies=tuple(policies.split(",")), seeds=seeds, programme=programme)
    if out is not None:
        write_table(frame, out)
        say(f"{frame.height} rows in {out}")
    if as_json:
        emit_json(frame.to_dicts())
    else:
        from matchmaker.reports import render_table

        emit(render_table(frame.to_dicts()))
