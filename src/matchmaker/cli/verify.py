"""``matchmaker verify``: replay a written plan from the files alone."""

from __future__ import annotations

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say


def verify(folder: options.Folder, as_json: options.Json = False) -> None:
    """Replay a written plan exactly. Exit 0, or 5 if it does not hold."""
    import matchmaker as mm

    broken = mm.verify(folder)
    if as_json:
        emit_json(
            {"holds": not broken, "violations": [{"code": each.code, "message": each.message} for each in broken]}
        )
    else:
        for each in broken:
            say(f"{each.code}: {each.message}")
        say(
            "the plan does not hold"
            if broken
            else "the plan holds: every rule kept, the objective exact, the files unchanged"
        )
    if broken:
        raise typer.Exit(5)
