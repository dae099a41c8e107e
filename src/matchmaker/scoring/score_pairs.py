"""score_pairs: every scorer's part of every pair, blended."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Pairs
from matchmaker.model import Problem
from matchmaker.programmes import Programme
from matchmaker.scoring.blend import PowerMean, SideMeans
from matchmaker.scoring.configure_scorers import configure_scorers
from matchmaker.scoring.lookup import TABLE_CELLS, Lookup, Lookups
from matchmaker.scoring.score_table import SIDES, ScoreTable, Side
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.scorers import SCORERS
from matchmaker.travel import Commutes

CHUNK = 2**15
"""Pairs worked on at a time: what one scorer needs of them stays in the second-level cache."""


def score_pairs(
    problem: Problem,
    pairs: Pairs,
    programme: Programme,
    commutes: Commutes,
    *,
    scorers: Sequence[Scorer] = SCORERS,
    threads: int | None = None,
    table_cells: int = TABLE_CELLS,
) -> ScoreTable:
    """Return the scores of all pairs, taken apart.

    Each scorer judges distinct facts against distinct facts once; pairs only look the answers up. Time is linear in
    pairs. ``threads`` (at most 2 by default) share the chunks; the result is the same bits for any number.
    ``table_cells`` limits the table of one scorer; a larger one is made for a block of participants at a time.

    Weights come from ``programme``, replaced by ``problem.settings.weights``. Raises `SettingsError` and
    `ProtectedInputError` as `configure_scorers` does.
    """
    chosen = configure_scorers(programme, problem.settings.weights, scorers)
    table = _empty_table(problem, pairs, programme, chosen)
    lookups = Lookups([scorer for scorer, _ in chosen], problem, commutes, table_cells=table_cells)
    size = lookups.participants_per_block or max(1, pairs.n_participants)
    with ThreadPoolExecutor(threads or min(2, os.cpu_count() or 1)) as executor:
        for first in range(0, pairs.n_participants, size):
            last = min(first + size, pairs.n_participants)
            work = partial(_score_chunk, table, lookups.of(first, last))
            for _ in executor.map(work, _chunks(pairs, first, last)):
                pass
    return table


def _empty_table(
    problem: Problem, pairs: Pairs, programme: Programme, chosen: tuple[tuple[Scorer, float], ...]
) -> ScoreTable:
    # A side without a weight in the profile does not count.
    sides: dict[Side, float] = {
        side: programme.side_weights[side].value if side in programme.side_weights else 0.0 for side in SIDES
    }
    n = pairs.n_pairs
    return ScoreTable(
        pairs=pairs,
        scorers=tuple(scorer.name for scorer, _ in chosen),
        sides_of=tuple(scorer.side for scorer, _ in chosen),
        weights=np.array([weight for _, weight in chosen], np.float64),
        parts=np.empty((n, len(chosen)), np.float32, order="F"),
        sides=np.empty((n, len(SIDES)), np.float32, order="F"),
        coverage=np.zeros(n, np.float32),
        total=np.empty(n, np.float64),
        side_weights=sides,
        exponent=programme.exponent.value,
        opportunity_ids=problem.seats.get_column("opportunity_id").to_numpy(),
    )


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Pairs ``start`` to ``stop``; ``participant`` and ``seat`` (n,) int64 are their table rows."""

    start: int
    stop: int
    participant: npt.NDArray[np.int64]
    seat: npt.NDArray[np.int64]


def _chunks(pairs: Pairs, first: int, last: int) -> Iterator[_Chunk]:
    """Yield the pairs of a block of participants in pieces of at most `CHUNK`."""
    stop_of_block = int(pairs.indptr[last])
    for start in range(int(pairs.indptr[first]), stop_of_block, CHUNK):
        stop = min(start + CHUNK, stop_of_block)
        low = int(np.searchsorted(pairs.indptr, start, side="right")) - 1
        high = int(np.searchsorted(pairs.indptr, stop, side="left"))
        ends = np.clip(pairs.indptr[low : high + 1], start, stop)
        participant = np.repeat(np.arange(low, high, dtype=np.int64), np.diff(ends))
        yield _Chunk(start, stop, participant, pairs.seat[start:stop].astype(np.int64))


def _score_chunk(table: ScoreTable, lookups: list[Lookup], chunk: _Chunk) -> None:
    """Fill the chunk's rows of every array of ``table``. Chunks do not overlap, so threads share nothing they write."""
    here = slice(chunk.start, chunk.stop)
    _gather(table.parts[here], lookups, chunk)
    means = SideMeans(chunk.seat.size)
    coverage = table.coverage[here]
    for at, side in enumerate(SIDES):
        members = [k for k, of in enumerate(table.sides_of) if of == side]
        parts = [table.parts[here, k] for k in members]
        means.of(parts, [float(table.weights[k]) for k in members], table.sides[here, at], coverage)
    coverage /= np.float32(table.weights.sum())
    np.minimum(coverage, np.float32(1), out=coverage)  # summed in another order than the whole: may exceed 1 by an ulp
    power_mean = PowerMean(tuple(table.side_weights[side] for side in SIDES), table.exponent)
    table.total[here] = power_mean.of(table.sides[here].T)


def _gather(parts: npt.NDArray[np.float32], lookups: list[Lookup], chunk: _Chunk) -> None:
    row, column = np.empty_like(chunk.seat), np.empty_like(chunk.seat)
    for k, lookup in enumerate(lookups):
        # mode="clip" writes straight into ``out``; "raise" would go through a copy. The indices are ours and in range.
        np.take(lookup.left, chunk.participant - lookup.first, out=row, mode="clip")
        np.take(lookup.right, chunk.seat, out=column, mode="clip")
        row += column
        np.take(lookup.table, row, out=parts[:, k], mode="clip")
