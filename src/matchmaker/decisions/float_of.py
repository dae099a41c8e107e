"""float_of: an exact number for a table or for JSON."""

from __future__ import annotations

from decimal import Decimal


def float_of(value: Decimal | None) -> float | None:
    """Return an exact number as the nearest float; what is not known stays so."""
    return None if value is None else float(value)
