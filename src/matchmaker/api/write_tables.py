"""write_tables: the tables of a decision about a result, in a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from matchmaker.allocation import Result
from matchmaker.io import OutputFolder, write_table


def write_tables(
    frames: Mapping[str, pl.DataFrame],
    out: Path,
    result: Result,
    *,
    settings: Mapping[str, Any],
    replace: bool = False,
) -> None:
    """Write tables about a result as CSV, named for their keys, with a manifest; the folder appears whole or not at all.

    Raises:
        UsageError: ``out`` cannot be used, or holds a result and ``replace`` is not given.
        OutputError: a file could not be written.
    """
    with OutputFolder(out, replace=replace) as folder:
        for name, frame in frames.items():
            write_table(frame, folder.file(f"{name}.csv"))
        folder.describe(inputs=result.problem.hashes, seed=result.seed, settings=settings)
