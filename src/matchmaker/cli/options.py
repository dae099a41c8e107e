"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    str, typer.Argument(metavar="DATA", help="A folder of CSV or Parquet files, a .xlsx, a .json, or sqlite:///FILE.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder written by `matchmaker allocate`.")]
Scores = Annotated[
    Path | None, typer.Option("--scores", help="A file of participant_id, seat_id, score that replaces the scorers.")
]
Programme = Annotated[
    str | None,
    typer.Option("--programme", help="A built-in programme, or a TOML file; else the one in settings.toml."),
]
Encoding = Annotated[str, typer.Option("--encoding", help="Encoding of CSV files, such as cp1255. Never guessed.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")]
Replace = Annotated[bool, typer.Option("--replace", help="Replace an earlier result.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The day it stands on; today unless given."),
]
Gap = Annotated[float, typer.Option("--gap", min=0.0, max=1.0, help="Stop a search when it is proved this close.")]
OutTables = Annotated[Path | None, typer.Option("--out", help="A folder, .xlsx or .json to write to.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of whatever is drawn by lot.")]
Objectives = Annotated[
    str | None,
    typer.Option(
        "--objectives",
        metavar="A,B,...",
        help="What the plan is to be best at, in order, such as placed,quality:2,score:1% (with tolerances).",
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option("--previous", metavar="DIR", help="The plan that stood; its placements are to be kept."),
]


def split(objectives: str | None) -> list[str] | None:
    """Return the objectives of an option one by one."""
    return None if objectives is None else [each.strip() for each in objectives.split(",")]
