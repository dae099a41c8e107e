"""plot_trade_off: the curve between two objectives as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from io import StringIO
from typing import Any

MISSING = "no plot: it needs altair and vl-convert-python, which come with the extra `report`"
"""Said where the libraries of the extra are not installed."""


def plot_trade_off(points: Sequence[tuple[float, float]], labels: tuple[str, str]) -> str | None:
    """Return an SVG of the curve (``points`` of the first and the second objective, ``labels`` of the two axes), or
    ``None`` where the extra ``report`` is not installed. It needs no network, and equal points give equal bytes."""
    try:
        altair: Any = import_module("altair")
        import_module("vl_convert")  # altair asks for it only when it draws
    except ImportError:
        return None
    rows = [{"x": x, "y": y, "point": str(number)} for number, (x, y) in enumerate(points, 1)]
    base = altair.Chart(altair.Data(values=rows)).encode(
        x=altair.X("x:Q", title=labels[0], scale=altair.Scale(zero=False)),
        y=altair.Y("y:Q", title=labels[1], scale=altair.Scale(zero=False)),
    )
    numbers = base.mark_text(dy=-10).encode(text="point:N")
    drawn = StringIO()
    chart = altair.layer(base.mark_line(strokeDash=[4, 3]), base.mark_circle(size=60), numbers)
    chart.properties(width=520, height=360).save(drawn, format="svg")
    return drawn.getvalue()
