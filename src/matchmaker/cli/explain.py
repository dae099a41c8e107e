"""``matchmaker explain``: why this seat, or why none."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit, emit_json


def explain(
    folder: options.Folder,
    participant: Annotated[str, typer.Argument(metavar="PARTICIPANT_ID", help="Whose outcome to explain.")],
    language: Annotated[Language, typer.Option("--language", help="Of the reasons.")] = Language.en,
    as_json: options.Json = False,
) -> None:
    """Say why a person has this seat, or what stood in the way."""
    import matchmaker as mm
    from matchmaker.explanations import as_text
    from matchmaker.programmes import load_programme

    result = mm.load_result(folder)
    reasons = mm.explain(result, participant, language.value)
    if as_json:
        emit_json(reasons)
    else:
        emit(as_text(reasons, language.value, load_programme(result.programme).labels))
