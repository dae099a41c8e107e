"""overbook_cohorts: the fewest people to invite so that enough come, and hardly ever too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.replan.attendance import attendance
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
"""Past so many people more, nobody comes: the question is left open."""
Person = tuple[str, str, str]
"""Participant id, seat id, role."""


def overbook_cohorts(
    result: Result, chance_of: Callable[[str], float], *, alpha: float, beta: float, spare: float | None = None
) -> Overbooking:
    """Return how many to invite to each cohort that opens, who, and the two probabilities.

    Everybody placed is invited. Then people without a place who are candidates there, the best score first (ties by
    id), until P(attendance >= min_size) >= 1 - ``alpha``; nobody is invited twice, cohorts choose in order of id. A cohort
    for which that takes more people than P(attendance > max_size) <= ``beta`` allows, or than there are, is told so.
    ``max_size`` is the smaller of the cohort's own and its places. ``chance_of`` a participant id is the probability that
    they drop out, ``spare`` that of people who are on no list yet, should more be needed; people drop out independently of one
    another. [assumed]

    Raises:
        UsageError: ``alpha`` or ``beta`` is no probability, or the result has no plan.
    """
    for name, share in (("alpha", alpha), ("beta", beta)):
        if not 0 <= share <= 1:
            raise UsageError(f"{name} must be a probability from 0 to 1, not {share}")
    waiting = _waiting(result)
    asked = _Asked(1 - alpha, beta, spare)
    invited: set[str] = set()
    cohorts, people = [], []
    for cohort in _cohorts(result):
        reserve = [each for each in waiting.get(cohort.name, ()) if each[0] not in invited]
        chosen, row = _invite(cohort, reserve, chance_of, asked)
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


def _waiting(result: Result) -> dict[str, list[Person]]:
    """Return the people without a place by the opportunity that they are candidates for, each in their best seat there."""
    now = InColumns.of(result)
    made = now.formulation
    has_place = np.zeros(made.n_left, np.bool_)
    has_place[made.left[np.flatnonzero(now.x[: made.n_pairs])]] = True
    free = np.flatnonzero(~has_place[made.left] & (made.upper[: made.n_pairs] == 1))
    home = result.problem.seats.select("seat_id", "opportunity_id")
    frame = (
        pl.DataFrame(
            {
                "participant_id": now.scores.pairs.participant_ids[now.person[free]].tolist(),
                "seat_id": now.scores.pairs.seat_ids[now.seat[free]].tolist(),
                "score": now.scores.total[made.order][free],
            },
            schema={"participant_id": pl.String, "seat_id": pl.String, "score": pl.Float64},
        )
        .join(home, on="seat_id", how="left")
        .filter(pl.col("opportunity_id").is_in(sorted(result.plan.opened)))
        .sort("opportunity_id", "score", "participant_id", "seat_id", descending=[False, True, False, False])
        .unique(["opportunity_id", "participant_id"], keep="first", maintain_order=True)
    )
    found: dict[str, list[Person]] = {}
    for cohort, person, seat in frame.select("opportunity_id", "participant_id", "seat_id").iter_rows():
        found.setdefault(cohort, []).append((person, seat, "reserve"))
    return found


def _invite(
    cohort: _Cohort, reserve: Sequence[Person], chance_of: Callable[[str], float], asked: _Asked
) -> tuple[list[Person], tuple[object, ...]]:
    """Return who is invited, and the cohort's row."""
    chosen = list(cohort.placed)
    chances = attendance(chance_of(person) for person, _, _ in chosen)
    for person in reserve:
        if _at_least(chances, cohort.least) >= asked.least:
            break
        chosen.append(person)
        chances = _one_more(chances, chance_of(person[0]))
    enough, over = _at_least(chances, cohort.least), _at_least(chances, cohort.most + 1)
    needed: int | None = len(chosen)
    missing = []
    if enough < asked.least:
        more = _more(chances, cohort, asked)
        needed = None if more is None else len(chosen) + more
        none_keeps_both = "" if asked.spare is None else ", and no number of people keeps both"
        what = none_keeps_both if more is None else f": {more} more people are needed"
        missing.append(f"the waiting list is too short{what}")
    if over > asked.most:
        missing.append("more may come than there is room for, and with fewer invited too few would")
    row = (
        cohort.name, cohort.least, cohort.most, len(cohort.placed), len(chosen), enough, over, not missing, needed,
        "; ".join(missing) or None,
    )  # fmt: skip
    return chosen, row


def _more(chances: npt.NDArray[np.float64], cohort: _Cohort, asked: _Asked) -> int | None:
    """Return how many people more would do, or ``None`` where no number is known to keep both probabilities."""
    if asked.spare is None:
        return None
    for more in range(1, _MOST_MORE + 1):
        chances = _one_more(chances, asked.spare)
        if _at_least(chances, cohort.most + 1) > asked.most:
            return None
        if _at_least(chances, cohort.least) >= asked.least:
            return more
    return None


def _one_more(chances: npt.NDArray[np.float64], drop_out: float) -> npt.NDArray[np.float64]:
    return np.convolve(chances, (drop_out, 1.0 - drop_out))


def _at_least(chances: npt.NDArray[np.float64], n: int) -> float:
    """Return the probability that ``n`` or more come, never above 1 for the rounding of a sum."""
    return min(1.0, float(chances[n:].sum()))
