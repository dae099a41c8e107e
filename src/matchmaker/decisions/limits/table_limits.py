"""table_limits: what one more of each limit that stands in a table would bring, by the prices of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation.formulation import UNBOUNDED, Formulation
from matchmaker.constraints import (
    Columns,
    CompanionHours,
    Constraint,
    OpeningConditions,
    SharedCapacity,
    companion_columns,
)
from matchmaker.constraints.exact import numeric_column
from matchmaker.constraints.placement_commitment import PlacementCommitment
from matchmaker.constraints.seat_index import rows_of, seat_employer, seat_opportunity
from matchmaker.decisions.limits.change import Change
from matchmaker.decisions.limits.relaxation import Relaxation
from matchmaker.decisions.limits.row_owners import row_owners, summed

_Rule = TypeVar("_Rule", SharedCapacity, PlacementCommitment)
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TableLimit:
    """One cell that may be wider, and the sum of its rows' prices in parts of a gain (exact)."""

    change: Change
    rule: str
    now: str
    step: str
    parts: int


class TableLimits:
    """The limits in the tables of one problem; ``original`` is the formulation that was made of its ``columns``.

    What shuts a place to everybody, so that a wider limit lets new pairs in (a seat or an opportunity without any
    place, a training that fails a condition of opening), is left out, and so is a capacity of 0, which says nothing of
    how finely its rows count; `n_shut` says how many such there are.
    """

    def __init__(
        self,
        columns: Columns,
        constraints: Sequence[Constraint],
        original: Formulation,
        relaxation: Relaxation,
    ) -> None:
        problem = columns.problem
        self.problem, self.relaxation, self.original = problem, relaxation, original
        self.seat = columns.pairs.seat[original.order].astype(np.int64)
        self.opportunity, self.employer = seat_opportunity(problem)[self.seat], seat_employer(problem)[self.seat]
        self.openings = columns.openings
        # Other rows of a cohort that chooses its accompanying organisation count its places too.
        self.chooses = frozenset(companion_columns(columns).opportunity.tolist())
        self.shut = _shut(columns, constraints)
        self.without: set[tuple[str, int]] = set()
        self.shared = _blocks(SharedCapacity, columns, constraints, original)
        self.commitments = _blocks(PlacementCommitment, columns, constraints, original)

    @property
    def n_shut(self) -> int:
        """How many places are shut and not priced, once all limits were yielded."""
        return len(self.shut[0]) + len(self.shut[1]) + len(self.without)

    def __iter__(self) -> Iterator[TableLimit]:
        """Yield every limit of a row that holds a candidate, tables in order."""
        yield from self._seats()
        yield from self._opportunities()
        yield from self._commitments()
        yield from self._plain(
            "employers", "max_placements", self._sum("employer_capacity", self.employer), "employer_capacity"
        )
        yield from self._capacities()

    def _sum(self, kind: str, of_pair: IntArray, *, floor: bool = False) -> list[int]:
        """Return the prices of the upper (or lower) limits of a kind by owner; an owner that holds no pair counts 0."""
        n = int(of_pair.max(initial=-1)) + 1
        total = [0] * n
        for at, block in enumerate(self.original.rows):
            if block.kind == kind:
                prices = self.relaxation.of_block(at)
                bounded = block.lower > -UNBOUNDED if floor else block.upper < UNBOUNDED
                signed = np.where(bounded, -prices if floor else prices, 0)
                total = [a + b for a, b in zip(total, summed(signed, row_owners(block, of_pair), n), strict=True)]
        return total

    def _seats(self) -> Iterator[TableLimit]:
        seats, most, home = self.problem.seats, self._sum("seat_count", self.seat), seat_opportunity(self.problem)
        ceilings, floors = self._ceilings(), self._sum("seat_count", self.seat, floor=True)
        count, least, ids = seats["count"].to_list(), seats["min_count"].to_list(), seats["seat_id"].to_list()
        for seat in np.unique(self.seat).tolist():
            if home[seat] not in self.chooses | self.shut[1] and seat not in self.shut[0]:
                change = Change("seats", ids[seat], "count", str(count[seat] + 1))
                grows = ceilings.get(int(home[seat]), (0, False))
                parts = most[seat] + (grows[0] if grows[1] else 0)
                yield TableLimit(change, "seat_count", str(count[seat]), "one place more", parts)
            if least[seat]:
                change = Change("seats", ids[seat], "min_count", str(least[seat] - 1))
                yield TableLimit(change, "seat_count", str(least[seat]), "one person off the floor", floors[seat])

    def _ceilings(self) -> dict[int, tuple[int, bool]]:
        """Return per opportunity with candidates the price of its ceiling, and whether places (not ``max_size``) set it."""
        prices = self._sum("cohort_size", self.opportunity)
        most, least = (self.problem.opportunities[name].to_list() for name in ("max_size", "min_size"))
        places = np.zeros(self.problem.opportunities.height, np.int64)
        np.add.at(places, seat_opportunity(self.problem), self.problem.seats["count"].to_numpy().astype(np.int64))
        return {
            at: (prices[at], bool(least[at]) and (most[at] is None or int(places[at]) < most[at]))
            for at in np.unique(self.opportunity).tolist()
        }

    def _opportunities(self) -> Iterator[TableLimit]:
        table = self.problem.opportunities
        ids, most, least = (table[name].to_list() for name in ("opportunity_id", "max_size", "min_size"))
        floors = self._sum("cohort_size", self.opportunity, floor=True)
        for at, (price, by_places) in self._ceilings().items():
            if at in self.chooses | self.shut[1]:
                continue
            if most[at] is not None:
                change = Change("opportunities", ids[at], "max_size", str(most[at] + 1))
                yield TableLimit(change, "cohort_size", str(most[at]), "one person more", 0 if by_places else price)
            if least[at] is not None and least[at] > 1:
                change = Change("opportunities", ids[at], "min_size", str(least[at] - 1))
                yield TableLimit(change, "cohort_size", str(least[at]), "one person off the floor", floors[at])

    def _commitments(self) -> Iterator[TableLimit]:
        """Yield the places that employers of a class commit to, one more, over all rules that read them."""
        table = self.problem.opportunities
        ids, committed = table["opportunity_id"].to_list(), table["committed_places"].to_list()
        parts: dict[int, int] = {}
        for at, rule in self.commitments:
            block, (top, bottom) = self.original.rows[at], rule.share.as_integer_ratio()
            each = (row_owners(block, self.opportunity), self.relaxation.of_block(at), block.upper)
            for who, price, most in zip(*(values.tolist() for values in each), strict=True):
                if who >= 0:
                    more = (committed[who] + 1) * bottom // top - most
                    parts[who] = parts.get(who, 0) + max(price, 0) * more
        for who, price in sorted(parts.items()):
            if who not in self.shut[1]:
                change = Change("opportunities", ids[who], "committed_places", str(committed[who] + 1))
                yield TableLimit(change, PlacementCommitment.code, str(committed[who]), "one place more", price)

    def _plain(self, table: str, column: str, parts: Sequence[int], rule: str) -> Iterator[TableLimit]:
        frame = self.problem.table(table)
        ids, values = frame[f"{table.removesuffix('s')}_id"].to_list(), frame[column].to_list()
        for at in range(len(parts)):
            if values[at] is not None and (self.employer == at).any():
                change = Change(table, ids[at], column, str(values[at] + 1))
                yield TableLimit(change, rule, str(values[at]), "one person more", parts[at])

    def _capacities(self) -> Iterator[TableLimit]:
        """Yield the capacities of organisations, one person's use more, over all rules that read the same column."""
        if self.chooses:
            return
        parts: dict[tuple[str, int], Decimal] = {}
        steps: dict[str, Decimal] = {}
        codes: dict[str, str] = {}
        for at, rule in self.shared:
            codes[rule.capacity] = SharedCapacity.code
            use = Decimal(1) if rule.use is not None else rule.use_each
            steps[rule.capacity] = max(use, steps.get(rule.capacity, Decimal(0)))
            self._add(parts, at, rule.owner, rule.capacity)
        for at, block in enumerate(self.original.rows):
            if block.kind == CompanionHours.code:
                steps.setdefault("hours", Decimal(1))
                codes.setdefault("hours", CompanionHours.code)
                self._add(parts, at, "companion_org_id", "hours")
        ids = self.problem.organisations["organisation_id"].to_list()
        for (column, owner), price in sorted(parts.items()):
            now = numeric_column(self.problem, "organisations", column)[0][owner] or Decimal(0)
            change = Change("organisations", ids[owner], column, f"{now + steps[column]:f}")
            whole = int((price * steps[column]).to_integral_value(ROUND_CEILING))
            words = f"{steps[column].normalize():f} more"
            yield TableLimit(change, codes[column], f"{now:f}", words, whole)

    def _add(self, parts: dict[tuple[str, int], Decimal], at: int, owner: str, column: str) -> None:
        """Add the prices of a block's rows per unit of the column, which a row counts in a finer unit."""
        block, home = self.original.rows[at], np.concatenate([self.opportunity, self.openings])
        of = rows_of(self.problem.opportunities[owner], self.problem.organisations["organisation_id"])
        held, _ = numeric_column(self.problem, "organisations", column)
        owners = row_owners(block, of[home])
        for row, (who, price) in enumerate(zip(owners.tolist(), self.relaxation.of_block(at).tolist(), strict=True)):
            capacity = held[who] if who >= 0 else None
            if capacity:
                finer = Decimal(int(block.upper[row])) / capacity
                parts[column, who] = parts.get((column, who), Decimal(0)) + max(price, 0) * finer
            elif capacity is not None:
                self.without.add((column, who))


def _blocks(
    kind: type[_Rule], columns: Columns, constraints: Sequence[Constraint], original: Formulation
) -> list[tuple[int, _Rule]]:
    """Return the blocks of a kind, by number, with their rules: a rule without rows has no block."""
    rules = [rule for rule in constraints if isinstance(rule, kind) and rule.rows(columns).names]
    blocks = [at for at, block in enumerate(original.rows) if block.kind == kind.code]
    return list(zip(blocks, rules, strict=True))


def _shut(columns: Columns, constraints: Sequence[Constraint]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the seats and the opportunities, by row, where nobody is a candidate but by an override."""
    table = columns.problem.opportunities
    shut = table.select(pl.col("max_size").fill_null(1) == 0).to_series()
    for rule in constraints:
        if isinstance(rule, OpeningConditions):
            fails = pl.any_horizontal(pl.lit(False), *(~pl.col(name).fill_null(True) for name in rule.closes))
            failing = rule.facts(columns.problem).filter(fails)["opportunity_id"]
            shut |= table["opportunity_id"].is_in(failing.implode())
    seats = columns.problem.seats["count"] == 0
    return frozenset(seats.arg_true().to_list()), frozenset(shut.arg_true().to_list())
