"""Seeded instances for the benchmarks: bare arrays, and the same as a folder of CSV files beside a file of scores.

Those with cohorts come from the package (``matchmaker generate --shape cohorts`` writes one, its scores inside the
folder). ``python benchmarks/instances.py seats_only OUT [PEOPLE SEATS]`` and ``python benchmarks/instances.py cohorts OUT
PEOPLE OPPORTUNITIES`` write one with its scores beside it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from matchmaker.generation import Instance, cohorts
from matchmaker.io import write


def seats_only(
    n_participants: int = 10_000, n_seats: int = 1_000, *, per_participant: int = 50, seed: int = 0
) -> Instance:
    """Return an instance without cohorts or quotas: every person has ``per_participant`` seats of random score.

    Places are 1 to 19 a seat, about as many in all as people in the default size.
    """
    rng = np.random.default_rng(seed)
    chosen = np.argpartition(rng.random((n_participants, n_seats)), per_participant - 1, axis=1)[:, :per_participant]
    seat = np.sort(chosen, axis=1).ravel().astype(np.int64)
    participant = np.repeat(np.arange(n_participants), per_participant)
    count = rng.integers(1, 20, size=n_seats)
    none = np.empty(0, np.int64)
    zeros = np.zeros(n_seats, np.int64)
    score = Instance.stepped(rng.random(seat.size))
    return Instance(participant, seat, score, count, zeros, n_participants, none.astype(bool), none, none)


def write_instance(instance: Instance, folder: Path) -> None:
    """Write ``folder/data`` (CSV files and settings) and ``folder/scores.csv``."""
    folder.mkdir(parents=True, exist_ok=True)
    write(instance.problem(), folder / "data", replace=True)
    instance.scores().write_csv(folder / "scores.csv")


if __name__ == "__main__":
    kind, out = sys.argv[1], Path(sys.argv[2])
    sizes = [int(size) for size in sys.argv[3:]]
    write_instance({"seats_only": seats_only, "cohorts": cohorts}[kind](*sizes), out)
