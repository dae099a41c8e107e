"""``matchmaker trade-off``: how much of one objective has to be given up for another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

if TYPE_CHECKING:
    from matchmaker.allocation.trade_off import TradeOff


def trade_off(
    context: typer.Context,
    data: options.Data,
    between: Annotated[
        tuple[str, str], typer.Option("--between", metavar="A B", help="Two objectives, such as placed score.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
    points: Annotated[int, typer.Option("--points", min=2, max=1000, help="How many plans at most.")] = 11,
    objectives: options.Objectives = None,
    programme: options.Programme = None,
    scores: options.Scores = None,
    gap: Annotated[
        float, typer.Option("--gap", min=0.0, max=1.0, help="Stop each level when it is proved this close.")
    ] = 1e-4,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", min=0.0, help="Seconds for all plans together.")
    ] = None,
    seed: options.Seed = 0,
    previous: options.Previous = None,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Write the curve between two objectives: a table, the plans, and a plot."""
    import matchmaker as mm
    from matchmaker.api.input_hashes import input_hashes
    from matchmaker.io import OutputFolder, write_table
    from matchmaker.reports.plot_trade_off import MISSING

    with OutputFolder(out, replace=replace) as folder:
        problem = mm.read(data, encoding=encoding)
        with working("scoring"):
            table = mm.score(problem, given=scores, programme=programme, encoding=encoding)
        with working("solving"):
            curve = mm.trade_off(
                problem,
                table,
                between=between,
                points=points,
                objectives=options.split(objectives),
                gap=gap,
                time_limit=time_limit,
                seed=seed,
                programme=programme,
                interrupt=context.obj.keep(),
                previous=previous,
            )
        if curve.failed is not None:
            say(str(curve.failed))
            raise typer.Exit(3 if curve.failed.status == "infeasible" else 4)
        frame = curve.to_polars()
        for name in ("trade_off.csv", "trade_off.xlsx"):
            write_table(frame, folder.file(name))
        write_table(curve.plans(), folder.file("plans.csv"))
        drawn = _drawn(curve)
        if drawn is not None:
            folder.file("trade_off.svg").write_text(drawn, encoding="utf-8")
        folder.describe(
            inputs=input_hashes(problem, scores),
            seed=seed,
            settings={"between": list(between), "points": points, "objectives": objectives, "gap": gap}
            | ({} if previous is None else {"previous": str(previous.resolve())}),
            warnings=problem.warnings,
        )
    if as_json:
        emit_json(frame.to_dicts())
    else:
        _tell(curve)
    if drawn is None:
        say(MISSING)
    say(
        f"written to {escape(str(out.resolve()))}: trade_off.csv, trade_off.xlsx, plans.csv{', trade_off.svg' * (drawn is not None)}"
    )


def _drawn(curve: TradeOff) -> str | None:
    from matchmaker.reports.plot_trade_off import plot_trade_off

    points = [(float(point.first.value), float(point.second.value)) for point in curve.points]
    axes = (f"{curve.first.called} ({curve.first.unit})", f"{curve.second.called} ({curve.second.unit})")
    return plot_trade_off(points, axes)


def _tell(curve: TradeOff) -> None:
    from matchmaker.allocation.summary import level_text

    for number, point in enumerate(curve.points, 1):
        values = ", ".join(
            f"{level.name} {level_text(level.value)} ({level.objective.unit}; "
            f"{'at most' if level.objective.better == 'higher' else 'at least'} {level_text(level.bound)})"
            for level in (point.first, point.second)
        )
        say(f"{number}. {values}, gap {point.result.gap or 0:.4%}")
    if curve.ended is not None:
        say(f"note: stopped by {curve.ended} before all points were made")
