"""Metric: one number about a result, with its unit and which way is better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from matchmaker.allocation import Result
from matchmaker.metrics.placed import Placed

Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric, labelled in English and Hebrew.

    ``compute`` takes a result and its `Placed` arrays and returns a number, or ``None`` for "cannot say".
    """

    name: str
    label: str
    label_he: str
    unit: str
    better: Better
    compute: Callable[[Result, Placed], float | None]
