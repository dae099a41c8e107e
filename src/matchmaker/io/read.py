"""read, read_tables and check: the ways into a problem. All three report everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from matchmaker.errors import Finding, InputError
from matchmaker.io.findings import Findings
from matchmaker.io.frame_reader import frame_of_capsule, read_frame
from matchmaker.io.judge import judge
from matchmaker.io.nearest import suggestion
from matchmaker.io.settings_reader import settings_of
from matchmaker.io.sources import Gathered, gather
from matchmaker.model import TABLES, Problem, Settings


def read(path: str | Path, *, encoding: str = "utf-8", today: date | None = None) -> Problem:
    """Return the problem at ``path``: a folder of CSV or Parquet, an .xlsx, a .json, or ``sqlite:///file.db``.

    Every file is read once, hashed, judged by what it is rather than what it is called, and taken as text first; then
    each cell is checked against its column. ``encoding`` is that of the CSV files; it is never guessed. ``today``
    (the day of the call unless given) decides which birth dates lie in the future.

    Raises:
        InputError: something is wrong; ``findings`` holds every error of every file. What is merely odd is in
            ``Problem.warnings``.
    """
    findings = Findings()
    return _problem(gather(path, findings, encoding=encoding), findings, today)


def check(path: str | Path, *, encoding: str = "utf-8", today: date | None = None) -> tuple[Finding, ...]:
    """Return everything `read` would find at ``path``, errors and warnings, in the order of files and rows.

    Never raises for bad data; an empty answer means that there is nothing to mend.
    """
    findings = Findings()
    _judged(gather(path, findings, encoding=encoding), findings, today)
    return findings.all


def read_tables(
    tables: Mapping[str, Any], settings: Settings | Mapping[str, Any] | None = None, *, today: date | None = None
) -> Problem:
    """Return the problem held in tables: anything with ``__arrow_c_stream__`` (pandas, polars, pyarrow, DuckDB, ...).

    ``tables`` maps names of `matchmaker.model.TABLES` to tables whose columns are the records' field names. They are
    checked like files: ids must be text, missing is null (NaN is refused), lists are lists of text or text separated
    by ``;``. Findings name the table and count rows as if under a header.

    Raises:
        InputError: something is wrong; ``findings`` holds every error of every table.
    """
    findings = Findings()
    gathered = Gathered()
    gathered.missing_name = str
    for name, given in tables.items():
        if name not in TABLES:
            message = f"there is no table called '{name}'"
            findings.error(name, "unknown-table", message, hint=suggestion(name, TABLES))
            continue
        frame = frame_of_capsule(given, name, findings)
        raw = None if frame is None else read_frame(frame, TABLES[name], findings, file=name)
        if raw is not None:
            gathered.tables[name] = raw
    if isinstance(settings, Settings):
        gathered.settings = settings
    elif settings is not None:
        gathered.settings = settings_of(settings, "settings", findings)
    return _problem(gathered, findings, today)


def _problem(gathered: Gathered, findings: Findings, today: date | None) -> Problem:
    frames = _judged(gathered, findings, today)
    if findings.errors:
        raise InputError(findings.errors)
    return Problem.from_frames(
        frames,
        settings=gathered.settings,
        files={name: raw.file for name, raw in gathered.tables.items()},
        hashes=gathered.hashes,
        warnings=findings.warnings,
    )


def _judged(gathered: Gathered, findings: Findings, today: date | None) -> dict[str, Any]:
    return judge(
        gathered.tables,
        findings,
        missing_name=gathered.missing_name,
        region=gathered.settings.region,
        today=today or date.today(),
    )
