"""``matchmaker route``: where each person's readiness points, what comes first, and which barriers have an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape


def route(
    data: options.Data,
    out: Annotated[
        Path,
        typer.Option("--out", help="A folder for every table; or a .csv, .xlsx, .parquet or .jsonl, one row a person."),
    ],
    programme: options.Programme = None,
    language: Annotated[Language, typer.Option("--language", help="Of names and reasons.")] = Language.en,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say where each person's readiness points, and what comes first."""
    import matchmaker as mm
    from matchmaker.io import OutputFolder, check_output, table_writer, write_table
    from matchmaker.io.check_output import FILE_SUFFIXES

    check_output(out, replace=replace)
    write = table_writer(out) if out.suffix.lower() in FILE_SUFFIXES else None
    problem = mm.read(data, encoding=encoding)
    with working("routing"):
        routes = mm.route(problem, programme, language=language.value)
    if write is not None:
        write(routes.people, out)
    else:
        with OutputFolder(out, replace=replace) as folder:
            for name, frame in routes.to_frames().items():
                write_table(frame, folder.file(f"{name}.csv"))
            folder.describe(inputs=problem.hashes, settings={"programme": routes.programme}, warnings=problem.warnings)
    for line in routes.summary:
        say(line)
    say(f"written to {escape(str(out))}")
    if as_json:
        emit_json({**routes.counts, "assumed": dict(routes.assumed), "out": str(out)})
