"""``matchmaker alternates``: who could stand in for each person placed."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer


def alternates(
    context: typer.Context,
    folder: options.Folder,
    most: Annotated[int, typer.Option("--most", min=1, help="Stand-ins listed for each person; all are tried.")] = 5,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """List who could take each placed person's seat with every rule kept."""
    import matchmaker as mm

    answer = Answer(context)
    result = mm.load_result(folder)
    found = mm.alternates(result, most=most)
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)
