"""Small allocation problems, and every plan of them, for the tests of this package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
from scipy import sparse

from matchmaker.allocation import UNBOUNDED, Formulation, Rows
from matchmaker.candidates import Pairs
from matchmaker.constraints import Constraint, parse_constraints
from matchmaker.errors import SettingsError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes
from tests.strategies import Case, all_pairs


def rows(
    names: Sequence[str], dense: Any, lower: Sequence[int | None], upper: Sequence[int | None], kind: str = "row"
) -> Rows:
    """Return rows from a dense table of coefficients; ``None`` is no limit."""
    low = np.array([-UNBOUNDED if value is None else value for value in lower], np.int64)
    high = np.array([UNBOUNDED if value is None else value for value in upper], np.int64)
    return Rows(kind, tuple(names), sparse.csr_array(np.array(dense, np.int64)), low, high)


def formulation(
    left: Sequence[int],
    gains: Sequence[int],
    *blocks: Rows,
    openings: Sequence[str] = (),
    n_left: int | None = None,
    fixed: Sequence[int] = (),
) -> Formulation:
    """Return a formulation over ``len(left)`` pairs; ``gains`` are those of the pairs."""
    n = len(left) + len(openings)
    lower = np.zeros(n, np.int8)
    lower[list(fixed)] = 1
    return Formulation(
        gains=np.array([*gains, *([0] * len(openings))], np.int64),
        scale=1,
        left=np.array(left, np.int32),
        n_left=max(left, default=-1) + 1 if n_left is None else n_left,
        rows=blocks,
        lower=lower,
        upper=np.ones(n, np.int8),
        opening_names=tuple(openings),
        order=np.arange(len(left)),
    )


def given_table(pairs: Pairs, total: Any) -> ScoreTable:
    """Return a score table as `--scores` would make it."""
    n = pairs.n_pairs
    return ScoreTable(
        pairs=pairs,
        scorers=(),
        sides_of=(),
        weights=np.empty(0),
        parts=np.empty((n, 0), np.float32),
        sides=np.full((n, 3), np.nan, np.float32),
        coverage=np.ones(n, np.float32),
        total=np.array(total, np.float64),
        given=True,
    )


def keep(pairs: Pairs, mask: Any) -> Pairs:
    """Return the pairs that a mask keeps."""
    counts = np.bincount(pairs.participant[mask], minlength=pairs.n_participants)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Pairs(pairs.participant_ids, pairs.seat_ids, indptr, pairs.seat[mask])


def scores_of(problem: Problem, commutes: Commutes, constraints: Sequence[Constraint]) -> ScoreTable:
    """Return the given scores of a problem over the pairs that the pair rules let through."""
    people = {name: i for i, name in enumerate(problem.participants["participant_id"].to_list())}
    seats = {name: i for i, name in enumerate(problem.seats["seat_id"].to_list())}
    dense = np.full((len(people), len(seats)), np.nan)
    for row in problem.scores.iter_rows(named=True):
        dense[people[row["participant_id"]], seats[row["seat_id"]]] = row["score"]
    pairs = all_pairs(problem)
    mask = ~np.isnan(dense.ravel())
    for rule in constraints:
        if hasattr(rule, "allowed"):
            mask &= rule.allowed(problem, commutes, pairs.participant, pairs.seat)
    return given_table(keep(pairs, mask), dense.ravel()[mask])


def parsed(case: Case) -> tuple[tuple[Constraint, ...], ScoreTable] | None:
    """Return the rules and scores of a generated case, or ``None`` where its settings are refused."""
    try:
        constraints = parse_constraints(case.problem)
    except SettingsError:
        return None
    return constraints, scores_of(case.problem, case.commutes, constraints)


def every_choice(form: Formulation) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield every choice of at most one pair per party, with every choice of openings."""
    options = [[None, *np.flatnonzero(form.left == party).tolist()] for party in range(form.n_left)]
    for picked in product(*options):
        pairs = np.array(sorted(p for p in picked if p is not None), np.int64)
        for opened in product((False, True), repeat=form.n_openings):
            yield pairs, np.array(opened, np.bool_)
