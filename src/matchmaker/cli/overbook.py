"""``matchmaker overbook``: how many to invite to each cohort."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit, emit_json, say
from matchmaker.errors import escape


def overbook(
    folder: options.Folder,
    drop_out: Annotated[
        str,
        typer.Option(
            "--drop-out", metavar="P|COLUMN", help="Probability that a person drops out, or the column with it."
        ),
    ],
    otherwise: Annotated[
        float | None, typer.Option("--otherwise", min=0.0, max=1.0, help="Of people who have none in the column.")
    ] = None,
    alpha: Annotated[
        float, typer.Option("--alpha", min=0.0, max=1.0, help="Largest probability of fewer than the minimum.")
    ] = 0.05,
    beta: Annotated[
        float, typer.Option("--beta", min=0.0, max=1.0, help="Largest probability of more than the maximum.")
    ] = 0.05,
    out: Annotated[Path | None, typer.Option("--out", help="A folder to write the tables to.")] = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say how many to invite to each cohort so that enough come and hardly ever too many."""
    import matchmaker as mm
    from matchmaker.api.write_tables import write_tables

    result = mm.load_result(folder)
    found = mm.overbook(result, _number(drop_out), otherwise=otherwise, alpha=alpha, beta=beta)
    if as_json:
        emit_json(found.as_dict())
    else:
        emit(str(found))
    if out is not None:
        settings = {"result": str(folder), "drop_out": drop_out, "otherwise": otherwise, "alpha": alpha, "beta": beta}
        write_tables(found.frames(), out, result, settings=settings, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: {', '.join(f'{name}.csv' for name in found.frames())}")


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
