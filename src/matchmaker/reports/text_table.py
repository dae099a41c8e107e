"""text_table: columns of text that stay straight whatever the script, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matchmaker.reports.shown import isolated, shown

_GAP = "  "


def text_table(rows: Iterable[Sequence[str]], width: int, *, indent: str = "  ") -> list[str]:
    """Return one line per row, at most ``width`` cells wide.

    Every cell is escaped and isolated, and cut with an ellipsis where it does not fit. Wide characters count as two
    cells, combining marks as none.
    """
    cells = [[shown(text) for text in row] for row in rows]
    if not cells:
        return []
    widths = _widths(cells, width - len(indent))
    return [
        (indent + _GAP.join(_pad(text, size) for text, size in zip(row, widths, strict=True))).rstrip() for row in cells
    ]


def fit(text: str, width: int) -> str:
    """Return escaped text cut to ``width`` cells, an ellipsis where it was cut."""
    return _cut(shown(text), width)


def _widths(cells: list[list[str]], room: int) -> list[int]:
    """Return the widths of the columns; where there is too little room the widest give way."""
    from rich.cells import cell_len

    n_columns = len(cells[0])
    room -= len(_GAP) * (n_columns - 1)
    widths = [min(room, max(cell_len(row[i]) for row in cells)) for i in range(n_columns)]
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _pad(text: str, width: int) -> str:
    from rich.cells import cell_len

    cut = _cut(text, width)
    return isolated(cut) + " " * (width - cell_len(cut))


def _cut(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
