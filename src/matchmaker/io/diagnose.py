"""The slow half of typed parsing: why one cell was not accepted, in words that help to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchmaker.io.accept import CONTROL, MAX_ID, SCIENTIFIC
from matchmaker.io.dates import EXPECTED as EXPECTED_DATE
from matchmaker.io.dates import date_trouble
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import Native
from matchmaker.model import LIST_SEPARATOR, Column

MISSING_MARKERS = frozenset({"nan", "null", "n/a", "na", "#n/a", "none", "nil", "-", "--", "?", "."})
"""Words people write for "not known", in lower case. Missing is the empty cell and nothing else."""

_CONTROL = re.compile(CONTROL.replace(r"\x{2028}\x{2029}", "\u2028\u2029"))
_ASCII_DIGITS = re.compile(r"[0-9]")
_CURRENCY = re.compile('[₪$€£]|ש["״]ח|nis|ils', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a cell: a stable code, a message, what was expected, a hint."""

    code: str
    message: str
    expected: str
    hint: str | None = None


def diagnose(column: Column, value: str, native: Native | None) -> Diagnosis:
    """Say why ``value`` is not valid for ``column``; ``native`` is what it was in a source that has types."""
    expected = expectation(column)
    if native is not None and (trouble := _native_trouble(column, native)):
        return Diagnosis(*trouble[:2], expected, trouble[2])
    if _CONTROL.search(value):
        hint = "remove the line break" if "\n" in value or "\r" in value else "remove the character"
        return Diagnosis("control-character", "the cell holds a control character", expected, hint)
    if column.kind not in ("id", "text", "texts") and value.strip().lower() in MISSING_MARKERS:
        return Diagnosis("missing-marker", "missing is written as the empty cell only", expected, "empty the cell")
    if column.is_list:
        return _list_trouble(column, value, expected)
    return _one(column, value, expected)


def expectation(column: Column) -> str:
    """Return what a column expects, in words."""
    match column.kind:
        case "choice" | "choices":
            text = "one of " + ", ".join(column.choices)
        case "boolean":
            text = "true or false (also yes or no, כן or לא)"
        case "date":
            text = EXPECTED_DATE
        case "id":
            text = f"an identifier of 1 to {MAX_ID} visible characters, as text"
        case "integer":
            text = f"a whole number{_range(column)}"
        case "number" | "numbers":
            text = f"a number{_range(column)}"
        case "money":
            text = f"an amount in NIS with at most two decimals{_range(column)}"
        case _:
            text = "text"
    if column.pattern is not None and column.pattern != r"^[^;]+$":
        text += f" of the form {column.description.split(',')[0]}"
    return f"{text}; several separated by '{LIST_SEPARATOR}'" if column.is_list else text


def _range(column: Column) -> str:
    low, high = (
        None if bound is None else f"{bound:,g}" if bound < 1e6 else f"{bound:,.0f}"
        for bound in (column.minimum, column.maximum)
    )
    if low is not None and high is not None:
        return f" above {low} and up to {high}" if column.minimum_exclusive else f" from {low} to {high}"
    return (
        f" {'above' if column.minimum_exclusive else 'from'} {low}"
        if low is not None
        else f" up to {high}"
        if high is not None
        else ""
    )


def _native_trouble(column: Column, native: Native) -> tuple[str, str, str | None] | None:
    if native in ("list", "object") and not (native == "list" and column.is_list):
        return "type-error", f"this is {'a list' if native == 'list' else 'an object'}", None
    if column.kind in ("id", "text", "texts") and native in ("number", "boolean", "date", "time"):
        hint = (
            "format the column as Text (in a table: cast it to text) and write the value again, with its leading zeros"
        )
        return "number-in-text-column", f"a {native} stands where text is expected", hint
    if column.kind == "date" and native == "time":
        return "type-error", "this is a date with a time, or a time", "leave out the time of day"
    return None


