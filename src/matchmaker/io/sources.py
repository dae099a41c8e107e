"""Where a problem's tables come from: a folder, a workbook, a JSON file or a database, told apart by path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from matchmaker.io.csv_reader import read_csv
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, identify, read_once
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.io.settings_reader import read_settings, settings_of, settings_of_toml
from matchmaker.model import TABLES, Settings
from matchmaker.text.identity import identity_key

SETTINGS_FILE = "settings.toml"
CHECKSUMS_FILE = "SHA256SUMS"
SQLITE_URL = "sqlite:///"
_LIKE_DATA = frozenset(
    (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".jsonl", ".toml", ".db", ".sqlite")
)
_PASSED_OVER = frozenset({"readme.txt"})


@dataclass(slots=True)
class Gathered:
    """Everything a source held: raw tables, settings, hashes by file name."""

    tables: dict[str, RawTable] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    hashes: dict[str, str] = field(default_factory=dict)
    # how a table that is missing would be called here
    missing_name: Callable[[str], str] = "{}.csv".format

    def open(self, path: Path, findings: Findings) -> SourceFile | None:
        """Read a file once and keep its hash."""
        source = read_once(path, findings)
        if source is not None:
            self.hashes[source.name] = source.sha256
        return source


def gather(location: str | Path, findings: Findings, *, encoding: str = "utf-8") -> Gathered:
    """Return the raw tables and settings at ``location``; what cannot be read is in ``findings``."""
    text = str(location)
    if text.startswith(SQLITE_URL):
        return _gather_file(Path(text.removeprefix(SQLITE_URL)), ".db", findings)
    if "://" in text:
        hint = "query it yourself and pass the tables to read_tables"
        message = "only sqlite:/// addresses are read"
        findings.error(text, "wrong-format", message, expected="a folder, .xlsx, .json or sqlite:///file", hint=hint)
        return Gathered()
    path = Path(location)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        return _gather_folder(path, findings, encoding)
    return _gather_file(path, path.suffix.lower(), findings)


def _gather_file(path: Path, suffix: str, findings: Findings) -> Gathered:
    gathered = Gathered()
    gathered.missing_name = lambda _table: path.name
    source = gathered.open(path, findings)
    if source is None:
        return gathered
    match suffix:
        case ".xlsx":
            from matchmaker.io.xlsx_reader import read_xlsx

            gathered.tables, text = read_xlsx(source, findings)
        case ".json":
            from matchmaker.io.json_reader import read_json

            gathered.tables, content = read_json(source, findings)
            gathered.settings = settings_of(content, source.name, findings)
            return gathered
        case ".db" | ".sqlite" | ".sqlite3":
            from matchmaker.io.sql_reader import read_sql

            gathered.tables, text = read_sql(source, findings)
        case _:
            found = identify(source.data)
            message = f"a problem is not read from this; it is {'a text file' if found == 'text' else found}"
            findings.error(path.name, "wrong-format", message, expected="a folder, .xlsx, .json or sqlite:///file")
            return gathered
    if text is not None:
        gathered.settings = settings_of_toml(text, source.name, findings, sheet="settings")
    return gathered


def _gather_folder(folder: Path, findings: Findings, encoding: str) -> Gathered:
    gathered = Gathered()
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        message = f"the folder cannot be listed: {error.strerror}"
        findings.error(folder.name, "unreadable", message, expected="a folder that may be read")
        return gathered
    if not any(path.suffix == ".csv" for path in paths) and any(path.suffix == ".parquet" for path in paths):
        gathered.missing_name = "{}.parquet".format
    parquet: dict[str, SourceFile] = {}
    found: dict[str, Path] = {}
    for path in paths:
        name, suffix = identity_key(path.stem), path.suffix.lower()
        if name in found and suffix in (".csv", ".parquet"):
            message = f"'{found[name].name}' holds this table already"
            findings.error(path.name, "duplicate-table", message, hint="remove one of the two files")
        elif name in TABLES and suffix in (".csv", ".parquet"):
            found[name] = path
            source = gathered.open(path, findings)
            if source is not None and suffix == ".parquet":
                parquet[name] = source
            else:
                raw = None if source is None else read_csv(source, TABLES[name], findings, encoding=encoding)
                gathered.tables[name] = raw or _unread(name, path.name)
        elif path.name == SETTINGS_FILE:
            source = gathered.open(path, findings)
            gathered.settings = gathered.settings if source is None else read_settings(source, findings)
        elif suffix in _LIKE_DATA and path.name.lower() not in _PASSED_OVER:
            hint = suggestion(path.name, [*(f"{table}.csv" for table in TABLES), SETTINGS_FILE])
            findings.warning(path.name, "unknown-file", "this is no table of a problem; it was passed over", hint=hint)
    if parquet:
        from matchmaker.io.parquet_reader import read_parquet

        tables = read_parquet(parquet, findings)
        gathered.tables |= {name: tables.get(name) or _unread(name, source.name) for name, source in parquet.items()}
    _check_checksums(folder, gathered, findings)
    return gathered


def _unread(name: str, file: str) -> RawTable:
    """Stand in for a table that is there and cannot be read, so that nothing else is said of it."""
    return RawTable(name, file, pl.DataFrame(), is_partial=True)


def _check_checksums(folder: Path, gathered: Gathered, findings: Findings) -> None:
    """Compare what was read with the folder's checksums, if it has any: a flipped bit may read as another value."""
    path = folder / CHECKSUMS_FILE
    if not path.exists():
        return
    source = read_once(path, findings)
    lines = [] if source is None else source.data.decode("utf-8", "replace").splitlines()
    for row, line in enumerate(lines, start=1):
        expected, _, name = line.partition(" ")
        name = name.lstrip(" *")
        if name in gathered.hashes and gathered.hashes[name] != expected.lower():
            message = f"the file is not the one that {CHECKSUMS_FILE} lists in row {row}"
            hint = f"copy it again; if it was changed on purpose, delete {CHECKSUMS_FILE}"
            findings.error(name, "checksum", message, value=gathered.hashes[name], expected=expected, hint=hint)
