"""Alternates: who could stand in for each person placed, in order, with every rule kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.errors import escape


@dataclass(frozen=True, slots=True, eq=False)
class Alternates:
    """``stand_ins``: one row per person placed and stand-in, by participant id and rank: participant_id, seat_id,
    opportunity_id, rank (from 1), alternate_id, score (of the stand-in there).

    ``nobody``: one row per person placed for whom nobody can stand in: participant_id, seat_id, opportunity_id, reason
    (``no_candidate``, ``rule``), about. ``empty``: one row per person placed whose place cannot stay empty: participant_id,
    seat_id, about (the first rule that would be broken). ``waiting``: the list per seat, best first: seat_id,
    opportunity_id, rank, participant_id, score, stands_in_for (of how many of those placed there), placed (their number).

    Each row supposes that one person drops out and everything else stays; it is proved by replaying every rule.
    """

    stand_ins: pl.DataFrame
    nobody: pl.DataFrame
    empty: pl.DataFrame
    waiting: pl.DataFrame
    n_placed: int

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables by the names of their files."""
        return {
            "alternates": self.stand_ins,
            "nobody": self.nobody,
            "not_empty": self.empty,
            "waiting_list": self.waiting,
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the tables as plain rows, marked as proved by replay."""
        return {"marked": "proved", "placed": self.n_placed, **{k: f.to_dicts() for k, f in self.to_frames().items()}}

    def __str__(self) -> str:
        n_nobody, n_empty = self.nobody.height, self.empty.height
        lines = [
            f"of {self.n_placed} people placed, {self.n_placed - n_nobody} have somebody who could stand in for them with "
            "every rule kept (proved by replay)",
            f"nobody can stand in for {n_nobody}; {n_empty} places cannot stay empty",
        ]
        lines += [
            f"  {escape(person)} in {escape(seat)}: {escape(about)}"
            for person, seat, about in self.nobody.head(10).select("participant_id", "seat_id", "about").iter_rows()
        ]
        lines += [f"  and {n_nobody - 10} more"] if n_nobody > 10 else []
        return "\n".join(lines)
