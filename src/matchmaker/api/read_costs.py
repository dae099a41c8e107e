"""read_costs: the table ``[relaxation]`` from a file of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchmaker.decisions.diagnosis import RelaxationCosts
from matchmaker.errors import Finding, SettingsError


def read_costs(path: str | Path) -> Mapping[str, Any]:
    """Return the costs of a TOML file, with or without the heading ``[relaxation]``.

    Raises:
        SettingsError: the file cannot be read, or holds something else.
    """
    path = Path(path)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        message = f"cannot be read: {error}"
        expected = "a TOML file with costs, such as min_size = 1"
        raise SettingsError([Finding(path.name, "source-error", message, expected=expected)]) from error
    table = found.get("relaxation", found)
    if not isinstance(table, Mapping):
        expected = "a table of costs, such as min_size = 1"
        raise SettingsError([Finding(path.name, "type-error", "is no table", column="relaxation", expected=expected)])
    RelaxationCosts.read(table, path.name)
    return table
