"""JSON text read strictly, with the line of every record: no repeated keys, no NaN, no endless nesting or numbers."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NoReturn

from matchmaker.io.limits import MAX_DIGITS

_SPACE = re.compile(r"[ \t\r\n]*")


class JsonError(Exception):
    """JSON that is refused: a stable code, what is wrong, and the line and column where."""

    def __init__(self, code: str, message: str, line: int, column: int | None = None) -> None:
        self.code, self.message, self.line, self.column = code, message, line, column
        super().__init__(message)


class _ValueRefusedError(ValueError):
    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


class JsonText:
    """JSON text that is read piece by piece, so that each piece is known by its line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_distinct, parse_constant=_refuse, parse_int=_integer, parse_float=_float
        )
        self._may_hold_surrogates = re.search(r"\\u[dD]", text) is not None

    def line(self, position: int) -> int:
        """Return the line (from 1) of a position."""
        return bisect_right(self._lines, position)

    def skip(self, position: int) -> int:
        """Return the position of the next character that is not white space."""
        found = _SPACE.match(self.text, position)
        return position if found is None else found.end()

    def expect(self, position: int, characters: str) -> tuple[str, int]:
        """Return the character at the next position, one of ``characters``, and the position behind it."""
        position = self.skip(position)
        found = self.text[position : position + 1]
        if not found or found not in characters:
            wanted = " or ".join(f"'{character}'" for character in characters)
            seen = f"'{found}'" if found else "the end of the file"
            raise self.error("syntax-error", f"expected {wanted}, found {seen}", position)
        return found, position + 1

    def value(self, position: int) -> tuple[Any, int]:
        """Return the value at the next position and the position behind it."""
        position = self.skip(position)
        try:
            value, end = self._decoder.raw_decode(self.text, position)
            has_surrogate = self._may_hold_surrogates and _has_surrogate(value)
        except json.JSONDecodeError as error:
            raise self.error("syntax-error", f"this is not JSON: {error.msg}", error.pos) from None
        except _ValueRefusedError as error:
            raise self.error(error.code, error.message, position) from None
        except RecursionError:
            raise self.error("too-deep", "the value is nested too deep", position) from None
        if has_surrogate:
            raise self.error("lone-surrogate", "the text holds half a character (a lone surrogate)", position)
        return value, end

    def key(self, position: int) -> tuple[str, int]:
        """Return the key of an object at the next position and the position behind its colon."""
        start, position = self.skip(position), self.expect(position, '"')[1]
        try:
            key, position = scanstring(self.text, position, True)
        except json.JSONDecodeError as error:
            raise self.error("syntax-error", f"this is not JSON: {error.msg}", error.pos) from None
        if _has_surrogate(key):
            raise self.error("lone-surrogate", "the key holds half a character (a lone surrogate)", start)
        _, position = self.expect(position, ":")
        return str(key), position

    def error(self, code: str, message: str, position: int) -> JsonError:
        """Return an error placed at a position."""
        line = self.line(position)
        return JsonError(code, message, line, position - self._lines[line - 1] + 1)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _ValueRefusedError("duplicate-key", f"the key '{key}' stands twice in one object")
            seen.add(key)
    return found


def _refuse(constant: str) -> NoReturn:
    raise _ValueRefusedError("type-error", f"{constant} is not a number; leave the key out when the value is not known")


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _ValueRefusedError("out-of-range", f"a whole number of {len(digits):,} digits")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if abs(value) == float("inf") or len(digits) > MAX_DIGITS:
        raise _ValueRefusedError("out-of-range", "the number is too large or too long")
    return value


def _has_surrogate(value: Any) -> bool:
    if isinstance(value, str):
        return any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, dict):
        return any(_has_surrogate(key) or _has_surrogate(item) for key, item in value.items())
    return isinstance(value, list) and any(_has_surrogate(item) for item in value)
