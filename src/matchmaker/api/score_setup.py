"""score_setup: the candidates and scores of a problem whose rules and commutes are made."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from matchmaker.api.setup import Setup
from matchmaker.candidates import generate_pairs, pairs_of_scores, prune
from matchmaker.constraints import pair_rules
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable, given_scores, score_pairs


def score_setup(
    made: Setup, problem: Problem, checked: pl.DataFrame | None = None, more: pl.DataFrame | None = None
) -> ScoreTable:
    """Return the scores of every pair that no pair rule forbids; those of ``checked`` (`matchmaker.io.read_scores`), else of the
    problem's own table, replace the scorers. ``more`` are rows to keep for rules that read other columns of them."""
    rules = pair_rules(made.constraints)
    if checked is None and problem.scores.is_empty():
        pairs = generate_pairs(problem, made.commutes, rules)
        return score_pairs(problem, pairs, made.programme, made.commutes)
    listed, totals = pairs_of_scores(problem, problem.scores if checked is None else checked)
    pairs, kept = prune(problem, made.commutes, rules, listed)
    return replace(given_scores(pairs, totals[kept], problem), listed=more)
