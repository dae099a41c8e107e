"""``matchmaker stability``: who could complain about a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

if TYPE_CHECKING:
    from matchmaker.decisions.variants.stability import Stability

_SHOWN = 20


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
    from matchmaker.api.write_tables import write_tables
    from matchmaker.io import check_output

    if out is not None:
        check_output(out, replace)  # before the long work
    result = mm.load_result(folder)
    with working("solving"):
        found = mm.stability(result, gap=gap, time_limit=time_limit, interrupt=context.obj.keep())
    if out is not None:
        tables = found.to_frames()
        write_tables(tables, out, result, settings={"result": str(folder), "gap": gap}, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: {', '.join(f'{name}.csv' for name in tables)}")
    if as_json:
        emit_json({**found.as_dict(), "rows": found.complaints.to_dicts()})
    else:
        _tell(found)


def _tell(found: Stability) -> None:
    told = found.as_dict()
    for row in found.complaints.head(_SHOWN).iter_rows(named=True):
        against = "a place is free" if row["against"] is None else f"against {row['against']}"
        excuse = "" if row["keeps_rules"] else "; a rule stands against it"
        now = "no place" if row["now"] is None else row["now"]
        say(escape(f"{row['participant_id']} ({now}) could claim {row['seat_id']}: {against}{excuse}"))
    if found.complaints.height > _SHOWN:
        say(f"and {found.complaints.height - _SHOWN} more; --out writes them all")
    say(
        f"{told['complaints']} complaints by {told['people']} people, {told['complaints_that_keep_every_rule']} of them "
        "with every rule kept"
    )
    say(f"score of the plan {told['score']}, of the best {told['best_score']}, at most {told['best_bound']}")
    if found.price is None:
        say(f"deferred acceptance has no plan here ({told['deferred_acceptance_status']})")
        return
    say(
        f"deferred acceptance: score {told['deferred_acceptance_score']}, "
        f"{told['deferred_acceptance_complaints']} complaints"
    )
    say(f"price of stability: {told['price_least']} to {told['price_most']} ({found.mark})")
