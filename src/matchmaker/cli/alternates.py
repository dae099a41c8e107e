"""``matchmaker alternates``: who could stand in for each person placed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit, emit_json, say
from matchmaker.errors import escape


def alternates(
    folder: options.Folder,
    most: Annotated[int, typer.Option("--most", min=1, help="Stand-ins listed for each person; all are tried.")] = 5,
    out: Annotated[Path | None, typer.Option("--out", help="A folder to write the tables to.")] = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """List who could take each placed person's seat with every rule kept."""
    import matchmaker as mm
    from matchmaker.api.write_tables import write_tables

    result = mm.load_result(folder)
    found = mm.alternates(result, most=most)
    if as_json:
        emit_json(found.as_dict())
    else:
        emit(str(found))
    if out is not None:
        write_tables(found.frames(), out, result, settings={"result": str(folder), "most": most}, replace=replace)
        say(f"written to {escape(str(out.resolve()))}: {', '.join(f'{name}.csv' for name in found.frames())}")
