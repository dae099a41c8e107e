"""rules_of: every value of a profile with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from matchmaker.programmes.programme import Programme
from matchmaker.programmes.sourced import Provenance, Sourced


@dataclass(frozen=True, slots=True)
class Rule:
    """One value: its path inside the profile, the value as text, and where it comes from.

    ``source`` is a line of the sources or a publication; ``assumed`` says that no source gives the value (with both, the
    source gives the direction only).
    """

    path: str
    value: str
    source: str | None
    assumed: bool


def rules_of(programme: Programme, *sections: str) -> list[Rule]:
    """Return every value of ``sections`` (top-level keys such as "weights"; none = all), in the profile's order."""
    fields = {field.alias or name: getattr(programme, name) for name, field in type(programme).model_fields.items()}
    return [
        rule
        for section, value in fields.items()
        if not sections or section in sections
        for rule in _walk(value, section)
    ]


def assumed_rules(programme: Programme, *sections: str) -> list[tuple[str, str]]:
    """Return every value of ``sections`` that no source gives, as (path inside the profile, value as text).

    Outputs that rest on the sections must show them (DOMAIN, opening). No sections = all.
    """
    return [(rule.path, rule.value) for rule in rules_of(programme, *sections) if rule.assumed]


def _walk(value: Any, path: str) -> Iterator[Rule]:
    if isinstance(value, Provenance):
        yield Rule(path, _shown(value), value.source, value.basis == "assumed")
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _walk(getattr(value, name), f"{path}.{field.alias or name}")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _walk(item, f"{path}.{name}")
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _walk(item, f"{path}[{at}]")


def _shown(value: Provenance) -> str:
    if isinstance(value, Sourced):
        return _text(value.value)
    own = {
        name for name in type(value).model_fields if isinstance(getattr(value, name), Provenance)
    }  # rules of their own
    given = value.model_dump(mode="json", exclude={"source", "basis", *own}, exclude_defaults=True, by_alias=True)
    return _text(next(iter(given.values())) if len(given) == 1 else given)


def _text(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            return ", ".join(
                f"{name} = ({_text(item)})" if isinstance(item, dict) else f"{name} = {_text(item)}"
                for name, item in value.items()
            )
        case list() | tuple():
            return "; ".join(f"({_text(item)})" if isinstance(item, dict) else _text(item) for item in value)
        case _:
            return str(value)
