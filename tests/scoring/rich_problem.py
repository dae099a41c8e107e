"""Problems whose every column is filled at random, for tests that must reach every scorer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from matchmaker.candidates import Pairs
from matchmaker.model import TABLES, Problem
from matchmaker.model.fields import Column
from matchmaker.travel import Commutes
from tests.strategies import all_pairs

WORDS = ("נגר", "ריתוך", "Excel", "warehouse worker", "sales", "טבח", "driver B", "cook")
KEYS = {"participants": "participant_id", "employers": "employer_id", "organisations": "organisation_id"}


def rich_problem(n: int, m: int, *, seed: int = 0, missing: float = 0.25) -> tuple[Problem, Commutes]:
    """Return ``n`` participants and ``m`` seats with random facts in every column, about ``missing`` of them null."""
    rng = np.random.default_rng(seed)
    heights = {"participants": n, "seats": m, "opportunities": max(1, m // 2), "employers": 8, "organisations": 3}
    frames = {}
    for table, height in heights.items():
        schema = TABLES[table].schema
        frames[table] = pl.DataFrame(
            {
                name: [_value(column, rng, missing) for _ in range(height)]
                for name, column in TABLES[table].columns.items()
            },
            schema=schema,
        )
    ids = {table: [f"{table[0]}{i:03d}" for i in range(height)] for table, height in heights.items()}
    pick = lambda table, size: rng.choice(ids[table], size).tolist()  # noqa: E731
    frames = {table: frame.with_columns(pl.Series(TABLES[table].key[0], ids[table])) for table, frame in frames.items()}
    frames["seats"] = frames["seats"].with_columns(
        opportunity_id=pl.Series(pick("opportunities", m)), employer_id=pl.Series(pick("employers", m))
    )
    frames["opportunities"] = frames["opportunities"].with_columns(
        companion_org_id=pl.Series(pick("organisations", heights["opportunities"]))
    )
    minutes = rng.choice(np.array([0, 10, 20, 35, 50, 80, np.inf, np.nan], np.float32), (5, 6))
    commutes = Commutes(
        minutes, rng.integers(0, 5, n).astype(np.int32), rng.integers(0, 6, m).astype(np.int32), digest=""
    )
    return Problem.from_frames(frames), commutes


def some_pairs(problem: Problem, *, seed: int = 0, share: float = 0.6) -> Pairs:
    """Return a random share of all pairs."""
    every = all_pairs(problem)
    kept = np.random.default_rng(seed).random(every.n_pairs) < share
    counts = np.bincount(every.participant[kept], minlength=every.n_participants)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Pairs(every.participant_ids, every.seat_ids, indptr, every.seat[kept])


def _value(column: Column, rng: np.random.Generator, missing: float) -> Any:
    if not column.required and rng.random() < missing:
        return None
    item = _scalar(column, rng)
    return sorted({item, _scalar(column, rng)}) if column.is_list else item


def _scalar(column: Column, rng: np.random.Generator) -> Any:
    low, high = column.minimum or 0, min(column.maximum or 10, 100)
    match column.kind:
        case "choice" | "choices":
            return str(rng.choice(column.choices))
        case "integer":
            return int(rng.integers(int(low), int(high) + 1))
        case "number" | "numbers":
            return float(rng.integers(int(low), int(high) + 1)) if high > 1 else float(rng.random())
        case "money":
            return Decimal(int(rng.integers(4, 9)) * 1000)
        case "boolean":
            return bool(rng.random() < 0.5)
        case "date":
            return date(2000, 1, 1) + timedelta(days=int(rng.integers(0, 9000)))
        case _:
            return str(rng.choice(WORDS))
