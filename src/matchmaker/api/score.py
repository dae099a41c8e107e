"""score: the candidates of a problem and every part of their scores."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from matchmaker.api.setup import setup
from matchmaker.candidates import generate_pairs, pairs_of_scores, prune
from matchmaker.constraints import pair_rules
from matchmaker.io import read_scores
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable, given_scores, score_pairs


def score(
    problem: Problem, *, given: str | Path | pl.DataFrame | None = None, programme: str | None = None
) -> ScoreTable:
    """Return the scores of every pair that no pair rule forbids.

    ``given`` (a file, or a frame of ``participant_id, seat_id, score``) replaces the scorers: pairs not listed are not
    candidates. A ``scores`` table in the problem itself counts the same. ``programme`` is a profile's name or file.

    Raises:
        InputError: the given scores are wrong, or a rule or the programme profile is.
        ProtectedInputError: a scorer would read a protected field without a recorded reason.
    """
    made = setup(problem, programme)
    rules = pair_rules(made.constraints)
    if isinstance(given, (str, Path)):
        given = read_scores(given, problem)
    if given is None and not problem.scores.is_empty():
        given = problem.scores
    if given is None:
        pairs = generate_pairs(problem, made.commutes, rules)
        return score_pairs(problem, pairs, made.programme, made.commutes)
    listed, totals = pairs_of_scores(problem, given)
    pairs, kept = prune(problem, made.commutes, rules, listed)
    return given_scores(pairs, totals[kept], problem)
