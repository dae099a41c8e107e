"""``matchmaker prices``: what a little more of each limit of a plan would bring."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import working


def prices(
    context: typer.Context,
    folder: options.Folder,
    prove: Annotated[int, typer.Option("--prove", min=0, help="Re-solve so many of the most valuable.")] = 0,
    gap: options.Gap = 1e-4,
    time_limit: Annotated[float | None, typer.Option("--time-limit", min=0.0, help="Seconds for each.")] = None,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say what one more place, ten more minutes or NIS 1,000 would bring at most."""
    import matchmaker as mm
    from matchmaker.api.given_scores_of import given_scores_of

    answer = Answer(context)
    result = mm.load_result(folder)
    given, encoding = given_scores_of(folder)
    with working("pricing"):
        found = mm.limit_prices(
            result,
            prove=prove,
            given=given,
            encoding=encoding,
            gap=gap,
            time_limit=time_limit,
            interrupt=context.obj.keep(),
        )
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)
