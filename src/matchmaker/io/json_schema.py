"""json_schema: the public JSON Schema of a problem, made from the record classes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from matchmaker.model import TABLES, Settings, Table


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a problem: every table, every column, and the settings.

    It describes the ``.json`` form that `write` makes: one object with a list of records per table. Each column
    carries its ``description`` and range, and where they apply its ``unit``, ``references`` (the table an identifier
    points into) and ``protected`` (no scorer reads it unless the programme allows it with a reason). Each table
    carries its ``key``.
    """
    models: list[tuple[Any, Any]] = [(table.record, "validation") for table in TABLES.values()]
    _, definitions = models_json_schema([*models, (Settings, "validation")])
    for table in TABLES.values():
        _annotate(definitions["$defs"][table.record.__name__], table)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "matchmaker problem",
        "description": "The facts of one matching: people, employers, opportunities, seats and settings",
        "type": "object",
        "properties": {
            **{name: _list(table) for name, table in TABLES.items()},
            "settings": {"$ref": "#/$defs/Settings"},
        },
        "required": [name for name, table in TABLES.items() if table.required],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions["$defs"].items())),
    }


def _list(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "array", "items": {"$ref": f"#/$defs/{table.record.__name__}"}}
    if table.required:
        described["minItems"] = 1
    return described


def _annotate(definition: dict[str, Any], table: Table) -> None:
    """Add what JSON Schema has no word for, from the columns' own marks."""
    definition["key"] = list(table.key)
    for name, column in table.columns.items():
        described = definition["properties"][name]
        if column.unit is not None:
            described["unit"] = column.unit
        if column.references is not None:
            described["references"] = column.references
        if column.protected:
            described["protected"] = True
