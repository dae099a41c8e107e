"""score: the candidates of a problem and every part of their scores."""

from __future__ import annotations

from matchmaker.api.setup import setup
from matchmaker.candidates import generate_pairs, pairs_of_scores, prune
from matchmaker.constraints import pair_rules
from matchmaker.io import read_scores
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable, given_scores, score_pairs


def score(
    problem: Problem, *, given: object | None = None, programme: str | None = None, encoding: str = "utf-8"
) -> ScoreTable:
    """Return the scores of every pair that no pair rule forbids.

    ``given`` (a file in ``encoding``, or a frame: anything with ``__arrow_c_stream__``, of ``participant_id, seat_id,
    score``) replaces the scorers: pairs not listed are not candidates. A ``scores`` table in the problem itself counts the
    same. ``programme`` is a profile's name or file.

    Raises:
        InputError: the given scores are wrong, or a rule or the programme profile is.
        ProtectedInputError: a scorer would read a protected field without a recorded reason.
    """
    made = setup(problem, programme)
    rules = pair_rules(made.constraints)
    if given is None and problem.scores.is_empty():
        pairs = generate_pairs(problem, made.commutes, rules)
        return score_pairs(problem, pairs, made.programme, made.commutes)
    checked = problem.scores if given is None else read_scores(given, problem, encoding=encoding)
    listed, totals = pairs_of_scores(problem, checked)
    pairs, kept = prune(problem, made.commutes, rules, listed)
    return given_scores(pairs, totals[kept], problem)
