"""rescorer: the scores of a result's people and seats with other numbers, under other rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from matchmaker.allocation import Result
from matchmaker.api.score_setup import score_setup
from matchmaker.api.setup import Setup
from matchmaker.model import Problem
from matchmaker.programmes import load_programme
from matchmaker.scoring import ScoreTable


def rescorer(result: Result) -> Callable[[Problem, Sequence[Any]], ScoreTable]:
    """Return a function from a problem and rules to scores; given scores stay as they were given."""
    programme = load_programme(result.programme)
    made = Setup(result.problem, result.programme, programme, result.constraints, result.commutes)

    def rescore(problem: Problem, constraints: Sequence[Any]) -> ScoreTable:
        if result.scores.given:
            return result.scores
        return score_setup(replace(made, problem=problem, constraints=tuple(constraints)), problem)

    return rescore
