"""score: the candidates of a problem and every part of their scores."""

from __future__ import annotations

from pathlib import Path

from matchmaker.api.score_setup import score_setup
from matchmaker.api.setup import setup
from matchmaker.api.with_listed import more_than_scores, with_listed
from matchmaker.io import read_scores
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable


def score(
    problem: Problem, *, given: object | None = None, programme: str | None = None, encoding: str = "utf-8"
) -> ScoreTable:
    """Return the scores of every pair that no pair rule forbids.

    ``given`` (a file in ``encoding``, or a frame: anything with ``__arrow_c_stream__``, of ``participant_id, seat_id,
    score``) replaces the scorers: pairs not listed are not candidates. Its other columns are kept for rules that read an
    amount of each pair. A ``scores`` table in the problem itself counts the same. ``programme`` is a profile's name or file.

    Raises:
        InputError: the given scores are wrong, or a rule or the programme profile is.
        ProtectedInputError: a scorer would read a protected field without a recorded reason.
    """
    checked = None if given is None else read_scores(given, problem, encoding=encoding)
    more = checked if checked is not None and more_than_scores(checked) else None
    file = Path(given).name if isinstance(given, (str, Path)) else "scores"
    made = setup(with_listed(problem, more, file), programme)
    return score_setup(made, problem, checked, more)
