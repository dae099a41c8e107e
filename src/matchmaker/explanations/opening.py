"""opening_of: what opening a person's cohort takes off the sum of scores, and what its people add to it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.frames import plan_frame
from matchmaker.allocation.opening_charges import opening_charges
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.criteria import decimal_of


def opening_of(result: Result, seat_id: str, language: Language = "en") -> dict[str, Any] | None:
    """Return ``opportunity_id``, ``size``, ``scores`` (their sum over its people), ``penalty`` and ``sentence`` of the cohort
    that a seat belongs to, or ``None`` where opening it costs nothing."""
    cohort = result.problem.seats.row(by_predicate=pl.col("seat_id") == seat_id, named=True)["opportunity_id"]
    penalty = opening_charges(result.problem, {cohort})
    if not penalty:
        return None
    people = plan_frame(result).filter(pl.col("opportunity_id") == cohort)["score"].to_list()
    total = sum(map(decimal_of, people), Decimal(0))
    words = sentence(
        "opens_with", language, cohort=f"'{cohort}'", n=len(people), scores=f"{total:f}", penalty=f"{penalty:f}"
    )
    return {
        "opportunity_id": cohort,
        "size": len(people),
        "scores": float(total),
        "penalty": float(penalty),
        "sentence": words,
    }
