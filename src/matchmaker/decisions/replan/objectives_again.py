"""objectives_again: what a plan is to be best at beside the plan before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from matchmaker.allocation.objectives import Objective
from matchmaker.allocation.objectives.kept import Kept
from matchmaker.allocation.objectives.kept_open import KeptOpen
from matchmaker.allocation.objectives.score import Score
from matchmaker.allocation.objectives.weighted import Term, Weighted
from matchmaker.errors import UsageError
from matchmaker.model import Plan

CHANGE_PRICE = Decimal("0.01")
"""What a placement kept is worth where nobody says: a change has to bring a hundredth of a score. [assumed]"""


def objectives_again(
    objectives: Sequence[Objective], previous: Plan, change_price: Decimal | None = None
) -> tuple[tuple[Objective, ...], Decimal | None]:
    """Return the objectives in order beside the plan before, and what a placement kept is worth (score units).

    Objectives that say themselves what is kept (``kept``, ``kept_open``) stay as they are, and no price is added. Else the
    cohorts that opened stay open before anything else is sought, unless they cannot; and to the sum of scores, where it
    is sought, every placement kept adds ``change_price`` (`CHANGE_PRICE` unless given). Where it is not, placements are
    kept last, among plans that are as good.

    Raises:
        UsageError: a price is given where no sum of scores is sought, or ``kept`` is an objective already.
    """
    sought: tuple[Objective, ...] = tuple(objectives) or (Score(),)
    says = says_what_is_kept(sought)
    if change_price is not None and (says or not any(isinstance(each, Score) for each in sought)):
        why = "the objectives say themselves what is kept" if says else "the sum of scores is no objective here"
        raise UsageError(f"change_price adds to the sum of scores, and {why}")
    if says:
        return tuple(each.beside(previous) for each in sought), None
    price = None
    if any(isinstance(each, Score) for each in sought):
        price = CHANGE_PRICE if change_price is None else change_price
        sought = tuple(_priced(each, price) if isinstance(each, Score) else each for each in sought)
    else:
        sought = (*sought, Kept())
    opened: tuple[Objective, ...] = (KeptOpen(),) if previous.opened else ()
    return tuple(each.beside(previous) for each in (*opened, *sought)), price


def says_what_is_kept(objectives: Iterable[Objective]) -> bool:
    """Whether one of the objectives, or a term of one, is about the plan before."""
    return any(
        isinstance(each, Kept | KeptOpen)
        or (isinstance(each, Weighted) and says_what_is_kept(term.objective for term in each.terms))
        for each in objectives
    )


def _priced(score: Score, price: Decimal) -> Objective:
    """Return the sum of scores with the price of each placement kept."""
    if not price:
        return score
    plain = score.model_copy(update={"tolerance": None, "tolerance_share": None, "name": None})
    return Weighted(
        name="score_and_kept" if score.name is None else score.name,
        tolerance=score.tolerance,
        tolerance_share=score.tolerance_share,
        terms=(Term(weight=Decimal(1), objective=plain), Term(weight=price, objective=Kept())),
    )
