"""``matchmaker fairness``: how groups fare in a plan, and what floors cost."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import working


def fairness(
    context: typer.Context,
    folder: options.Folder,
    by: Annotated[
        str, typer.Option("--by", metavar="A,B,...", help="Columns of participants that make groups.")
    ] = "gender,population_group",
    floors: Annotated[
        list[str] | None,
        typer.Option("--price-of", metavar="FLOOR", help="Such as gender=female:rate=0.5, or :mean=0.6."),
    ] = None,
    level: Annotated[float, typer.Option("--level", help="Confidence of each interval, up to 0.999.")] = 0.95,
    least: Annotated[int, typer.Option("--least", min=2, help="Of fewer people no gap is told.")] = 10,
    seed: options.Seed = 0,
    gap: options.Gap = 1e-4,
    time_limit: Annotated[float | None, typer.Option("--time-limit", min=0.0, help="Seconds for all prices.")] = None,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Show rates and gaps of groups, envy, and what floors cost in score."""
    import matchmaker as mm

    answer = Answer(context)
    result = mm.load_result(folder)
    with working("solving"):
        found = mm.fairness(
            result,
            options.split(by) or (),
            floors or (),
            level=level,
            least=least,
            seed=seed,
            gap=gap,
            time_limit=time_limit,
            interrupt=context.obj.keep(),
        )
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)
