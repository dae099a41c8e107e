"""``matchmaker sheets``: one file per employer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape


class SheetFormat(StrEnum):
    """Format of the sheets."""

    xlsx = "xlsx"
    csv = "csv"


def sheets(
    folder: options.Folder,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
    file_format: Annotated[SheetFormat, typer.Option("--format", help="Of the sheets.")] = SheetFormat.xlsx,
    language: Annotated[Language, typer.Option("--language", help="Of the sheets.")] = Language.en,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Write a sheet for each employer: only what people agreed to share."""
    import matchmaker as mm
    from matchmaker.api.sheets import INDEX, sheets
    from matchmaker.io import check_output_folder

    check_output_folder(out, replace=replace)
    result = mm.load_result(folder)
    with working("writing"):
        index = sheets(result, out, file_format=file_format.value, language=language.value, replace=replace)
    if as_json:
        emit_json(index.to_dicts())
    say(f"{index.height} sheets in {escape(str(out.resolve()))}; {INDEX} says which is whose, and stays in the house")
    say("look at each and decide on it before it is sent: a list that an employer relies on counts as a decision")
