"""The published schema is the one the code gives."""

from __future__ import annotations

import json

import matchmaker as mm
from tests.conftest import ROOT


def test_the_published_schema_is_current() -> None:
    """``docs/schema.json`` equals `json_schema`; write it anew after changing a record."""
    published = json.loads((ROOT / "docs" / "schema.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(mm.json_schema()))
