"""``matchmaker check``: every error of the data in one go."""

from __future__ import annotations

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say


def check(
    data: options.Data,
    as_of: options.AsOf = None,
    encoding: options.Encoding = "utf-8",
    as_json: options.Json = False,
) -> None:
    """List every error of DATA, with its place and what was expected."""
    import typer

    import matchmaker as mm

    findings = mm.check(data, encoding=encoding, today=None if as_of is None else as_of.date())
    errors = [finding for finding in findings if finding.severity == "error"]
    warnings = [finding for finding in findings if finding.severity == "warning"]
    if as_json:
        emit_json({"errors": [each.as_dict() for each in errors], "warnings": [each.as_dict() for each in warnings]})
    else:
        for finding in (*errors, *warnings):
            say(f"{finding.severity}: {finding}")
        say(f"{_many(len(errors), 'error')}, {_many(len(warnings), 'warning')}")
    if errors:
        raise typer.Exit(2)


def _many(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
