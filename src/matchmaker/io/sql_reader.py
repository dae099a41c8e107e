"""An SQLite database to tables of text: read once into memory, hashed, and opened there."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, is_format
from matchmaker.io.labels import check_labels
from matchmaker.io.limits import MAX_ROWS
from matchmaker.io.native_values import text_columns
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES, Table


def read_sql(source: SourceFile, findings: Findings) -> tuple[dict[str, RawTable], str | None]:
    """Return the tables of an SQLite file, and the TOML text in its table ``settings`` (one row, one column).

    Only stored tables are read, never views or triggers. Booleans may be 0 and 1, which is what SQLite makes of them.
    """
    if not is_format(source, "sqlite", findings):
        return {}, None
    tables: dict[str, RawTable] = {}
    settings: str | None = None
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(source.data)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall():
                if name in TABLES:
                    tables[name] = _table(connection, source.name, TABLES[name], findings)
                elif name == "settings":
                    settings = _first_text(connection)
                elif not name.startswith("sqlite_"):
                    message = f"'{name}' is not a table of the problem; it was passed over"
                    findings.warning(source.name, "unknown-table", message, sheet=name, hint=suggestion(name, TABLES))
    except (sqlite3.Error, ValueError, OverflowError) as error:
        message = f"the database cannot be read: {error}"
        findings.error(source.name, "damaged-file", message, hint="copy the file again from its source")
    return tables, settings


def _table(connection: sqlite3.Connection, file: str, table: Table, findings: Findings) -> RawTable:
    cursor = connection.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608 - one of our own names
    labels = [description[0] for description in cursor.description]
    rows = cursor.fetchmany(MAX_ROWS + 1)
    if len(rows) > MAX_ROWS:
        findings.error(
            file, "too-many-rows", "the table is too long", sheet=table.name, expected=f"at most {MAX_ROWS:,}"
        )
    kept = check_labels(labels, table, findings, file=file, sheet=table.name)
    columns = {labels[position]: [row[position] for row in rows] for position in kept}
    for name, values in columns.items():
        if name in table.columns and table.columns[name].kind == "boolean":
            columns[name] = [
                bool(value) if value in (0, 1) and not isinstance(value, str) else value for value in values
            ]
    frame, natives = text_columns(columns)
    return RawTable(table.name, file, frame, sheet=table.name, natives=natives)


def _first_text(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT * FROM settings").fetchone()
    return row[0] if row and isinstance(row[0], str) else None
