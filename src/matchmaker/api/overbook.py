"""overbook: how many to invite to each cohort when people drop out."""

from __future__ import annotations

import math

from matchmaker.allocation import Result
from matchmaker.decisions.replan.overbook_cohorts import overbook_cohorts
from matchmaker.decisions.replan.overbooking import Overbooking
from matchmaker.errors import UsageError, escape


def overbook(
    result: Result,
    drop_out: float | str,
    *,
    otherwise: float | None = None,
    alpha: float = 0.05,
    beta: float = 0.05,
) -> Overbooking:
    """Return how many people to invite to each cohort that opens, so that P(attendance >= minimum) >= 1 - ``alpha`` and
    P(attendance > maximum) <= ``beta``, and both probabilities as they are.

    ``drop_out`` is the probability (0 to 1) that a person drops out, or the column of participants that holds it;
    ``otherwise`` is that of people who have none there. People are taken to drop out independently of one another. [assumed]
    Reserves are people without a place who could take that of somebody in the cohort with every rule kept, by score; that
    quotas hold among those who come is not reckoned with.

    Raises:
        UsageError: a probability is none, a person has none, or the result has no plan.
    """
    if otherwise is not None:
        _check(otherwise, "otherwise")
    if not isinstance(drop_out, str):
        share = _check(drop_out, "drop_out")
        return overbook_cohorts(result, lambda _: share, alpha=alpha, beta=beta, spare=share)
    people = result.problem.participants
    if drop_out not in people.columns:
        raise UsageError(f"drop_out names no column of participants: {escape(drop_out)}; give one, or a number")
    said = dict(zip(people["participant_id"].to_list(), people[drop_out].to_list(), strict=True))

    def chance_of(person: str) -> float:
        value = said[person]
        if value is None and otherwise is None:
            raise UsageError(
                f"participant '{escape(person)}' has no value in column '{escape(drop_out)}'; give one, or --otherwise"
            )
        return _check(otherwise if value is None else value, f"{escape(drop_out)} of participant '{escape(person)}'")

    return overbook_cohorts(result, chance_of, alpha=alpha, beta=beta, spare=otherwise)


def _check(value: object, name: str) -> float:
    try:
        share = float(str(value))
    except ValueError:
        share = math.nan
    if not 0 <= share <= 1:
        raise UsageError(f"{name} must be a probability from 0 to 1, not {escape(str(value))}")
    return share
