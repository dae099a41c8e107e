"""What pydantic finds wrong with a rule, as findings a person can mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from matchmaker.constraints.suggestions import nearest
from matchmaker.criteria import CRITERION_KEYS
from matchmaker.errors import Finding

_FILE = "settings.toml"
_CODES: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("out-of-range", "{ge} or more"),
    "greater_than": ("out-of-range", "more than {gt}"),
    "less_than_equal": ("out-of-range", "{le} or less"),
    "decimal_max_places": ("out-of-range", "at most {decimal_places} decimals"),
    "int_type": ("type-error", "a whole number, 0 or more"),
    "int_from_float": ("type-error", "a whole number without a decimal point"),
    "tuple_type": ("type-error", "a list"),
    "string_type": ("type-error", "a text"),
    "string_too_short": ("type-error", "a text that is not empty"),
    "float_type": ("type-error", "a number"),
    "date_type": ("type-error", "a date, such as 2001-12-31 without quotes"),
    "finite_number": ("out-of-range", "a finite number"),
    "literal_error": ("unknown-value", "{expected}"),
}


def findings_of(error: ValidationError, rule: type[BaseModel], words: str) -> list[Finding]:
    """Return one finding per problem of a rule; ``column`` is the key inside the rule, ``words`` name the rule."""
    return [_finding(dict(problem), rule, words) for problem in error.errors(include_url=False)]


def _finding(problem: dict[str, Any], rule: type[BaseModel], words: str) -> Finding:
    context = problem.get("ctx", {})
    key = context.get("key") or _path(problem["loc"])
    inside = len(problem["loc"]) > 1  # the only records inside rules are criteria
    if problem["type"] == "extra_forbidden":
        known = list(CRITERION_KEYS) if inside else [field for field in rule.model_fields if field != "kind"]
        name = str(problem["loc"][-1])
        expected = "one of " + ", ".join(known)
        return Finding(_FILE, "unknown-key", f"is no key of {words}", None, key, name, expected, nearest(name, known))
    if problem["type"] == "missing":
        wanted = None if inside else rule.model_fields[str(problem["loc"][-1])].description
        return Finding(_FILE, "missing-key", f"is missing in {words}", column=key, expected=wanted)
    if problem["type"] in _CODES:
        code, template = _CODES[problem["type"]]
        message, expected = "cannot be used", template.format(**context)  # our template, pydantic's numbers
    else:
        code, message = problem["type"], problem["msg"]
        expected = context.get("expected", message)
    value = context.get("value", None if problem["loc"] == () else _shown(problem["input"]))
    hint = context.get("hint")
    if problem["type"] == "literal_error" and isinstance(problem["input"], str):
        hint = nearest(problem["input"], str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", "))
    return Finding(_FILE, code, f"{message} in {words}", None, key, value, expected, hint)


def _path(location: tuple[str | int, ...]) -> str:
    """Return a place inside a rule as people write it, such as ``criteria[0].of[1].values``.

    A part in angle brackets names a form of criterion, and stands nowhere in the file.
    """
    text = ""
    for part in location:
        if isinstance(part, str) and part.startswith("<"):
            continue
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _shown(value: Any) -> str:
    """Return a value as TOML shows it (``true``, not ``True``), cut where it is long."""
    if isinstance(value, int) and value.bit_length() > 200:  # Python refuses to write out thousands of digits
        return f"an integer of {value.bit_length()} bits"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 200 else text[:200] + "…"
