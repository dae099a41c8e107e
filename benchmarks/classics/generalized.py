"""Generalized assignment (``bench_gap``): jobs are people, each agent an opportunity whose hours its jobs use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from classic import Classic, everybody, gains, job, people, score_frame, seat


def gap_classics(data: Path) -> Iterator[Classic]:
    """Yield every instance in both senses. What job j uses of agent i is column ``use`` of the scores file."""
    folder = data / "bench_gap"
    for each in json.loads((folder / "optima.json").read_text())["instances"]:
        numbers = list(map(int, (folder / each["file"]).read_text().split()))
        m, n = numbers[:2]
        cost = [numbers[2 + i * n : 2 + (i + 1) * n] for i in range(m)]
        use = [numbers[2 + (m + i) * n : 2 + (m + i + 1) * n] for i in range(m)]
        room = numbers[2 + 2 * m * n :]
        for sense in ("min", "max"):
            yield _gap(each["name"], sense, cost, use, room, each[sense])


def _gap(
    name: str, sense: str, cost: list[list[int]], use: list[list[int]], room: list[int], known: dict[str, int]
) -> Classic:
    m, n = len(cost), len(cost[0])
    sign = -1 if sense == "max" else 1
    pairs, tops, unit = gains([[sign * Decimal(cost[i][j]) for i in range(m)] for j in range(n)], by_person=True)
    return Classic(
        "gap",
        name,
        sense,
        {
            "participants": people(n),
            "employers": [{"employer_id": f"e{i}"} for i in range(m)],
            "organisations": [{"organisation_id": f"g{i}", "hours": float(room[i])} for i in range(m)],
            "opportunities": [job(i, training_body_id=f"g{i}") for i in range(m)],
            "seats": [seat(i, n) for i in range(m)],
        },
        score_frame(pairs, use=[use[i][j] for j, i, _ in pairs]),
        [everybody(n), {"kind": "shared_capacity", "owner": "training_body_id", "capacity": "hours", "use": "use"}],
        least=Decimal(known["lb"]),
        most=Decimal(known["ub"]),
        at_zero=sign * sum(tops),
        factor=-sign * unit,
    )
