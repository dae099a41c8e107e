"""The public JSON Schema."""

from __future__ import annotations

import json

from matchmaker.io import json_schema
from matchmaker.model import TABLES


def test_every_column_is_described() -> None:
    """Each column of each table stands in the schema with its description, unit, reference and protection."""
    definitions = json_schema()["$defs"]
    for table in TABLES.values():
        definition = definitions[table.record.__name__]
        assert definition["key"] == list(table.key)
        assert set(definition["properties"]) == set(table.columns)
        for name, column in table.columns.items():
            described = definition["properties"][name]
            assert described["description"] == column.description
            assert described.get("unit") == column.unit
            assert described.get("references") == column.references
            assert described.get("protected", False) == column.protected
            assert (name in definition.get("required", [])) == column.required


def test_the_schema_is_one_json_document() -> None:
    """The schema is plain JSON in which every reference points to a definition."""
    schema = json_schema()
    text = json.dumps(schema, allow_nan=False)
    references = {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}
    assert references <= set(schema["$defs"])
    assert {"Participant", "Seat", "Settings"} <= references
    assert schema["required"] == ["participants", "employers", "opportunities", "seats"]
    assert schema["properties"]["seats"]["minItems"] == 1
    assert schema == json_schema()
