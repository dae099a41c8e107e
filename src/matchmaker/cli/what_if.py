"""``matchmaker what-if``: the plan again with some values changed, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

if TYPE_CHECKING:
    from matchmaker.decisions.limits import WhatIf


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
    from matchmaker.api.write_tables import write_tables
    from matchmaker.io import check_output

    if out is not None:
        check_output(out, replace)  # before the long work
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
    if out is not None:
        reached = found.reachable()
        tables = {"what_if": found.to_polars(), "moves": found.moves()}
        if reached is not None:
            tables["reachable"] = reached
        settings = {
            "result": str(folder),
            "set": changes,
            "shuttle": shuttles,
            "each": each,
            "gap": gap,
            "time_limit": time_limit,
        }
        write_tables(tables, out, result, settings=settings, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: {', '.join(f'{name}.csv' for name in tables)}")
    if as_json:
        emit_json(found.as_dict())
    else:
        _tell(found)


def _tell(found: WhatIf) -> None:
    for each in found.scenarios:
        difference = each.difference
        before, after = difference.before, difference.after
        say(escape(f"{difference.name}: {difference.mark}"))
        if not after.has_plan:
            say(escape(f"  no plan ({after.status}): {'; '.join(after.clash)}"))
            continue
        say(f"  placed: {before.plan.n_placed} -> {after.plan.n_placed}, {difference.moves().height} people elsewhere")
        say(f"  score: {before.objective} -> {after.objective}, at most {after.bound} (gap {after.gap or 0:.4%})")
        say(f"  the best score changes by {difference.least:+} to {difference.most:+}")
        for word, cohorts in (("opened", difference.opened), ("closed", difference.closed)):
            if cohorts:
                say(escape(f"  {word}: {', '.join(cohorts)}"))
        reached = each.reachable()
        if reached is not None:
            people = ", ".join(reached["participant_id"].to_list()) or "nobody"
            say(escape(f"  becomes reachable for {reached.height} people: {people}"))
    for note in found.notes:
        say(f"note: {note}")
