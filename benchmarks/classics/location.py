"""Facility location (``bench_cflp``): customers are people, each facility a cohort of one or more with an opening penalty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import gcd
from pathlib import Path
from typing import Any

from classic import Classic, everybody, gains, job, people, score_frame, seat

MOST_UNITS = 60_000
"""Units of demand past which a multi-source instance is not taken apart into them."""


def single_source_classics(data: Path) -> Iterator[Classic]:
    """Yield the instances in which one facility serves a customer whole: its demand is a column of participants."""
    folder = data / "bench_cflp"
    for each in json.loads((folder / "optima_single_source.json").read_text())["instances"]:
        numbers = list(map(Decimal, (folder / each["file"]).read_text().split()))
        m, n = int(numbers[0]), int(numbers[1])
        room, fixed, demand = numbers[2 : 2 + m], numbers[2 + m : 2 + 2 * m], numbers[2 + 2 * m : 2 + 2 * m + n]
        at = 2 + 2 * m + n
        costs = [[numbers[at + i * n + j] for i in range(m)] for j in range(n)]
        yield _facilities("cflp", each["name"], room, fixed, demand, costs, Decimal(str(each["published_optimum"])))


def multi_source_classics(data: Path) -> Iterator[Classic]:
    """Yield the instances in which several facilities may share a customer.

    Where every facility could serve everybody, sharing gains nothing. Else demands and capacities are whole, so the best
    shares are whole units (the transport is a flow), and each unit of demand is a person.
    """
    folder = data / "bench_cflp"
    for each in json.loads((folder / "optima_capacitated_multi_source.json").read_text())["instances"]:
        known = Decimal(str(each["published_optimum"]))
        yield multi_source(each["name"], (folder / each["file"]).read_text(), known)


def multi_source(name: str, text: str, known: Decimal | None) -> Classic:
    """Return OR-Library's format as a classic."""
    numbers = list(map(Decimal, text.split()))
    m, n = int(numbers[0]), int(numbers[1])
    room, fixed = numbers[2 : 2 + 2 * m : 2], numbers[3 : 3 + 2 * m : 2]
    rows = [numbers[2 + 2 * m + j * (m + 1) : 2 + 2 * m + (j + 1) * (m + 1)] for j in range(n)]
    demand, costs = [row[0] for row in rows], [row[1:] for row in rows]
    if min(room) >= sum(demand):
        return _facilities("cflp_multi", name, room, fixed, demand, costs, known)
    whole = gcd(*(int(d) for d in demand), *(int(r) for r in room))
    units = [int(d) // whole for d in demand]
    if any(d % 1 for d in (*demand, *room)) or sum(units) > MOST_UNITS:
        raise ValueError(f"{name}: {sum(units)} units of demand, which are too many people or no whole ones")
    shares = [[c / k for c in row] for row, k in zip(costs, units, strict=True) for _ in range(k)]
    places = [int(r) // whole for r in room]
    return _facilities("cflp_multi", name, None, fixed, None, shares, known, places=places)


def _facilities(
    family: str,
    name: str,
    room: Sequence[Decimal] | None,
    fixed: Sequence[Decimal],
    demand: Sequence[Decimal] | None,
    costs: Sequence[Sequence[Decimal]],
    known: Decimal | None,
    *,
    places: Sequence[int] | None = None,
) -> Classic:
    m, n = len(fixed), len(costs)
    pairs, tops, unit = gains(costs, by_person=True)
    tables: dict[str, Any] = {
        "participants": people(n) if demand is None else people(n, demand=[str(d) for d in demand]),
        "employers": [{"employer_id": f"e{i}"} for i in range(m)],
        "opportunities": [
            job(
                i, min_size=1, opening_penalty=float(fixed[i] / unit), **({"training_body_id": f"g{i}"} if room else {})
            )
            for i in range(m)
        ],
        "seats": [seat(i, places[i] if places else n) for i in range(m)],
    }
    rules: list[dict[str, Any]] = [everybody(n)]
    if room:
        tables["organisations"] = [{"organisation_id": f"g{i}", "hours": float(room[i])} for i in range(m)]
        rules.append({"kind": "shared_capacity", "owner": "training_body_id", "capacity": "hours", "use": "demand"})
    return Classic(
        family, name, "min", tables, score_frame(pairs), rules,
        least=known, most=known, at_zero=sum(tops, Decimal(0)), factor=-unit,
    )  # fmt: skip
