"""``matchmaker fairness``: how groups fare in a plan, and what floors cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

if TYPE_CHECKING:
    from matchmaker.decisions.variants.fairness import Fairness


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
    level: Annotated[float, typer.Option("--level", help="Confidence of the intervals, between 0 and 1.")] = 0.95,
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
    from matchmaker.api.write_tables import write_tables
    from matchmaker.io import check_output

    if out is not None:
        check_output(out, replace)  # before the long work
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
    if out is not None:
        settings = {
            "result": str(folder),
            "by": by,
            "price_of": floors,
            "level": level,
            "least": least,
            "seed": seed,
            "gap": gap,
        }
        tables = found.to_frames()
        write_tables(tables, out, result, settings=settings, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: {', '.join(f'{name}.csv' for name in tables)}")
    if as_json:
        emit_json(found.as_dict())
    else:
        _tell(found)


def _tell(found: Fairness) -> None:
    for row in found.groups.iter_rows(named=True):
        name = "not known" if row["group"] is None else escape(row["group"])
        mean = _interval(row["mean_score"], row["mean_low"], row["mean_high"])
        rate = _interval(row["rate"], row["rate_low"], row["rate_high"])
        say(
            f"{escape(row['column'])} {name}: {row['placed']} of {row['people']} placed, rate {rate}; mean score {mean}; "
            f"{row['envious']} would rather have another's seat"
        )
    for row in found.gaps.iter_rows(named=True):
        gap = _interval(row["gap"], row["low"], row["high"])
        say(escape(f"{row['column']} {row['group']} less {row['other']}: {row['measure']} {gap}: {row['says']}"))
    for price in found.prices:
        shown = "" if price.price is None else f", costs {price.price} (from {price.least} to {price.most})"
        say(escape(f"{price.floor}{' (stands)' if price.stands else ''}{shown}: {price.mark}"))


def _interval(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return "cannot be said"
    return f"{value:.3f}" + ("" if low is None or high is None else f" ({low:.3f} to {high:.3f})")
