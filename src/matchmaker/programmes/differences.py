"""differences: what two profiles, or two versions of one, say differently."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.programmes.programme import Programme
from matchmaker.programmes.rules_of import Rule, rules_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One path at which two profiles differ; ``None`` on the side that says nothing there."""

    path: str
    first: Rule | None
    second: Rule | None


def differences(first: Programme, second: Programme) -> list[Difference]:
    """Return where the values or their sources differ, in the order of ``first``, then what only ``second`` says."""
    one, other = ({rule.path: rule for rule in rules_of(programme)} for programme in (first, second))
    paths = [*one, *(path for path in other if path not in one)]
    return [Difference(path, one.get(path), other.get(path)) for path in paths if one.get(path) != other.get(path)]
