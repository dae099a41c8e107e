"""diagnose: why there is no plan, and the cheapest ways to one."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from matchmaker.allocation import allocate as _allocate
from matchmaker.api.rescorer import rescorer
from matchmaker.api.score import score
from matchmaker.api.setup import setup
from matchmaker.api.with_listed import with_listed
from matchmaker.decisions.diagnosis import Diagnosis, RelaxationCosts
from matchmaker.decisions.diagnosis import diagnose as _diagnose
from matchmaker.errors import UsageError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable

MOST_OPTIONS = 100


def diagnose(
    problem: Problem,
    scores: ScoreTable | None = None,
    *,
    programme: str | None = None,
    costs: Mapping[str, Any] | None = None,
    options: int = 3,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: threading.Event | None = None,
) -> Diagnosis:
    """Return which rules clash, each proved needed, and the cheapest changes that would give a plan, with that plan.

    ``costs`` say what a unit of each kind of change costs, as in ``[relaxation]`` of the settings, which they replace
    (`matchmaker.decisions.diagnosis.RelaxationCosts`; what is not named is assumed). ``options`` (1 to 100) is how many ways out
    are sought: no two of them change the same numbers. ``gap`` is that of their plans; ``time_limit`` (seconds) is for all
    of it. A problem that has a plan gives a diagnosis with the status ``feasible``.

    Raises:
        UsageError: ``options`` cannot be used.
        SettingsError: a rule, a cost or the programme profile is wrong.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    if not 1 <= options <= MOST_OPTIONS:
        raise UsageError(f"options must be a whole number from 1 to {MOST_OPTIONS}, not {options}")
    prices = RelaxationCosts.read(problem.settings.relaxation if costs is None else costs)
    made = setup(with_listed(problem, None if scores is None else scores.listed), programme)
    table = score(problem, programme=programme) if scores is None else scores
    # A plan made without search tells a problem that has one in the shortest time.
    result = _allocate(
        made.problem, table, made.constraints, made.commutes, policy="greedy", seed=seed, programme=made.spec
    )
    return _diagnose(
        result,
        prices,
        rescore=rescorer(result),
        objectives=made.objectives,
        options=options,
        gap=gap,
        time_limit=time_limit,
        seed=seed,
        interrupt=interrupt,
    )