def _list_trouble(column: Column, value: str, expected: str) -> Diagnosis:
    items = value.split(LIST_SEPARATOR)
    if "" in items:
        hint = "write ';' only between items"
        return Diagnosis("empty-item", f"item {items.index('') + 1} of {len(items)} is empty", expected, hint)
    for item in items:
        if (found := _item_trouble(column, item, expected)) is not None:
            return found
    return Diagnosis("type-error", "the list is not valid", expected)


def _item_trouble(column: Column, item: str, expected: str) -> Diagnosis | None:
    if column.kind == "choices":
        return None if item in column.choices else _unknown_choice(column, item, expected)
    if column.kind == "texts":
        if column.pattern is None or re.fullmatch(column.pattern, item):
            return None
        return Diagnosis("pattern", f"the item '{item}' does not have the form asked for", expected)
    return _number_trouble(column, item, expected)


def _one(column: Column, value: str, expected: str) -> Diagnosis:
    match column.kind:
        case "choice":
            return _unknown_choice(column, value, expected)
        case "boolean":
            return Diagnosis("type-error", "this is neither true nor false", expected)
        case "date":
            code, message, hint = date_trouble(value)
            return Diagnosis(code, message, expected, hint)
        case "id":
            return _id_trouble(value, expected)
        case "integer" | "number" | "money":
            return _number_trouble(column, value, expected) or Diagnosis("type-error", "not valid", expected)
        case _:
            return Diagnosis("pattern", "the text does not have the form asked for", expected)


def _id_trouble(value: str, expected: str) -> Diagnosis:
    if re.match(SCIENTIFIC, value):
        hint = "format the column as Text before entering ids, and take them again from their source"
        return Diagnosis(
            "damaged-by-excel", "the id is a number in scientific notation: digits are lost", expected, hint
        )
    if not value.strip():
        return Diagnosis("missing-cell", "the id is blank", expected)
    if len(value) > MAX_ID:
        return Diagnosis("too-long", f"the id has {len(value):,} characters", expected)
    hint = "delete the cell and type the id again"
    return Diagnosis("control-character", "the id holds an invisible character", expected, hint)


def _unknown_choice(column: Column, value: str, expected: str) -> Diagnosis:
    return Diagnosis(
        "unknown-choice", f"'{value}' is not one of the choices", expected, suggestion(value, column.choices)
    )


def _number_trouble(column: Column, value: str, expected: str) -> Diagnosis | None:  # noqa: PLR0911 - one line per fault
    try:
        number = float(value) if value.isascii() and "_" not in value and value == value.strip() else None
    except ValueError:
        number = None
    if value.strip().lower() in MISSING_MARKERS:
        return Diagnosis("missing-marker", "missing is written as the empty cell only", expected, "empty the cell")
    if number is None:
        return Diagnosis("type-error", "this is not a number as the computer writes it", expected, _number_hint(value))
    if abs(number) == float("inf"):
        return Diagnosis("out-of-range", "the number is infinite or too large", expected)
    low, high = column.minimum, column.maximum
    is_low = low is not None and (number <= low if column.minimum_exclusive else number < low)
    if is_low or (high is not None and number > high):
        return Diagnosis("out-of-range", "the number is out of range", expected)
    if column.kind == "integer":
        hint = f"write {int(number)}" if number == int(number) else None
        return Diagnosis("type-error", "this is not a whole number", expected, hint)
    if column.kind == "money":
        return Diagnosis(
            "type-error", "the amount is not written with at most two decimals", expected, "round it to agorot"
        )
    return None


def _number_hint(value: str) -> str | None:  # noqa: PLR0911 - one line per habit
    if _CURRENCY.search(value):
        return "leave out the currency sign"
    if any(char.isnumeric() and not _ASCII_DIGITS.match(char) for char in value):
        return "use the digits 0 to 9"
    if "_" in value:
        return "leave out the underscore"
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", value):
        return "leave out the thousands comma (or write a decimal point, if the comma is one)"
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", value):
        return "write a decimal point, not a comma"
    if value != value.strip() or " " in value:
        return "leave out the spaces"
    return "leave out the percent sign" if value.endswith("%") else None
