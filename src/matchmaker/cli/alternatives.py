"""``matchmaker alternatives``: other plans, nearly as good."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import working


def alternatives(
    context: typer.Context,
    folder: options.Folder,
    plans: Annotated[int, typer.Option("--plans", min=1, max=100, help="How many others at most.")] = 3,
    loss: Annotated[
        float, typer.Option("--loss", min=0.0, max=1.0, help="The share of the plan's score that each may lose.")
    ] = 0.01,
    differ: Annotated[
        int, typer.Option("--differ", min=1, help="People placed otherwise, at least, than in any other.")
    ] = 10,
    gap: options.Gap = 1e-4,
    time_limit: Annotated[float | None, typer.Option("--time-limit", min=0.0, help="Seconds for all of them.")] = None,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Find other plans nearly as good, and say what distinguishes them."""
    import matchmaker as mm

    answer = Answer(context)
    result = mm.load_result(folder)
    with working("solving"):
        found = mm.alternatives(
            result, plans, loss, differ, gap=gap, time_limit=time_limit, interrupt=context.obj.keep()
        )
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)
