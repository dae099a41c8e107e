"""overbook_cohorts: the fewest people to invite so that enough come, and hardly ever too many."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.decisions.replan.attendance import attendance
from matchmaker.decisions.replan.exchange import Exchange
from matchmaker.decisions.replan.in_columns import InColumns
from matchmaker.decisions.replan.overbooking import Overbooking
from matchmaker.errors import UsageError

_COHORTS = {
    "opportunity_id": pl.String, "min_size": pl.Int64, "max_size": pl.Int64, "placed": pl.Int64, "invite": pl.Int64,
    "at_least_min": pl.Float64, "over_max": pl.Float64, "holds": pl.Boolean,
    "needed": pl.Int64, "about": pl.String,
}  # fmt: skip
_INVITED = {
    "opportunity_id": pl.String, "order": pl.Int64, "participant_id": pl.String, "seat_id": pl.String,
    "role": pl.String, "drop_out": pl.Float64,
}  # fmt: skip
_MOST_MORE = 1_000
"""Where so many people more do not do, the question is left open."""
Person = tuple[str, str, str]
"""Participant id, seat id, role."""


def overbook_cohorts(
    result: Result, chance_of: Callable[[str], float], *, alpha: float, beta: float, spare: float | None = None
) -> Overbooking:
    """Return how many to invite to each cohort that opens, who, and the two probabilities.

    Everybody placed is invited. Then people without a place who could take that of somebody there with every rule kept, the
    best score first (ties by id), until P(attendance >= min_size) >= 1 - ``alpha``; nobody is invited twice, cohorts choose in
    order of id. That several of them keep the rules together is not looked at. A cohort
    for which that takes more people than P(attendance > max_size) <= ``beta`` allows, or than there are, is told so.
    ``max_size`` is the smaller of the cohort's own and its places. ``chance_of`` a participant id is the probability that
    they drop out, ``spare`` that of people who are on no list yet, should more be needed; people drop out independently of one
    another. [assumed]

    Raises:
        UsageError: ``alpha`` or ``beta`` is no probability, or the result has no plan that keeps its rules.
    """
    for name, share in (("alpha", alpha), ("beta", beta)):
        if not 0 <= share <= 1:
            raise UsageError(f"{name} must be a probability from 0 to 1, not {share}")
    waiting = _WaitingList(result)
    asked = _Asked(1 - alpha, beta, spare)
    invited: set[str] = set()
    cohorts, people = [], []
    for cohort in _cohorts(result):
        chosen, row = _invite(cohort, waiting.of(cohort.name, invited), chance_of, asked)
        invited.update(person for person, _, _ in chosen)
        cohorts.append(row)
        people += [(cohort.name, at, *each, chance_of(each[0])) for at, each in enumerate(chosen, 1)]
    return Overbooking(
        pl.DataFrame(cohorts, schema=_COHORTS, orient="row"),
        pl.DataFrame(people, schema=_INVITED, orient="row"),
        alpha,
        beta,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """``least`` P(attendance >= minimum), ``most`` P(attendance > maximum), and the chance of people on no list yet."""

    least: float
    most: float
    spare: float | None


@dataclass(frozen=True, slots=True)
class _Cohort:
    name: str
    least: int
    most: int
    placed: tuple[Person, ...]


def _cohorts(result: Result) -> list[_Cohort]:
    problem = result.problem
    home = dict(problem.seats.select("seat_id", "opportunity_id").iter_rows())
    places = dict(problem.seats.group_by("opportunity_id").agg(pl.col("count").sum()).iter_rows())
    placed: dict[str, list[Person]] = {}
    for person, seat in sorted(result.plan.seats.items()):
        placed.setdefault(home[seat], []).append((person, seat, "placed"))
    opened = problem.opportunities.filter(pl.col("opportunity_id").is_in(sorted(result.plan.opened)))
    rows = opened.sort("opportunity_id").select("opportunity_id", "min_size", "max_size").iter_rows()
    return [
        _Cohort(
            name, least, min(places.get(name, 0), places.get(name, 0) if most is None else most), tuple(placed[name])
        )
        for name, least, most in rows
    ]


class _WaitingList:
    """The people without a place who could take that of somebody in a cohort with every rule kept."""

    def __init__(self, result: Result) -> None:
        self._now = now = InColumns.of(result)
        self._try = Exchange(now)
        self._row = {name: at for at, name in enumerate(result.problem.opportunities["opportunity_id"].to_list())}
        self._cohort = seat_opportunity(result.problem)[now.seat]
        score = now.scores.total[now.formulation.order]
        self._waiting = now.waiting[np.lexsort((-score[now.waiting], self._cohort[now.waiting]))]
        self._there = self._cohort[self._waiting]

    def of(self, cohort: str, invited: Collection[str]) -> Iterator[Person]:
        """Yield whoever is not yet invited, in the best seat there that they could take, best score first, ties by id."""
        pairs, at = self._now.scores.pairs, self._row[cohort]
        first, end = (np.searchsorted(self._there, at, side=side) for side in ("left", "right"))
        placed = self._now.placed[self._cohort[self._now.placed] == at]
        seen = set(invited)
        for column in self._waiting[first:end].tolist():
            person = pairs.participant_ids[self._now.person[column]]
            if person in seen or (self._try.first_broken(placed, np.full(placed.size, column)) >= 0).all():
                continue
            seen.add(person)
            yield person, pairs.seat_ids[self._now.seat[column]], "reserve"


def _invite(
    cohort: _Cohort, reserve: Iterator[Person], chance_of: Callable[[str], float], asked: _Asked
) -> tuple[list[Person], tuple[object, ...]]:
    """Return who is invited, and the cohort's row."""
    chosen = list(cohort.placed)
    chances = attendance(chance_of(person) for person, _, _ in chosen)
    while _at_least(chances, cohort.least) < asked.least and (person := next(reserve, None)) is not None:
        chosen.append(person)
        chances = _one_more(chances, chance_of(person[0]))
    enough, over = _at_least(chances, cohort.least), _at_least(chances, cohort.most + 1)
    needed: int | None = len(chosen)
    missing = []
    if enough < asked.least:
        more, words = _more(chances, cohort, asked)
        needed = None if more is None else len(chosen) + more
        missing.append(f"the waiting list is too short{words}")
    if over > asked.most:
        missing.append("more may come than there is room for, and with fewer invited too few would")
    row = (
        cohort.name, cohort.least, cohort.most, len(cohort.placed), len(chosen), enough, over, not missing, needed,
        "; ".join(missing) or None,
    )  # fmt: skip
    return chosen, row


def _more(chances: npt.NDArray[np.float64], cohort: _Cohort, asked: _Asked) -> tuple[int | None, str]:
    """Return how many people more would do, ``None`` where no number is known to keep both probabilities, and words."""
    if asked.spare is None:
        return None, ""
    for more in range(1, _MOST_MORE + 1):
        chances = _one_more(chances, asked.spare)
        if _at_least(chances, cohort.most + 1) > asked.most:
            return None, ", and no number of people keeps both"
        if _at_least(chances, cohort.least) >= asked.least:
            return more, f": {more} more people are needed"
    return None, f", and {_MOST_MORE} more people are too few"


def _one_more(chances: npt.NDArray[np.float64], drop_out: float) -> npt.NDArray[np.float64]:
    return np.convolve(chances, (drop_out, 1.0 - drop_out))


def _at_least(chances: npt.NDArray[np.float64], n: int) -> float:
    """Return the probability that ``n`` or more come, never above 1 for the rounding of a sum."""
    return min(1.0, float(chances[n:].sum()))
