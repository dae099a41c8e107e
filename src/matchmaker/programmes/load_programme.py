"""load_programme: a profile by name or from a file, with every error placed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from matchmaker.errors import Finding, SettingsError
from matchmaker.programmes.profiles import built_in, profile_bytes, versions_of
from matchmaker.programmes.programme import Programme

DEFAULT = "general"
"""The profile used where none is named."""

_MAX_BYTES = 1_000_000
_LEAF = {"value", "source", "basis"}


def load_programme(name_or_path: str | Path | None = None) -> Programme:
    """Return the built-in profile of that name, or the one in a TOML file; `DEFAULT` where none is named.

    ``"ovdim_beyachad"`` is the newest version, ``"ovdim_beyachad@2018-06-01"`` the one valid on that day. A file with
    ``base = "<name>"`` (or ``"<name>@<day>"``) takes what it does not say from that built-in profile: tables are joined
    key by key, a table with a ``value`` or a ``source`` and every list is replaced whole. Raises `SettingsError` with one
    finding per error: the file, the path inside it, what was expected, and the nearest key where one is misspelled.
    """
    name = DEFAULT if name_or_path is None else str(name_or_path)
    path = Path(name)
    if path.suffix.lower() != ".toml":
        return _built_in(name)
    return _validated(_parsed(_bytes_of(path), path.name), path.name)


@lru_cache(maxsize=32)
def _built_in(spec: str) -> Programme:
    """Return a built-in profile, which is frozen and read once."""
    data = _data_of(spec, spec, None)
    return _validated(data, f"{data['name']}.toml")


def _data_of(spec: str, file: str, column: str | None) -> dict[str, Any]:
    """Return what a built-in profile says; ``file`` and ``column`` are where it was named, for the findings."""
    name, _, day = spec.partition("@")
    if name not in built_in():
        message = "there is no programme called so"
        _refuse(file, "unknown-programme", message, column=column, value=spec, expected=_names(),
                hint=_nearest(name, built_in()))  # fmt: skip
    versions = versions_of(name)
    valid = list(versions)
    if day:
        try:
            valid = [version for version in versions if version <= date.fromisoformat(day)]
        except ValueError:
            _refuse(file, "impossible-date", "names no day", column=column, value=spec,
                    expected=f"{name}@ and a day such as 2018-06-01")  # fmt: skip
    if not valid:
        _refuse(file, "unknown-programme", f"{name} had no version on that day", column=column, value=spec,
                expected=f"a day from {versions[0]} on")  # fmt: skip
    return _parsed(profile_bytes(name, valid[-1]), f"{name}.toml")


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
    return _merged(_data_of(str(base), file, "base"), data)


def _merged(base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` over ``base``: tables joined key by key, but values with their source, and lists, replaced."""
    joined = {
        key: _merged(base[key], value)
        for key, value in data.items()
        if isinstance(value, dict) and isinstance(base.get(key), dict) and not _LEAF & {*value, *base[key]}
    }
    return {**base, **data, **joined}


def _validated(data: dict[str, Any], file: str) -> Programme:
    try:
        # Python-mode strictness refuses a list where a tuple is declared; TOML has only lists.
        data = _tuples(data)
        return Programme.model_validate(data)
    except ValidationError as error:
        raise SettingsError(
            _finding(details, file, data) for details in _own(error.errors(include_url=False))
        ) from None
    except RecursionError:
        _refuse(file, "too-deep", "values are nested too deep", expected="tables of plain values")


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _own(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors but those that follow from another: a list is too short where what stands in it was refused."""
    places = [details["loc"] for details in errors]
    return [
        details
        for details in errors
        if details["type"] != "too_short"
        or not any(len(place) > (n := len(details["loc"])) and place[:n] == details["loc"] for place in places)
    ]


def _finding(details: ErrorDetails, file: str, data: dict[str, Any]) -> Finding:
    location, value, context = details["loc"], details["input"], details.get("ctx", {})
    shown = None if isinstance(value, dict | tuple) else str(value)
    message, expected, hint = details["msg"].removeprefix("Value error, "), None, None
    match details["type"]:
        case "extra_forbidden":
            message, expected = "is no key of this part of a profile", "a key as in docs/programmes.md"
            if location[-1] not in _known_keys():  # a key of another part is no slip of the pen
                hint = _nearest(str(location[-1]), _known_keys())
        case "literal_error":
            message, expected = "is none of the choices", str(context["expected"]).replace("'", "")
            hint = _nearest(str(shown), tuple(expected.replace(" or ", ", ").split(", ")))
        case "union_tag_invalid":
            message, expected = "is no such kind", str(context["expected_tags"]).replace("'", "")
            location, shown = (*location, "kind"), str(context["tag"])
            hint = _nearest(shown, tuple(expected.split(", ")))
        case "union_tag_not_found":
            message, expected, location = "is missing", "which kind it is", (*location, "kind")
        case "model_type" | "model_attributes_type" if str(context.get("class_name")).startswith("Sourced"):
            message = "stands without its source"
            expected = f'a table such as {{ value = {shown or "..."}, source = "..." }}, or with basis = "assumed"'
        case "model_type" | "model_attributes_type":
            message, expected = "is no table", "a table as in docs/programmes.md"
        case "too_short":
            message, expected = "is empty", "at least one"
        case "string_too_short" | "string_pattern_mismatch" if not str(value).strip():
            message, expected = "is blank", "a text"
    codes = {"extra_forbidden": "unknown-key", "missing": "missing-key", "union_tag_not_found": "missing-key"}
    code = codes.get(details["type"], "invalid-value")
    return Finding(file, code, message, column=_path(location, data), value=shown, expected=expected, hint=hint)


def _path(location: tuple[int | str, ...], data: Any) -> str:
    """Return a place inside the file as it would be written, such as ``constraint[2].rule``.

    A part that names which of several forms a table has, or says that a key is meant, stands nowhere in the file: it is in
    brackets, or is the table's ``kind``.
    """
    text, node, told = "", data, None
    for part in location:
        is_table = isinstance(node, dict)
        # A table's kind stands before its keys, one of which may be called the same.
        is_form = is_table and node is not told and node.get("kind") == part != "kind"
        if part == "[key]" or is_form or (isinstance(part, str) and part.startswith("<")):
            told = node
            continue
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        is_there = part in node if is_table else isinstance(node, tuple) and isinstance(part, int) and part < len(node)
        node = node[part] if is_there else None
    return text


@lru_cache(maxsize=1)
def _known_keys() -> tuple[str, ...]:
    """Return every key that some table of a profile may have."""
    return tuple(sorted({key for model in _models(Programme, set()) for key in _keys(model)}))


def _keys(model: type[BaseModel]) -> Iterator[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _models(annotation: Any, seen: set[Any]) -> set[type[BaseModel]]:
    """Return the records that an annotation holds, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for field in annotation.model_fields.values():
                _models(field.annotation, seen)
    else:
        for part in get_args(annotation):
            _models(part, seen)
    return seen


def _nearest(name: str, choices: tuple[str, ...]) -> str | None:
    from rapidfuzz import process

    if len(name) < 3:  # one or two letters are near to anything
        return None
    found = process.extractOne(name, choices, score_cutoff=60)
    return None if found is None else f"did you mean '{found[0]}'?"


def _names() -> str:
    return f"one of {', '.join(built_in())}, or a .toml file"


def _refuse(file: str, code: str, message: str, **details: str | None) -> NoReturn:
    raise SettingsError([Finding(file, code, message, **details)])  # type: ignore[arg-type]
