"""nearest_place: the smallest single change that would place a person."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from matchmaker.allocation import Result
from matchmaker.allocation.sentences import Language
from matchmaker.api.rescorer import rescorer
from matchmaker.decisions.diagnosis import NearestPlace, RelaxationCosts
from matchmaker.decisions.diagnosis import nearest_place as _nearest_place
from matchmaker.errors import UsageError
from matchmaker.explanations.participant_row import participant_row


def nearest_place(
    result: Result,
    participant_id: str,
    *,
    costs: Mapping[str, Any] | None = None,
    language: Language = "en",
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: threading.Event | None = None,
) -> NearestPlace:
    """Return the cheapest single change after which a person without a place can have one, and the best plan then.

    Everybody who has a place keeps one in it, perhaps another. The change is one number that gives way (``costs`` as for
    `diagnose`) or that the person travels farther; that no cheaper one does is proved by an integer program, and whether the
    best plan then places the person by solving again. ``time_limit`` (seconds) is for all of it.

    Raises:
        UsageError: the result holds no plan, or there is no such participant.
        SettingsError: a cost is wrong.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    if not result.has_plan:
        raise UsageError("the result holds no plan; diagnose says why there is none")
    return _nearest_place(
        result,
        participant_row(result, participant_id),
        RelaxationCosts.read(result.problem.settings.relaxation if costs is None else costs),
        rescore=rescorer(result),
        language=language,
        gap=gap,
        time_limit=time_limit,
        seed=seed,
        interrupt=interrupt,
    )
