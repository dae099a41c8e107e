"""render_table: a few records as a plain table for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchmaker.reports.shown import figure
from matchmaker.reports.text_table import text_table

_UNLIMITED = 10_000


def render_table(records: Sequence[Mapping[str, float | int | str | None]], *, width: int = _UNLIMITED) -> str:
    """Return records as lines under a header of their keys (those of the first), no line wider than ``width`` cells.

    Numbers have three decimals, what is not known is a dash, text is escaped and isolated as in `render_terminal`.

    >>> print(render_table([{"policy": "optimal", "placed": 287, "mean": 0.8412}]))
    policy   placed  mean
    optimal  287     0.841
    """
    if not records:
        return ""
    keys = list(records[0])
    rows = [keys, *([figure(record.get(key)) for key in keys] for record in records)]
    return "\n".join(text_table(rows, width, indent=""))
