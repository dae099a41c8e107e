"""What every reader's table goes through before its cells are judged: blank rows passed over, long cells refused."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.limits import MAX_CELL
from matchmaker.io.raw_table import RawTable


def tidy_rows(raw: RawTable, findings: Findings) -> RawTable:
    """Return the table without blank rows (each a warning) and without cells over `MAX_CELL` characters (errors).

    Row numbers stay those of the file.
    """
    return _without_blank_rows(_without_long_cells(raw, findings), findings)


def _without_blank_rows(raw: RawTable, findings: Findings) -> RawTable:
    if not raw.frame.width or raw.frame.to_series(0).null_count() == 0:
        return raw
    filled = raw.frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    if filled.all():
        return raw
    rows = pl.int_range(2, raw.frame.height + 2, eager=True, dtype=pl.UInt32) if raw.rows is None else raw.rows
    for row in rows.filter(~filled):
        findings.warning(raw.file, "blank-row", "the row is blank and was passed over", sheet=raw.sheet, row=row)
    natives = {name: series.filter(filled) for name, series in raw.natives.items()}
    return replace(raw, frame=raw.frame.filter(filled), rows=rows.filter(filled), natives=natives)


def _without_long_cells(raw: RawTable, findings: Findings) -> RawTable:
    for series in raw.frame.get_columns():
        if (series.str.len_bytes().max() or 0) > MAX_CELL:  # type: ignore[operator]
            too_long = series.str.len_chars() > MAX_CELL
            for index in too_long.arg_true():
                findings.error(
                    raw.file, "too-long", f"the cell holds {len(series[index]):,} characters", sheet=raw.sheet,
                    row=raw.row(index), column=series.name, value=series[index][:40],
                    expected=f"at most {MAX_CELL:,} characters",
                )  # fmt: skip
            raw = replace(raw, frame=raw.frame.with_columns(series.set(too_long, None)))
    return raw
