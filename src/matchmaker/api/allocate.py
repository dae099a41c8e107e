"""allocate: the best plan, or a policy's, with its certificate."""

from __future__ import annotations

import threading

from matchmaker.allocation import Result
from matchmaker.allocation import allocate as _allocate
from matchmaker.api.score import score
from matchmaker.api.setup import setup
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable


def allocate(
    problem: Problem,
    scores: ScoreTable | None = None,
    *,
    policy: str = "optimal",
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    programme: str | None = None,
    interrupt: threading.Event | None = None,
) -> Result:
    """Allocate participants to seats within every rule.

    ``scores`` default to `score` of the problem. ``policy`` is ``optimal``, ``greedy``, ``deferred_acceptance`` or
    ``lottery``; ``gap`` the relative gap at which ``optimal`` may stop; ``time_limit`` (seconds) a cap after which the best plan so
    far is kept; setting ``interrupt`` from another thread does the same. The plan is replayed by the independent check
    before it is returned. An infeasible problem gives a result with that status and the rows that clash.

    Raises:
        SettingsError: a rule or the programme profile is wrong.
        SolverError, VerificationError: the answer cannot be trusted.
    """
    made = setup(problem, programme)
    return _allocate(
        made.problem,
        score(problem, programme=programme) if scores is None else scores,
        made.constraints,
        made.commutes,
        policy=policy,
        gap=gap,
        time_limit=time_limit,
        seed=seed,
        programme=made.spec,
        interrupt=interrupt,
    )
