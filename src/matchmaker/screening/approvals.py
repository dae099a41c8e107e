"""Approvals: who may take part though a criterion fails, by whose word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem


def approved_ids(problem: Problem) -> pl.DataFrame:
    """Return one row per approval on record: participant_id, by, reason."""
    return problem.decisions.filter(pl.col("decision") == "approve").select("participant_id", "by", "reason")


def is_approved(problem: Problem, people: pl.Series) -> npt.NDArray[np.bool_]:
    """Return which of ``people`` (participant ids) have an approval on record. Shape (len(people),)."""
    return people.is_in(approved_ids(problem)["participant_id"].implode()).to_numpy()
