"""``matchmaker what-if``: the plan again with some values changed, and what differs."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import working


def what_if(
    context: typer.Context,
    folder: options.Folder,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="CHANGE", help="Such as seats.S0012.count=5 or constraint.budget.max=90000."),
    ] = None,
    shuttles: Annotated[
        list[str] | None,
        typer.Option("--shuttle", metavar="A,B,MINUTES[,SEATS]", help="A shared ride from locality A to B."),
    ] = None,
    each: Annotated[bool, typer.Option("--each", help="Each change by itself, on all cores.")] = False,
    gap: options.Gap = 1e-4,
    time_limit: Annotated[float | None, typer.Option("--time-limit", min=0.0, help="Seconds for each.")] = None,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Re-solve with values changed, and say what differs."""
    import matchmaker as mm
    from matchmaker.api.given_scores_of import given_scores_of

    answer = Answer(context)
    result = mm.load_result(folder)
    given, encoding = given_scores_of(folder)
    with working("solving"):
        found = mm.what_if(
            result,
            changes or (),
            shuttles=shuttles or (),
            each=each,
            given=given,
            encoding=encoding,
            gap=gap,
            time_limit=time_limit,
            interrupt=context.obj.keep(),
        )
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)
