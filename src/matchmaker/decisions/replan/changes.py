"""changes_frame: what became of every placement of the plan before, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Previous, Result
from matchmaker.allocation.companions import with_companions
from matchmaker.allocation.plan_columns import plan_columns
from matchmaker.constraints import pair_rules
from matchmaker.decisions.replan.in_columns import InColumns
from matchmaker.errors import UsageError

_SCHEMA = {
    "participant_id": pl.String,
    "was_seat_id": pl.String,
    "now_seat_id": pl.String,
    "change": pl.String,
    "reason": pl.String,
    "about": pl.String,
    "was_score": pl.Float64,
    "now_score": pl.Float64,
}
Why = tuple[str, str | None]


def changes_frame(result: Result) -> pl.DataFrame:
    """Return one row per person placed before or now, ordered by participant id: participant_id, was_seat_id, now_seat_id,
    change (``kept``, ``moved``, ``new``, ``dropped``), reason, about, was_score, now_score.

    ``was_score`` is what the former placement is worth by the scores of today, null where it is no candidate. Reasons, the
    first that is true; null where the placement is kept:

    ``person_gone``, ``seat_gone`` (no such person or seat, or no place in it), ``veto``; ``pin`` (a decision puts the
    person elsewhere); ``rule`` (a rule forbids the pair, or the placements before that are candidates still break it
    together with the pins, and this one counts in it: ``about`` names it); ``no_score``; ``cohort_closed``; and
    ``better_for_all``: none of these stood against it, and the plan found is the better one by what was sought, up to its
    gap (``about`` says what is in the way in the new plan); or ``policy``, where the policy does not weigh what is kept. Who
    is new is there by ``pin``, ``better_for_all`` or ``policy``.

    Raises:
        UsageError: the result has no plan, or none before it.
    """
    if result.previous is None:
        raise UsageError("this result was made without a plan before it; give --previous")
    # Who accompanied a cohort that no longer opens is needed to tell what stood in its way.
    problem = with_companions(result.problem, result.plan.companions)
    now = InColumns.of(replace(result, problem=with_companions(problem, result.previous.plan.companions)))
    before = result.previous.plan.seats
    changes = result.previous.changes(result.plan)
    gone = [(person, before[person]) for person, change in changes.items() if change in ("moved", "dropped")]
    reasons = dict(zip((person for person, _ in gone), _reasons(result, result.previous, now, gone), strict=True))
    pinned = set(_pins(result))
    was, is_now = (
        _scores(now, [(person, plan.get(person, "")) for person in changes]) for plan in (before, result.plan.seats)
    )
    rows = []
    for at, (person, change) in enumerate(changes.items()):
        why: tuple[str | None, str | None] = reasons.get(person, (None, None))
        if change == "new":
            is_pinned = (person, result.plan.seats[person]) in pinned
            why = ("pin", "a decision puts the person there") if is_pinned else _by_choice(result, None)
        rows.append((person, before.get(person), result.plan.seats.get(person), change, *why, was[at], is_now[at]))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _scores(now: InColumns, placements: Sequence[tuple[str, str]]) -> list[float | None]:
    columns = plan_columns(placements, now.scores.pairs, now.formulation)
    total = now.scores.total[now.formulation.order]
    return [float(total[column]) if column >= 0 else None for column in columns.tolist()]


def _pins(result: Result) -> list[tuple[str, str]]:
    pins = result.problem.decisions.filter(pl.col("decision") == "pin")
    return list(pins.select("participant_id", "seat_id").iter_rows())


def _reasons(result: Result, previous: Previous, now: InColumns, gone: Sequence[tuple[str, str]]) -> list[Why]:
    columns = plan_columns(gone, now.scores.pairs, now.formulation)
    no_pair = _no_pair(result, [pair for pair, column in zip(gone, columns.tolist(), strict=True) if column < 0])
    pins = dict(_pins(result))
    home = dict(result.problem.seats.select("seat_id", "opportunity_id").iter_rows())
    stood, together = _together(result, previous, now)
    openings = {name: now.formulation.n_pairs + at for at, name in enumerate(now.formulation.opening_names)}
    found: list[Why] = []
    for (person, seat), column in zip(gone, columns.tolist(), strict=True):
        pin = pins.get(person)
        cohort = home.get(seat, "")
        if (person, seat) in no_pair and no_pair[person, seat][0] != "rule":
            found.append(no_pair[person, seat])
        elif pin is not None:
            found.append(("pin", f"a decision puts the person into seat '{pin}'"))
        elif column < 0:
            found.append(no_pair[person, seat])
        elif cohort in previous.plan.opened and cohort not in result.plan.opened:
            short = _first(now, column, together, stood, opening=openings[cohort])
            found.append(("cohort_closed", f"'{cohort}' does not open" + (f": {short}" if short else "")))
        elif (row := _first(now, column, together, stood)) is not None:
            found.append(("rule", row))
        else:
            found.append(_by_choice(result, _in_the_way(now, column)))
    return found


def _by_choice(result: Result, about: str | None) -> tuple[str, str | None]:
    if result.policy != "optimal":
        return "policy", f"the policy {result.policy} does not weigh what is kept"
    return "better_for_all", about


def _no_pair(result: Result, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Why]:
    """Return why pairs are no candidates."""
    people = {each: at for at, each in enumerate(result.problem.participants["participant_id"].to_list())}
    seats = {each: at for at, each in enumerate(result.problem.seats["seat_id"].to_list())}
    places = dict(result.problem.seats.select("seat_id", "count").iter_rows())
    found: dict[tuple[str, str], Why] = {}
    there = []
    for person, seat in pairs:
        if person not in people:
            found[person, seat] = ("person_gone", f"there is no participant '{person}' any more")
        elif seat not in seats:
            found[person, seat] = ("seat_gone", f"there is no seat '{seat}' any more")
        elif places[seat] == 0:
            found[person, seat] = ("seat_gone", f"seat '{seat}' has no place any more")
        else:
            there.append((person, seat))
    if not there:
        return found
    rows = np.array([people[person] for person, _ in there], np.int32)
    columns = np.array([seats[seat] for _, seat in there], np.int32)
    said: list[Why | None] = [None] * len(there)
    vetoes = result.problem.decisions.filter(pl.col("decision") == "veto")
    by = {(person, seat): who for person, seat, who in vetoes.select("participant_id", "seat_id", "by").iter_rows()}
    rules = pair_rules(result.constraints)
    for rule in sorted(rules, key=lambda rule: rule.code != "veto"):
        for at in np.flatnonzero(~rule.allowed(result.problem, result.commutes, rows, columns)).tolist():
            words = rule.describe() if hasattr(rule, "describe") else rule.code
            is_veto = rule.code == "veto"
            why = ("veto", f"vetoed by {by.get(there[at], '')}") if is_veto else ("rule", str(words))
            said[at] = said[at] or why
    return found | {pair: why or ("no_score", "the pair has no score") for pair, why in zip(there, said, strict=True)}


def _together(
    result: Result, previous: Previous, now: InColumns
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the plan of all that could have stood as it was, pins first, and the rows that it breaks."""
    pins = dict(_pins(result))
    stood = {**{p: s for p, s in previous.plan.seats.items() if p not in pins}, **pins}
    columns = plan_columns(sorted(stood.items()), now.scores.pairs, now.formulation)
    x = np.zeros(now.formulation.n_columns, np.int64)
    x[columns[columns >= 0]] = 1
    opened = previous.plan.opened
    x[now.formulation.n_pairs :] = [name in opened for name in now.formulation.opening_names]
    return x, now.broken(x)


def _first(
    now: InColumns, column: int, rows: npt.NDArray[np.int64], x: npt.NDArray[np.int64], opening: int | None = None
) -> str | None:
    """Return the first of the rows, all broken, that the column helps to break or, where given, its cohort counts in."""
    if not rows.size:
        return None
    here = now.matrix[rows]
    values = here[:, [column]].toarray().ravel()
    activity = here @ x
    over, under = activity > now.upper[rows], activity < now.lower[rows]
    hit = (values > 0) & over | (values < 0) & under
    if opening is not None:
        hit |= here[:, [opening]].toarray().ravel() != 0
    return now.names[int(rows[np.argmax(hit)])] if hit.any() else None


def _in_the_way(now: InColumns, column: int) -> str:
    """Return what the placement would break in the plan as it is now, its person's own place given up."""
    x = now.x.copy()
    x[: now.formulation.n_pairs][now.formulation.left == now.formulation.left[column]] = 0
    x[column] = 1
    rows = now.broken(x)
    if not rows.size:
        return "nothing stands against it in the new plan, which is the better one by what was sought, up to its gap"
    return f"with it the new plan would break: {now.names[int(rows[0])]}"
