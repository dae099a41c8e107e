"""``matchmaker indicators``: what became of people, and plan against actual."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import say, working
from matchmaker.errors import escape


def indicators(
    context: typer.Context,
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

    answer = Answer(context)
    problem = mm.read(data, encoding=encoding)
    day = None if as_of is None else as_of.date()
    with working("counting"):
        told = mm.indicators(problem, programme=programme, as_of=day, definition=definition)
    answer.give(
        partial(told.to_frames, language.value),
        told.as_dict,
        str(told) if out is None else "",
        inputs=problem.hashes,
        warnings=problem.warnings,
        settings={"programme": told.programme, "as_of": told.as_of, "quality_definition": told.quality_definition},
    )
    for path, value in told.assumed:
        say(f"assumed: {path} = {value}")
    if out is not None:
        say(f"as of {told.as_of.isoformat()}, {len(told.tables)} tables in {escape(str(out))}")
