"""settings_toml: settings as TOML text that reads back as the same settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from matchmaker.errors import OutputError, escape
from matchmaker.model import Settings

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def settings_toml(settings: Settings) -> str:
    """Return ``settings`` as TOML: plain values first, then a table per section, then one ``[[constraint]]`` per rule and
    one ``[[objective]]`` per objective.

    Raises:
        OutputError: a value inside a section is nothing TOML can hold (such as ``None``); names its path.
    """
    values = settings.model_dump(exclude_defaults=True)
    lines = [f"{_key(key)} = {_value(value, key)}" for key, value in values.items() if isinstance(value, str)]
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{_key(key)}]", *_pairs(value, key)]
    for key, value in values.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            for index, item in enumerate(value):
                lines += ["", f"[[{_key(key)}]]", *_pairs(item, f"{key}[{index}]")]
    text = "\n".join(lines).lstrip("\n")
    return f"{text}\n" if text else ""


def _pairs(values: Mapping[str, Any], where: str) -> list[str]:
    return [f"{_key(key)} = {_value(value, f'{where}.{key}')}" for key, value in values.items()]


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _string(key)


def _value(value: Any, where: str) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return str(value)
        case str():
            return _string(value)
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(_pairs(value, where)) + " }" if value else "{}"
        case list() | tuple():
            return "[" + ", ".join(_value(item, f"{where}[{i}]") for i, item in enumerate(value)) + "]"
        case _:
            raise OutputError(f"settings: {escape(where)} holds {escape(repr(value))}, which TOML cannot hold")


def _string(text: str) -> str:
    """Return a basic string on one line: every character that TOML forbids raw is escaped."""
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(named.get(c) or (c if c.isprintable() else _unicode(c)) for c in text) + '"'


def _unicode(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise OutputError(f"settings: a lone surrogate (\\u{code:04x}) cannot be written")
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
