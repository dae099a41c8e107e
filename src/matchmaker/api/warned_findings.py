"""warned_findings: placements that the programme warns against and that nobody let through on record."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.frames import warned_frame
from matchmaker.errors import Finding

_MOST_IDS = 5


def warned_findings(result: Result) -> tuple[Finding, ...]:
    """Return one warning per reason, with the number of placements and the first of their pairs.

    A warning asks for a recorded override, with its reason and a name, and bars nobody (000:3901-3905, 3968-3978).
    """
    file = result.problem.files.get("decisions", "decisions")
    told = []
    unanswered = warned_frame(result).filter(~pl.col("override"))
    for (reason,), rows in unanswered.group_by("reason", maintain_order=True):
        pairs = [f"{person} in {seat}" for person, seat in rows.select("participant_id", "seat_id").iter_rows()]
        more = ", …" if len(pairs) > _MOST_IDS else ""
        message = f"{len(pairs)} placed against a warning ({reason}), and no override is on record: {', '.join(pairs[:_MOST_IDS])}{more}"
        expected = "for each pair a decision 'override' with a reason and a name, or another place"
        told.append(
            Finding(file, "warned-placement", message, column="decision", expected=expected, severity="warning")
        )
    return tuple(told)
