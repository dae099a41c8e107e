"""belongs: who is in a group, as a plain row, for the check halves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaker.constraints.group import Group


def belongs(participant: Mapping[str, Any], group: Group) -> bool:
    """Whether a participant's value in every column of the group is one of those listed; in a list one item is enough."""
    for name, values in group.columns:
        value = participant[name]
        items = value if isinstance(value, list) else [value]
        if not any(item is not None and item in values for item in items):
            return False
    return True
