"""Answer: how the commands that make several tables give what they found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from matchmaker.cli.console import emit, emit_json, json_text, say
from matchmaker.errors import Finding, escape

if TYPE_CHECKING:
    import polars as pl


class Answer:
    """Tables in ``--out`` (a folder, a workbook, or a .json with the JSON value), and one JSON value (``--json``) or words on stdout.

    Make one before the long work, from the context of the command: an ``--out`` that cannot be used is refused then.

    Raises:
        UsageError: see `matchmaker.io.check_tables_path` and `matchmaker.io.check_output`.
    """

    def __init__(self, context: typer.Context) -> None:
        from matchmaker.io import check_output, check_tables_path

        given = dict(context.params)
        self._out: Path | None = given.pop("out")
        self._replace: bool = given.pop("replace")
        self._as_json: bool = given.pop("as_json")
        self._settings = {name: str(value) if isinstance(value, Path) else value for name, value in given.items()}
        if self._out is not None:
            check_tables_path(self._out)
            check_output(self._out, self._replace)

    def give(
        self,
        frames: Callable[[], Mapping[str, pl.DataFrame]],
        value: Callable[[], dict[str, Any]],
        words: str,
        *,
        inputs: Mapping[str, str],
        seed: int | None = None,
        warnings: Sequence[Finding] = (),
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the tables ``frames`` or the JSON ``value``, whole or not at all; then print.

        The manifest of a folder holds the options; ``settings`` replace those of the same name. ``inputs`` are hashes of
        what was read. Empty ``words`` are not printed.

        Raises:
            UsageError, OutputError: what was asked for could not be written.
        """
        if self._out is not None:
            self._write(
                self._out,
                frames,
                value,
                inputs=inputs,
                seed=seed,
                warnings=warnings,
                settings={**self._settings, **(settings or {})},
            )
        if self._as_json:
            emit_json(value())
        elif words:
            emit(words)

    def _write(
        self,
        out: Path,
        frames: Callable[[], Mapping[str, pl.DataFrame]],
        value: Callable[[], dict[str, Any]],
        **described: Any,
    ) -> None:
        from matchmaker.io import write_file_atomically, write_tables

        shown = escape(str(out.resolve()))
        if out.suffix.lower() == ".json":
            write_file_atomically(out, f"{json_text(value())}\n".encode())
            say(f"written to {shown}")
            return
        tables = frames()
        write_tables(tables, out, replace=self._replace, **described)
        say(f"written to {shown}: {', '.join(tables)}")
