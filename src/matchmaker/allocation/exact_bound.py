"""exact_bound: a bound in gains as a bound in scores."""

from __future__ import annotations

from decimal import Decimal

from matchmaker.allocation.formulation import Formulation


def exact_bound(formulation: Formulation, bound: int) -> Decimal:
    """Return what no plan exceeds, as a sum of scores, from what none exceeds as a sum of gains."""
    # A rounded gain may lie half a unit below what it stands for, for each person and each opening once.
    slack = Decimal(formulation.n_left + formulation.n_openings) / 2 if formulation.rounded else Decimal(0)
    return (bound + slack) / formulation.scale
