"""``matchmaker prices``: what a little more of each limit of a plan would bring."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

_SHOWN = 20


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
    from matchmaker.api.write_tables import write_tables
    from matchmaker.io import check_output

    if out is not None:
        check_output(out, replace)  # before the long work
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
    if out is not None:
        settings = {"result": str(folder), "prove": prove, "gap": gap, "time_limit": time_limit}
        write_tables({"prices": found.to_polars()}, out, result, settings=settings, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: prices.csv")
    if as_json:
        emit_json(found.as_dict())
        return
    for limit in found.limits[:_SHOWN]:
        words = f"{limit.change} ({limit.step}): at most {limit.price} + {limit.gap} more score [{limit.mark}]"
        proved = limit.proved
        if proved is not None and proved.gained is not None:
            words += f"; re-solved {proved.gained:+}, between {proved.least:+} and {proved.most:+}"
        say(escape(words))
    say(f"{len(found.limits)} limits; score {found.score}, no plan as things are above {found.bound}")
    for note in found.notes:
        say(f"note: {note}")
