"""settings.toml to Settings: typed strictly, with the nearest known key for a slip."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, is_format, utf8_of
from matchmaker.io.limits import MAX_DEPTH, MAX_DIGITS
from matchmaker.io.nearest import suggestion
from matchmaker.model import Settings
from matchmaker.model.settings import Region

_LONG_NUMBER = re.compile(rf"[0-9]{{{MAX_DIGITS},}}")
_LARGEST = 2**63 - 1
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_settings(source: SourceFile, findings: Findings) -> Settings:
    """Return the settings of a TOML file; the defaults when it cannot be read, with the reason in ``findings``."""
    if not is_format(source, "toml", findings):
        return Settings()
    data = utf8_of(source, findings)
    return Settings() if data is None else settings_of_toml(data.decode("utf-8"), source.name, findings)


def settings_of_toml(text: str, file: str, findings: Findings, *, sheet: str | None = None) -> Settings:
    """Return the settings written as TOML ``text``."""
    if (long := _LONG_NUMBER.search(text)) is not None:
        row = text.count("\n", 0, long.start()) + 1
        findings.error(
            file, "out-of-range", "a number is too long", row=row, value=long.group()[:40], sheet=sheet,
            expected=f"fewer than {MAX_DIGITS} digits",
        )  # fmt: skip
        return Settings()
    try:
        content = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        _report_syntax(error, text, file, findings, sheet=sheet)
    except RecursionError:
        findings.error(file, "too-deep", "the settings are nested too deep", expected=f"at most {MAX_DEPTH} levels")
    except ValueError as error:  # an impossible date or number
        message = f"a value cannot be read: {error}"
        findings.error(file, "type-error", message, expected="dates and numbers that exist", sheet=sheet)
    else:
        return settings_of(content, file, findings, sheet=sheet)
    return Settings()


def settings_of(content: Mapping[str, Any], file: str, findings: Findings, *, sheet: str | None = None) -> Settings:
    """Return the settings held in a mapping, checked strictly; the defaults when anything is wrong.

    The sections ``constraint``, ``objective`` and ``travel`` are passed on as written (numbers finite and within 64 bits), since the
    units that own them check them.
    """
    n_errors = len(findings.errors)
    if _depth(content) > MAX_DEPTH:
        findings.error(file, "too-deep", "the settings are nested too deep", expected=f"at most {MAX_DEPTH} levels")
        return Settings()
    for path, value in _leaves(content, ""):
        _check_leaf(path, value, file, findings, sheet)
    if len(findings.errors) > n_errors:
        return Settings()
    prepared = dict(content)
    for key in ("constraint", "objective"):
        if isinstance(prepared.get(key), list):
            prepared[key] = tuple(prepared[key])
    try:
        return Settings.model_validate(prepared)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report_invalid(detail, file, findings, sheet)
    return Settings()


def _report_syntax(
    error: tomllib.TOMLDecodeError, text: str, file: str, findings: Findings, *, sheet: str | None
) -> None:
    found = _POSITION.search(str(error))
    message = _POSITION.sub("", str(error)).strip()
    row = text.count("\n") + 1 if found is None else int(found[1])  # else it is "at end of document"
    message = f"this is not TOML: {message}"
    findings.error(file, "syntax-error", message, row=row, expected='TOML, such as: key = "value"', sheet=sheet)


def _report_invalid(detail: Any, file: str, findings: Findings, sheet: str | None) -> None:
    path = ".".join(str(part) for part in detail["loc"])
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    value = str(detail["input"])
    match detail["type"]:
        case "extra_forbidden":
            known = list((Region if len(detail["loc"]) > 1 else Settings).model_fields)
            message, code, hint = f"there is no setting '{path}'", "unknown-key", suggestion(name, known)
            findings.error(
                file, code, message, column=path, expected="one of " + ", ".join(known), hint=hint, sheet=sheet
            )
        case kind:
            code = "out-of-range" if kind in ("greater_than_equal", "less_than_equal") else "type-error"
            message = detail["msg"].removeprefix("Value error, ")
            expected = message.removeprefix("Input should be ")
            findings.error(file, code, message, column=path, value=value, expected=expected, sheet=sheet)


def _check_leaf(path: str, value: Any, file: str, findings: Findings, sheet: str | None) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        message, expected = "the number is not finite", "a finite number"
    elif isinstance(value, int) and abs(value) > _LARGEST:
        message, expected = "the number is too large", "a number within 64 bits"
    elif isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        message, hint = "the text holds half a character", "write the character whole"
        findings.error(file, "lone-surrogate", message, column=path, value=value, hint=hint, sheet=sheet)
        return
    elif path.startswith("weights.") and isinstance(value, int | float) and value < 0:
        message, expected = "a weight must not be negative", "0 or more"
    else:
        return
    findings.error(file, "out-of-range", message, column=path, value=str(value)[:40], expected=expected, sheet=sheet)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def _depth(value: Any) -> int:
    """Return how deep mappings and lists are nested, without recursion."""
    level, depth = [value], 0
    while level:
        depth += 1
        level = [
            item
            for outer in level
            if isinstance(outer, Mapping | list | tuple)
            for item in (outer.values() if isinstance(outer, Mapping) else outer)
        ]
    return depth
