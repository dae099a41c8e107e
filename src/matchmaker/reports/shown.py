"""shown, isolated, figure: how a value from outside may appear to a reader."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.io import visible

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# Embeddings, overrides and isolates could reach beyond the text they stand in (the three direction marks cannot);
# the line and paragraph separators before them would end the line.
_UNSAFE_IN_A_LINE = re.compile("[\u2028-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """Return text for one line of a page: controls and direction overrides as escapes, line breaks and tabs too.

    >>> shown("a\\u202eb")
    'a\\\\u202eb'
    """
    if text.isprintable():  # nearly always; no control or format character, and no surrogate, is printable
        return text
    one_line = text.replace("\t", "\\t").replace("\n", "\\n")
    return _UNSAFE_IN_A_LINE.sub(lambda found: f"\\u{ord(found.group()):04x}", visible(one_line))


def isolated(text: str) -> str:
    """Return ready text between isolate marks, so that its direction cannot turn what stands around it.

    Plain ASCII has no letters that could, and is left as it is.
    """
    return text if text.isascii() else f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def figure(value: float | int | str | None, unit: str | None = None) -> str:
    """Return a number as people read it, by its unit; an en dash for what is not known.

    >>> figure(0.957, "share"), figure(31.4, "minutes"), figure(None)
    ('95.7%', '31', '–')
    """
    if isinstance(value, str):
        return shown(value)
    if value is None or not math.isfinite(value):
        return "–"
    if unit is not None and unit in _FORMATS:
        scale, form = _FORMATS[unit]
        return form.format(scale * value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")


# by unit: what to multiply with, and how to show the product
_FORMATS: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "share": (100, "{:.1f}%"),
        "gap": (100, "{:.3f}%"),
        "score": (1, "{:.3f}"),
        "minutes": (1, "{:.0f}"),
        "NIS": (1, "₪{:,.0f}"),
    }
)
