"""``matchmaker alternatives``: other plans, nearly as good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

if TYPE_CHECKING:
    from matchmaker.decisions.variants.alternatives import Alternatives


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
    from matchmaker.api.write_tables import write_tables
    from matchmaker.io import check_output

    if out is not None:
        check_output(out, replace)  # before the long work
    result = mm.load_result(folder)
    with working("solving"):
        found = mm.alternatives(
            result, plans, loss, differ, gap=gap, time_limit=time_limit, interrupt=context.obj.keep()
        )
    if out is not None:
        settings = {"result": str(folder), "plans": plans, "loss": loss, "differ": differ, "gap": gap}
        tables = found.to_frames()
        write_tables(tables, out, result, settings=settings, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: {', '.join(f'{name}.csv' for name in tables)}")
    if as_json:
        emit_json(found.as_dict())
    else:
        _tell(found)


def _tell(found: Alternatives) -> None:
    for row in found.plans().iter_rows(named=True):
        name = f"alternative {row['plan']}" if row["plan"] else "the plan"
        say(
            f"{name}: score {row['score']:.6f}, at most {row['bound']:.6f} ({row['mark']}), "
            f"{row['placed']} placed, {row['cohorts']} cohorts"
        )
        if row["plan"]:
            say(
                f"  loses {row['lost']:.6f}; {row['differs']} people placed otherwise than in the plan, "
                f"at least {row['differs_least']} than in any other"
            )
    for plan, cohort, what in found.cohorts().iter_rows():
        say(f"  alternative {plan}: {escape(cohort)} {what}")
    say(f"{len(found.others)} found; {found.ended}")
