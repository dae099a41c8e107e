"""read_scores: scores from outside, which replace the scorers."""

from __future__ import annotations

import polars as pl

from matchmaker.io.read_table_file import read_table_file
from matchmaker.model import Problem


def read_scores(given: object, problem: Problem, *, encoding: str = "utf-8") -> pl.DataFrame:
    """Return ``participant_id, seat_id, score`` (text, text, float in [0, 1]) of a file or a frame, checked, and its other
    columns as text: a rule may read an amount of each pair there.

    ``given`` is the path of a .csv, .xlsx, .parquet or .jsonl file, or anything with ``__arrow_c_stream__``. Rows stand
    in file order, each pair once, every id one of ``problem``.

    Raises:
        InputError: something is wrong; ``findings`` holds every error.
    """
    return read_table_file(given, "scores", problem, encoding=encoding, with_unknown=True)
