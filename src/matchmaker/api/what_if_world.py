"""WhatIfWorld: a problem with changes made, its rules, commutes and scores made anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from matchmaker.allocation import Result
from matchmaker.api.score_setup import score_setup
from matchmaker.api.setup import Setup, setup
from matchmaker.api.with_listed import more_than_scores, with_listed
from matchmaker.candidates import prune
from matchmaker.constraints import Constraint, pair_rules
from matchmaker.decisions.limits import Change, Reached, Shuttle, ShuttleSeats, changed_problem, reachable
from matchmaker.decisions.limits.change import RULES
from matchmaker.decisions.limits.parse_changes import FILE
from matchmaker.errors import Finding, SettingsError
from matchmaker.io import read_scores
from matchmaker.model import Problem
from matchmaker.programmes import load_programme
from matchmaker.scoring import ScoreTable

KEPT = "scores were given and their file was not: pairs that a rule forbade before are no candidates now either"
"""What a reader must be told where `WhatIfWorld.kept` is so."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What a plan is made from; ``reached`` is whom a shuttle reaches."""

    made: Setup
    scores: ScoreTable
    constraints: tuple[Constraint, ...]
    reached: Reached | None = None


class WhatIfWorld:
    """A result's problem with ``changes`` and a ``shuttle``. Making one judges the changes; `scored` does the work.

    ``given`` (a file in ``encoding``) are the scores that the result was made with, where they were given.
    Raises what `changed_problem` and `matchmaker.api.setup.setup` raise.
    """

    def __init__(
        self,
        result: Result,
        changes: Sequence[Change],
        shuttle: Shuttle | None = None,
        *,
        given: str | Path | None = None,
        encoding: str = "utf-8",
    ) -> None:
        self._result, self._shuttle = result, shuttle
        problem = changed_problem(result.problem, changes, load_programme(result.programme).constraint)
        self._checked = None if given is None else read_scores(given, problem, encoding=encoding)
        self._more = self._checked if self._checked is not None and more_than_scores(self._checked) else None
        self._problem = problem
        self.kept = result.scores.given and self._checked is None and problem.scores.is_empty()
        try:
            self._made = setup(with_listed(problem, self._more), result.programme)
        except SettingsError as error:
            raise SettingsError([_as_asked(finding, problem) for finding in error.findings]) from error

    def scored(self) -> Scored:
        """Return the problem scored, with the shuttle where there is one."""
        plain = self._scores(self._made)
        if self._shuttle is None:
            return Scored(self._made, plain, self._made.constraints)
        made = setup(self._made.problem, self._result.programme, rides=[self._shuttle.ride])
        served = self._scores(made)
        reached = reachable(made.problem, (plain.pairs, self._made.commutes), (served.pairs, made.commutes))
        if self._shuttle.seats is None:
            return Scored(made, served, made.constraints, reached)
        limit = ShuttleSeats(name=self._shuttle.text, seats=self._shuttle.seats, pairs=reached.pairs)
        return Scored(made, _as_before(served, plain), (*made.constraints, limit), reached)

    def _scores(self, made: Setup) -> ScoreTable:
        if not self.kept:
            return score_setup(made, self._problem, self._checked, self._more)
        scores = self._result.scores
        pairs, kept = prune(made.problem, made.commutes, pair_rules(made.constraints), scores.pairs)
        return scores.subset(pairs, kept)


def _as_asked(finding: Finding, problem: Problem) -> Finding:
    """Return a finding about a rule with the place that a person wrote: the rules without the changes were right."""
    at = re.match(r"constraint\[([0-9]+)\]", finding.column or "")
    if at is None or finding.file != "settings.toml":
        return finding
    rules, place = problem.settings.constraint, int(at[1])
    alike = [each for each, rule in enumerate(rules) if rule.get("kind") == rules[place].get("kind")]
    index = f"[{alike.index(place)}]" if len(alike) > 1 else ""
    column = f"{RULES}.{rules[place].get('kind')}{index}{(finding.column or '')[at.end() :]}"
    return replace(finding, file=FILE, column=column)


def _as_before(served: ScoreTable, plain: ScoreTable) -> ScoreTable:
    """Return the scores with those of pairs that need no shuttle as they are without it: it may be full."""
    at = plain.pairs.positions(served.pairs.participant, served.pairs.seat)
    return replace(served, total=np.where(at >= 0, np.append(plain.total, 0.0)[at], served.total))
