"""with_listed: a problem beside the rows of the given scores that its rules may read."""

from __future__ import annotations

import polars as pl

from matchmaker.model import TABLES, Problem


def with_listed(problem: Problem, listed: pl.DataFrame | None, file: str | None = None) -> Problem:
    """Return the problem with ``listed`` (`matchmaker.io.read_scores`) in the place of its scores, where there are any.

    ``file`` is the name that findings about them give.
    """
    if listed is None:
        return problem
    files = problem.files if file is None else {**problem.files, "scores": file}
    return problem.replace(scores=listed, files=files)


def more_than_scores(listed: pl.DataFrame) -> bool:
    """Whether rows of given scores hold more than ids and scores."""
    return any(column not in TABLES["scores"].schema for column in listed.columns)
