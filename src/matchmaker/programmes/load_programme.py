"""load_programme: a profile by name or from a file, with every error placed."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from matchmaker.errors import Finding, SettingsError
from matchmaker.programmes.programme import DefaultRule, Programme, ProtectedUse
from matchmaker.programmes.sourced import Sourced

BUILT_IN = ("general", "ovdim_beyachad")
"""Names of the profiles that come with the package."""

DEFAULT = "general"
"""The profile used where none is named."""

_MAX_BYTES = 1_000_000
_MERGED = ("weights", "parameters", "side_weights", "travel", "labels")


def load_programme(name_or_path: str | Path | None = None) -> Programme:
    """Return the built-in profile of that name, or the one in a TOML file; `DEFAULT` where none is named.

    A file with ``base = "<name>"`` takes what it does not say from that built-in profile. Raises `SettingsError` with
    one finding per error: the file, the path inside it, what was expected, and the nearest key where one is misspelled.
    """
    name = DEFAULT if name_or_path is None else str(name_or_path)
    if name in BUILT_IN:
        return _validated(_parsed(_built_in(name), f"{name}.toml"), f"{name}.toml")
    path = Path(name)
    if path.suffix.lower() != ".toml":
        _refuse(name, "unknown-programme", f"there is no programme called {name}", expected=_names(), value=name,
                hint=_nearest(name, BUILT_IN))  # fmt: skip
    return _validated(_parsed(_bytes_of(path), path.name), path.name)


def _built_in(name: str) -> bytes:
    return resources.files("matchmaker.programmes").joinpath(f"{name}.toml").read_bytes()


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            _refuse(str(path), "not-a-file", "there is no such regular file", expected="a TOML file")
        if path.stat().st_size > _MAX_BYTES:
            _refuse(
                str(path), "too-large", "the file is too large for a profile", expected=f"at most {_MAX_BYTES} bytes"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        _refuse(str(path), "unreadable", f"the file cannot be read: {error}", expected="a TOML file that may be read")


def _parsed(content: bytes, file: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        _refuse(file, "encoding", f"byte {error.start} is not UTF-8", expected="UTF-8")
    except tomllib.TOMLDecodeError as error:
        _refuse(file, "toml-syntax", str(error), expected="valid TOML")
    except RecursionError:
        _refuse(file, "too-deep", "values are nested too deep", expected="tables of plain values")
    except ValueError as error:  # an integer of thousands of digits
        _refuse(file, "out-of-range", str(error), expected="dates and numbers that exist, of few digits")
    base = data.pop("base", None)
    if base is None:
        return data
    if base not in BUILT_IN:
        _refuse(file, "unknown-programme", "the base is not a built-in programme", column="base", value=str(base),
                expected=_names())  # fmt: skip
    return _merged(_parsed(_built_in(base), f"{base}.toml"), data)


def _merged(base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` over ``base``; tables of values are joined key by key, everything else is replaced."""
    joined = {
        key: {**base[key], **data[key]}
        for key in _MERGED
        if isinstance(base.get(key), dict) and isinstance(data.get(key), dict)
    }
    return {**base, **data, **joined}


def _validated(data: dict[str, Any], file: str) -> Programme:
    try:
        # Python-mode strictness refuses a list where a tuple is declared; TOML has only lists.
        return Programme.model_validate(_tuples(data))
    except ValidationError as error:
        raise SettingsError(_finding(details, file) for details in error.errors(include_url=False)) from None
    except RecursionError:
        _refuse(file, "too-deep", "values are nested too deep", expected="tables of plain values")


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _finding(details: ErrorDetails, file: str) -> Finding:
    location = details["loc"]
    value = details["input"]
    shown = None if isinstance(value, dict | tuple) else str(value)
    hint = None
    if details["type"] == "extra_forbidden":
        hint = _nearest(str(location[-1]), _known_keys())
    message = details["msg"].removeprefix("Value error, ")
    code = {"extra_forbidden": "unknown-key", "missing": "missing-key"}.get(details["type"], "invalid-value")
    return Finding(file, code, message, column=_path(location), value=shown, expected=_expected(details), hint=hint)


def _path(location: tuple[int | str, ...]) -> str:
    """Return a place inside the file as it would be written, such as ``constraint[2].rule``."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _expected(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    return str(context["expected"]) if "expected" in context else details["msg"].removeprefix("Value error, ")


def _known_keys() -> tuple[str, ...]:
    models: tuple[type[BaseModel], ...] = (Programme, ProtectedUse, DefaultRule, Sourced)
    return tuple(sorted({field.alias or name for model in models for name, field in model.model_fields.items()}))


def _nearest(name: str, choices: tuple[str, ...]) -> str | None:
    from rapidfuzz import process

    found = process.extractOne(name, choices, score_cutoff=60)
    return None if found is None else f"did you mean '{found[0]}'?"


def _names() -> str:
    return f"one of {', '.join(BUILT_IN)}, or a .toml file"


def _refuse(file: str, code: str, message: str, **details: str | None) -> NoReturn:
    raise SettingsError([Finding(file, code, message, **details)])  # type: ignore[arg-type]
