"""working_days: days moved to one on which people work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np

from matchmaker.programmes.accompaniment import AccompanimentRules

_ORDER = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def working_days(days: Sequence[date], rules: AccompanimentRules, side: Literal["after", "before"]) -> list[date]:
    """Return the days; those that are not worked, or are holidays, as the next working day ``after`` or ``before`` them."""
    moved = np.busday_offset(
        np.array(days, "datetime64[D]"),
        0,
        roll="forward" if side == "after" else "backward",
        weekmask=[day in rules.working_days.value for day in _ORDER],
        holidays=np.array(rules.holidays.value, "datetime64[D]"),
    )
    return list(moved.astype(object))
