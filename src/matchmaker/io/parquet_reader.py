"""Parquet to tables of text, by way of a child process that may break."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.frame_reader import read_frame
from matchmaker.io.front_door import SourceFile, is_format
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES

_CHILD = Path(__file__).with_name("parquet_child.py")
_TIME_LIMIT_SECONDS = 300  # [assumed]


def read_parquet(sources: Mapping[str, SourceFile], findings: Findings) -> dict[str, RawTable]:
    """Return the tables in Parquet files, by table name; what cannot be read is in ``findings``.

    The bytes are decoded by another process, because a damaged file can end the process that reads it (HOSTILE 36).
    One process decodes all files; a file that ends it is reported and the others get a new one.
    """
    waiting = {name: source for name, source in sources.items() if _looks_whole(source, findings)}
    tables: dict[str, RawTable] = {}
    while waiting:
        answers = _decoded(list(waiting.values()))
        for (name, source), (frame, reason) in zip(list(waiting.items()), answers, strict=False):
            del waiting[name]
            if frame is not None:
                raw = read_frame(frame, TABLES[name], findings, file=source.name)
                tables |= {} if raw is None else {name: raw}
            else:
                message = f"the file cannot be decoded: {reason}"
                findings.error(source.name, "damaged-file", message, hint="copy the file again from its source")
    return tables


def _looks_whole(source: SourceFile, findings: Findings) -> bool:
    if not is_format(source, "parquet", findings):
        return False
    if not source.data.endswith(b"PAR1"):
        findings.error(source.name, "damaged-file", "the file is cut short: its end is missing", hint="copy it again")
        return False
    return True


def _decoded(sources: list[SourceFile]) -> list[tuple[pl.DataFrame | None, str]]:
    """Return a frame or a reason for each file up to the first that ends the child, at least for one."""
    request = b"".join(len(source.data).to_bytes(8, "little") + source.data for source in sources)
    environment = {**os.environ, "POLARS_MAX_THREADS": "2", "RUST_BACKTRACE": "0"}
    command = [sys.executable, "-P", str(_CHILD)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and program
            command, input=request, capture_output=True, timeout=_TIME_LIMIT_SECONDS, check=False, env=environment
        )
        output, reason = done.stdout, f"the reader ended with code {done.returncode}"
    except subprocess.TimeoutExpired as error:
        output, reason = error.stdout or b"", f"it was not read within {_TIME_LIMIT_SECONDS} seconds"
    except OSError as error:
        return [(None, f"the reader cannot be started: {error.strerror}")] * len(sources)
    answers = _answers(output)
    return answers if len(answers) == len(sources) else [*answers, (None, reason)]


def _answers(output: bytes) -> list[tuple[pl.DataFrame | None, str]]:
    answers: list[tuple[pl.DataFrame | None, str]] = []
    position = 0
    while position + 9 <= len(output):
        end = position + 9 + int.from_bytes(output[position + 1 : position + 9], "little")
        if end > len(output):
            break
        is_frame, data = output[position : position + 1] == b"+", output[position + 9 : end]
        answers.append((pl.read_ipc_stream(io.BytesIO(data)), "") if is_frame else (None, data.decode("utf-8")))
        position = end
    return answers
