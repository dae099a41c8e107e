"""Lacking: who lacks what which opportunities ask to come first, for all people and opportunities at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes.routing import Item, Prerequisite
from matchmaker.routing.needs import Needs, needs_of
from matchmaker.routing.standing import NO, UNKNOWN, Standing


@dataclass(frozen=True, slots=True, eq=False)
class Lacking:
    """Opportunity ``o`` asks person ``p`` for what ``p`` provably has not where ``lacks[of[o], p]``.

    ``unsaid`` is the same for what cannot be said. Both (G, P) bool, one row per distinct set of requirements, the last one
    for "nothing is asked"; ``of`` (O + 1,) int64, whose last entry stands for an opportunity that is not there.
    """

    lacks: npt.NDArray[np.bool_]
    unsaid: npt.NDArray[np.bool_]
    of: npt.NDArray[np.int64]

    @classmethod
    def among(cls, people: pl.DataFrame, needs: Needs) -> Self:
        """Return who lacks what among some people (P)."""
        sets = {each: at for at, each in enumerate(dict.fromkeys(map(needs.of, range(len(needs.opportunities)))))}
        standing = Standing(people, needs.nodes)
        lacks = np.zeros((len(sets) + 1, people.height), bool)
        unsaid = lacks.copy()
        states = {each: standing.of(each) for each in dict.fromkeys(r for wanted in sets for r in wanted)}
        for wanted, at in sets.items():
            for requirement in wanted:
                lacks[at] |= states[requirement] == NO
                unsaid[at] |= states[requirement] == UNKNOWN
        of = [sets[needs.of(row)] for row in range(len(needs.opportunities))]
        return cls(lacks, unsaid & ~lacks, np.array([*of, len(sets)], np.int64))


def waiting_placements(
    problem: Problem, items: Mapping[str, Item], rules: Mapping[str, Prerequisite], pairs: pl.DataFrame
) -> pl.DataFrame:
    """Return pairs (``participant_id``, ``opportunity_id``) of the problem with ``lacks`` and ``unsaid``, in their order.

    ``lacks``: something that must come first is provably not there; ``unsaid``: that cannot be said. Asked for is what the
    rules bind, and the opportunities' own prerequisites.
    """
    people = problem.participants.filter(pl.col("participant_id").is_in(pairs["participant_id"].implode()))
    found = Lacking.among(people, needs_of(problem.opportunities, items, rules))
    person = people.select("participant_id").with_row_index("person")
    offer = problem.opportunities.select("opportunity_id").with_row_index("offer")
    rows = (
        pairs.select("participant_id", "opportunity_id")
        .join(person, on="participant_id", how="left", maintain_order="left")
        .join(offer, on="opportunity_id", how="left", maintain_order="left")
    )
    at = found.of[rows["offer"].to_numpy()], rows["person"].to_numpy()
    return pairs.with_columns(lacks=pl.Series(found.lacks[at]), unsaid=pl.Series(found.unsaid[at]))
