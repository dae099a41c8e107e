"""``matchmaker stability``: who could complain about a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import working


def stability(
    context: typer.Context,
    folder: options.Folder,
    gap: options.Gap = 1e-4,
    time_limit: Annotated[float | None, typer.Option("--time-limit", min=0.0, help="Seconds for that search.")] = None,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say who could complain, about which seat, against whom, and what stability costs."""
    import matchmaker as mm

    answer = Answer(context)
    result = mm.load_result(folder)
    with working("solving"):
        found = mm.stability(result, gap=gap, time_limit=time_limit, interrupt=context.obj.keep())
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)
