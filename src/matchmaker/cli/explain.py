"""``matchmaker explain``: why this seat, or why none."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit, emit_json


def explain(
    folder: options.Folder,
    participant: Annotated[str, typer.Argument(metavar="PARTICIPANT_ID", help="Whose outcome to explain.")],
    as_json: options.Json = False,
) -> None:
    """Say why a person has this seat, or what stood in the way."""
    import matchmaker as mm
    from matchmaker.explanations import as_text

    reasons = mm.explain(mm.load_result(folder), participant)
    if as_json:
        emit_json(reasons)
    else:
        emit(as_text(reasons))
