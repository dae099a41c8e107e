"""placement_facts: what the conditions of an incentive read of one placement."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from matchmaker.criteria import decimal_of
from matchmaker.money.check import Facts
from matchmaker.programmes.money_facts import PLACEMENT_FACTS

NO_CERTIFICATE = frozenset({"none", "אין", "ללא", "אין תעודה", "ללא תעודה"})
"""How a list says that a person holds no certificate; an empty list says nothing."""

Row = Mapping[str, Any]


def placement_facts(seat: Row, opportunity: Row, participant: Row, spell: Row | None) -> Facts:
    """Return the facts of a placement; ``spell`` is the history row that tells what became of it, if there is one.

    The position is the one worked where that is known, else the one offered. A day that is filled in says that the
    thing was done; an empty one does not say that it was not.
    """
    told = spell or {}
    values: dict[str, bool | Decimal | str | None] = {
        "position_percent": _decimal(told.get("position_percent")) or _decimal(seat["position_percent"]),
        "mentor_named": seat["mentor_named"],
        "agreement_signed": seat["agreement_signed"],
        "quality_employment": opportunity["quality_employment"],
        "has_certificate": _has_certificate(participant["certificates"]),
        "payslips": _decimal(told.get("payslips")),
        "reported": told.get("reported_on") is not None or None,
        "payment_demanded": told.get("payment_demanded_on") is not None or None,
    }
    return Facts(values, {name: fact.columns for name, fact in PLACEMENT_FACTS.items()})


def _has_certificate(certificates: list[str] | None) -> bool | None:
    if certificates is None:
        return None
    return any(name.strip().lower() not in NO_CERTIFICATE for name in certificates)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else decimal_of(value)
