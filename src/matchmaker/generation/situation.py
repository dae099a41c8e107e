"""situation: what a programme's own criteria read of people, and how long they have been with it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import Flags, blanked, codes, picked, text_lists
from matchmaker.generation.placed import Placed
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.worlds import World
from matchmaker.generation.worlds.situation import Situation

WORK_FORMS = ("employee", "self_employed", "undecided")
_NOW = np.datetime64(REFERENCE_DATE, "D").astype(np.int64)
_AT_WORK_UNTIL = np.datetime64("2030-12-31", "D").astype(np.int64)
"""First day without work of those at work with no end in sight: far beyond any day asked about."""


def situation(
    rng: np.random.Generator, crowd: Crowd, people: pl.DataFrame, found: Placed, world: World
) -> pl.DataFrame:
    """Return ``people`` with the columns that the world's programmes ask for; those at work have the state ``placed``.

    Since when somebody is without work is known of everybody at work, and not of all others.
    """
    facts, n = world.situation, crowd.n
    weeks = rng.integers(*facts.joined_weeks, size=n, endpoint=True)
    joined = np.where(found.found, found.joined, _NOW - 7 * weeks)
    columns = [pl.Series("joined_on", joined.astype("datetime64[D]"), dtype=pl.Date)]
    at_work = found.found & (found.left == 0)
    if at_work.any():
        columns.append(people["state"].zip_with(pl.Series(~at_work), pl.Series(["placed"] * n, dtype=pl.String)))
    asked = [*_out_of_work(rng, facts, found, n), *_declared(rng, facts, n)]
    gone = rng.random((n, max(1, len(asked)))) < facts.missing
    columns += [
        _blank(series, gone[:, i] & ~(at_work & (series.name == "out_of_work_since"))) for i, series in enumerate(asked)
    ]
    columns += [_words(rng, name, shares, n) for name, shares in _lists(facts) if shares]
    return people.with_columns(columns)


def _out_of_work(rng: np.random.Generator, facts: Situation, found: Placed, n: int) -> Iterable[pl.Series]:
    if facts.out_of_work:
        which = codes(rng, n, [share for *_, share in facts.out_of_work])
        least, most = np.array([span[:2] for span in facts.out_of_work])[which].T
        since = _NOW - 7 * (least + (rng.random(n) * (most - least + 1)).astype(np.int64))
        since = np.where(found.found, np.where(found.left > 0, found.left, _AT_WORK_UNTIL), since)
        yield pl.Series("out_of_work_since", since.astype("datetime64[D]"), dtype=pl.Date)


def _declared(rng: np.random.Generator, facts: Situation, n: int) -> Iterable[pl.Series]:
    if facts.sought:
        sizes = [float(size) for size in facts.sought]
        drawn = picked(sizes, codes(rng, n, list(facts.sought.values())))
        yield pl.Series("sought_position_percent", drawn.tolist(), dtype=pl.Float64)
    for name in ("lives_in_area", "comes_to_centre", "functional_ability"):
        share = getattr(facts, name)
        if share is not None:
            yield pl.Series(name, rng.random(n) < share)
    if facts.work_forms is not None:
        yield pl.Series("work_form", picked(WORK_FORMS, codes(rng, n, facts.work_forms)).tolist(), dtype=pl.String)


def _blank(series: pl.Series, gone: Flags) -> pl.Series:
    nothing = pl.Series(series.name, [None] * series.len(), dtype=series.dtype)
    return nothing.zip_with(pl.Series(gone), series)


def _lists(facts: Situation) -> tuple[tuple[str, dict[str, float]], ...]:
    return (("sub_populations", facts.sub_populations), ("completed", facts.completed))


def _words(rng: np.random.Generator, name: str, shares: dict[str, float], n: int) -> pl.Series:
    """Return a list of the words that apply to each person, each drawn by itself."""
    table = np.tile(np.array(list(shares), dtype=object), (n, 1))
    return text_lists(blanked(table, rng.random(table.shape) >= np.array(list(shares.values())))).alias(name)
