"""Linear assignment, teams and transportation (``bench_lap``, ``peer_tests``): a seat per column, everybody placed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from classic import Classic, everybody, gains, job, people, score_frame, seat

Costs = Sequence[Sequence[Decimal | None]]


def lap_classics(data: Path) -> Iterator[Classic]:
    """Yield OR-Library's assignment problems, both ways."""
    for each in json.loads((data / "bench_lap" / "optima.json").read_text())["instances"]:
        numbers = (data / "bench_lap" / each["file"]).read_text().split()
        n = int(numbers[0])
        costs = [[Decimal(c) for c in numbers[1 + i * n : 1 + (i + 1) * n]] for i in range(n)]
        yield assignment("lap", each["name"], costs, "min", Decimal(each["published_optimum_min"]))
        yield assignment("lap", each["name"], costs, "max", Decimal(each["computed_optimum_max"]))


def peer_classics(data: Path) -> Iterator[Classic]:
    """Yield the cases of other packages' test suites."""
    told = json.loads((data / "peer_tests" / "instances_with_expected.json").read_text(), parse_float=Decimal)
    for each in told["linear_assignment"]:
        costs = [[None if c is None else Decimal(c) for c in row] for row in each["cost"]]
        known = None if each.get("expected") == "INFEASIBLE" else Decimal(each["expected_total"])
        yield assignment("peer", each["name"], costs, each["sense"], known)
    for each in told["constrained_assignment"]:
        costs = [list(map(Decimal, task)) for task in zip(*each["cost_worker_by_task"], strict=True)]
        team = {worker: at for at, workers in enumerate(each["teams"]) for worker in workers}
        most = each["max_tasks_per_team"]
        yield assignment("peer", each["name"], costs, "min", Decimal(each["expected_total"]), team=team, most=most)
    for each in told["transportation"]:
        known = Decimal(str(each.get("expected_total", each["lp_optimum_computed_here"])))
        yield _transportation(each, known)


def assignment(
    family: str,
    name: str,
    costs: Costs,
    sense: str,
    known: Decimal | None,
    *,
    team: dict[int, int] | None = None,
    most: int | None = None,
    places: Sequence[int] | None = None,
) -> Classic:
    """Return rows as people and columns as seats of ``places`` (1) each; as many are placed as there is room for at most.

    ``team`` gives columns an employer who takes ``most`` in all.
    """
    n, m = len(costs), len(costs[0]) if costs else 0
    sign = -1 if sense == "max" else 1
    # A table must hold a record, so a matrix without columns becomes one seat of no places.
    room = list(places or [1] * m or [0])
    m = len(room)
    placed = min(n, sum(room))
    signed = [[None if c is None else sign * c for c in row] for row in costs]
    pairs, tops, unit = gains(signed, by_person=placed == n)
    owner = team or {j: j for j in range(m)}
    return Classic(
        family,
        name,
        sense,
        {
            "participants": people(n),
            "employers": [{"employer_id": f"e{e}", "max_placements": most} for e in sorted(set(owner.values()))],
            "opportunities": [job(j) for j in range(m)],
            "seats": [seat(j, room[j], employer_id=f"e{owner[j]}") for j in range(m)],
        },
        score_frame(pairs),
        [everybody(placed)],
        least=known,
        most=known,
        at_zero=sign * sum(tops[:placed], Decimal(0)),
        factor=-sign * unit,
    )


def _transportation(each: dict[str, Any], known: Decimal) -> Classic:
    """Return a person per unit of demand (both ends are whole, so whole units lose nothing), a seat per supplier."""
    by_customer = list(zip(*each["cost"], strict=True))
    costs = [list(map(Decimal, by_customer[j])) for j, units in enumerate(each["demand"]) for _ in range(units)]
    return assignment("peer", each["name"], costs, "min", known, places=each["supply"])
