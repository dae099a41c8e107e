"""Decisions: an approval is about a person, every other decision about a pair."""

from __future__ import annotations

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.limits import MAX_SAME_FINDINGS
from matchmaker.io.raw_table import RawTable


def check_decisions(raw: RawTable, frame: pl.DataFrame, findings: Findings) -> None:
    """Report decisions about a pair that name no seat, and approvals that name one."""
    if "decision" not in frame.columns:
        return
    n = frame.height
    seats = raw.frame.get_column("seat_id", default=pl.repeat(None, n, dtype=pl.String, eager=True))
    is_approval = frame["decision"] == "approve"
    no_seat = (~is_approval & seats.is_null()).fill_null(value=False).arg_true()
    for index in no_seat.head(MAX_SAME_FINDINGS):
        findings.error(
            raw.file, "missing-cell", f"a {frame['decision'][index]} names no seat", sheet=raw.sheet,
            row=raw.row(index), column="seat_id", expected="a value of seat_id in seats; only approve goes without one",
        )  # fmt: skip
    findings.more(len(no_seat) - MAX_SAME_FINDINGS, raw.file, "missing-cell", column="seat_id", sheet=raw.sheet)
    with_seat = (is_approval & seats.is_not_null()).fill_null(value=False).arg_true()
    for index in with_seat.head(MAX_SAME_FINDINGS):
        findings.error(
            raw.file, "seat-of-approval", "an approval is about the person, not about a pair", sheet=raw.sheet,
            row=raw.row(index), column="seat_id", value=seats[index], expected="an empty cell",
            hint="leave the seat out, or write override to let this pair alone pass",
        )  # fmt: skip
    findings.more(len(with_seat) - MAX_SAME_FINDINGS, raw.file, "seat-of-approval", column="seat_id", sheet=raw.sheet)
