"""``matchmaker indicators``: what became of people, and plan against actual."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit, emit_json, say, working
from matchmaker.errors import escape


def indicators(
    data: options.Data,
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder, or a .xlsx or .json file; else the main figures on stdout.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Look back from this day, not the latest told."
        ),
    ] = None,
    definition: Annotated[
        str | None, typer.Option("--quality-definition", metavar="NAME", help="A definition of quality employment.")
    ] = None,
    programme: options.Programme = None,
    language: Annotated[Language, typer.Option("--language", help="Of the labels in the tables.")] = Language.en,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Count employment, quality employment, persistence, wages and targets from the history."""
    import matchmaker as mm
    from matchmaker.io import check_output, check_tables_path, write_file_atomically, write_tables

    if out is not None:
        check_tables_path(out)
        check_output(out, replace=replace)
    problem = mm.read(data, encoding=encoding)
    day = None if as_of is None else as_of.date()
    with working("counting"):
        told = mm.indicators(problem, programme=programme, as_of=day, definition=definition)
    if out is not None and out.suffix.lower() == ".json":
        text = json.dumps(told.as_dict(), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
        write_file_atomically(out, lambda temporary: _write(temporary, text.encode()))
    elif out is not None:
        settings = {"programme": told.programme, "as_of": told.as_of, "quality_definition": told.quality_definition}
        write_tables(
            told.to_frames(language.value), out, replace=replace, inputs=problem.hashes, settings=settings,
            warnings=problem.warnings,
        )  # fmt: skip
    if as_json:
        emit_json(told.as_dict())
    elif out is None:
        emit(str(told))
    for path, value in told.assumed:
        say(f"assumed: {path} = {value}")
    if out is not None:
        say(f"as of {told.as_of.isoformat()}, {len(told.tables)} tables in {escape(str(out))}")


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
