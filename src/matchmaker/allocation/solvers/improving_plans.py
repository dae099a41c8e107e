"""last_improving_plan: reads the file in which HiGHS writes each better plan while it searches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt


def last_improving_plan(path: Path, n_columns: int) -> npt.NDArray[np.float64] | None:
    """Return the values (n_columns,) of the last plan that was written whole, or ``None``.

    Each plan is ``Objective V``, ``# Columns -N`` and N lines ``VALUE COLUMN`` (HiGHS's option
    ``mip_improving_solution_report_sparse``). The writer buffers, so the last plan may be cut; it is then passed over.
    """
    if not path.is_file():
        return None
    blocks = path.read_text(encoding="ascii", errors="replace").split("Objective")
    plans = (_plan(block.splitlines(keepends=True), n_columns) for block in reversed(blocks[1:]))
    return next((plan for plan in plans if plan is not None), None)


def _plan(lines: list[str], n_columns: int) -> npt.NDArray[np.float64] | None:
    values = np.zeros(n_columns)
    try:
        n_entries = -int(lines[1].split()[-1])
        entries = lines[2 : 2 + n_entries]
        if n_entries < 1 or len(entries) < n_entries or not entries[-1].endswith("\n"):
            return None
        for entry in entries:
            value, column = entry.split()
            values[int(column)] = float(value)
    except (IndexError, ValueError):
        return None
    return values
