"""ways: everything that may give way in a formulation, with its price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation import Formulation, Rows
from matchmaker.allocation.solvers.exact import extremes
from matchmaker.constraints import Columns, Constraint, PlanRule
from matchmaker.decisions.diagnosis.relaxation_costs import RelaxationCosts
from matchmaker.decisions.diagnosis.row_changes import RowChange, row_changes
from matchmaker.decisions.diagnosis.way import Way
from matchmaker.model import Problem

_LARGEST = 10**8
"""Integers beyond this a solver would not hold exactly: so far, and no further, a row gives way."""


def ways(
    formulation: Formulation, columns: Columns, constraints: Sequence[Constraint], costs: RelaxationCosts
) -> tuple[Way, ...]:
    """Return the ways in which rows of ``formulation`` (that of the columns and rules) may give way.

    In order of the first row. Rows that read one number share one way: an organisation's hours, say.
    """
    found: dict[tuple[str, int, str, str], Way] = {}
    start = 0
    blocks = iter(formulation.rows)
    for position, rule in enumerate(constraints):
        names = rule.rows(columns).names if isinstance(rule, PlanRule) else ()
        if not names:
            continue
        block = next(blocks)
        changes = row_changes(rule, position, columns)
        if changes is not None:
            order = sorted(range(len(names)), key=names.__getitem__)
            least, most = extremes(block.matrix, formulation.left)
            for at, original in enumerate(order):
                each = changes[original]
                cost = None if each is None else costs.of(each.change.kind)
                if each is None or cost is None:
                    continue
                is_floor = each.change.sign < 0
                short = int(block.lower[at] - least[at]) if is_floor else int(most[at] - block.upper[at])
                opening = -1 if is_floor else _opening(block.matrix, at, formulation.n_pairs)
                way = _way(each, start + at, short, cost, is_floor=is_floor, opening=opening)
                if way is not None:
                    key = each.change.key
                    found[key] = way if key not in found else _joined(found[key], way)
        start += len(names)
    return tuple(found.values())


def _opening(matrix: sparse.csr_array, row: int, n_pairs: int) -> int:
    """Return the column of the one opening whose ceiling a row is (a negative entry), else -1."""
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    columns, values = matrix.indices[here], matrix.data[here]
    negative = np.flatnonzero((columns >= n_pairs) & (values < 0))
    return int(columns[negative[0]]) if negative.size == 1 else -1


def _way(each: RowChange, row: int, short: int, cost: Decimal, *, is_floor: bool, opening: int) -> Way | None:
    units = min(-(-short // each.size), max(_LARGEST // each.size, 1))
    units = units if each.most is None else min(units, each.most)
    if units <= 0:
        return None
    return Way(each.change, (row,), (each.size,), is_floor, units, cost, opening, each.share, each.ratio, each.of)


def _joined(one: Way, other: Way) -> Way:
    return Way(
        one.change, one.rows + other.rows, one.sizes + other.sizes, one.is_floor, max(one.most, other.most), one.cost,
        one.opening, one.share, one.ratio, one.of,
    )  # fmt: skip


def loosened_ceilings(formulation: Formulation, problem: Problem) -> Formulation:
    """Return the formulation with the ceilings of cohorts at their own ``max_size``, or at all there are.

    As they stand they are lowered to the places of the seats, which the seats' own rows say as well: where a seat gets a
    place more, its cohort's ceiling must not stand in the way.
    """
    table = problem.opportunities
    largest = dict(zip(table["opportunity_id"].to_list(), table["max_size"].to_list(), strict=True))
    people = problem.n_participants
    own = [min(people, people if largest.get(name) is None else largest[name]) for name in formulation.opening_names]
    blocks = list(formulation.rows)
    for number, block in enumerate(blocks):
        if block.kind == "cohort_size":
            matrix = block.matrix.copy()
            matrix.data = matrix.data.astype(np.int64)
            for at in _ceilings(matrix, block.upper, formulation.n_pairs):
                matrix.data[at] = -max(own[int(matrix.indices[at]) - formulation.n_pairs], -int(matrix.data[at]))
            blocks[number] = Rows(block.kind, block.names, matrix, block.lower, block.upper)
    return replace(formulation, rows=tuple(blocks))


def _ceilings(matrix: sparse.csr_array, upper: npt.NDArray[np.int64], n_pairs: int) -> Iterator[int]:
    """Yield the position of the opening's entry in each row that is its ceiling (upper limit 0)."""
    for row in np.flatnonzero(upper == 0).tolist():
        for at in range(matrix.indptr[row], matrix.indptr[row + 1]):
            if matrix.indices[at] >= n_pairs and matrix.data[at] < 0:
                yield at
