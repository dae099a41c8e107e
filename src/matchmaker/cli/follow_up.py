"""``matchmaker follow-up``: the calendar after placement, and what of it is overdue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit_json, say


def follow_up(
    folder: options.Folder,
    out: Annotated[Path, typer.Option("--out", help="A .csv, .xlsx, .parquet, .jsonl or .ics (iCalendar) file.")],
    as_of: options.AsOf = None,
    done: Annotated[
        Path | None, typer.Option("--done", help="A file of contacts held: participant_id, held_on, kind, by, note.")
    ] = None,
    programme: options.Programme = None,
    language: Annotated[Language, typer.Option("--language", help="Of the calendar's entries.")] = Language.en,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Write what is to be held after each placement, and say what is overdue."""
    import matchmaker as mm
    from matchmaker.accompaniment import icalendar_bytes
    from matchmaker.io import check_output_file, table_writer, write_file_atomically

    path = check_output_file(out, replace)
    is_calendar = path.suffix.lower() == ".ics"
    write = None if is_calendar else table_writer(path, beside=(".ics",))
    # the data has moved on since the plan was made: contacts and first days are what this is about
    result = mm.load_result(folder, unchanged=False)
    day = None if as_of is None else as_of.date()
    told = mm.follow_up(result, day, contacts=done, programme=programme, encoding=encoding)
    if write is None:
        write_file_atomically(path, icalendar_bytes(told, language.value))
    else:
        write(told.events, path)
    counts = ", ".join(f"{n} {state}" for state, n in told.counts.items())
    say(f"as of {told.as_of.isoformat()}, programme {told.programme}: {counts}")
    if silent := told.silent["is_silent"].sum():
        say(f"without contact for too long: {silent}")
    for note in told.notes:
        say(note)
    say(f"assumed: {', '.join(rule for rule, _ in told.assumed)}" if told.assumed else "nothing assumed")
    say(f"{told.events.height} events in {out}")
    if as_json:
        emit_json({**told.as_dict(), "out": str(out)})
