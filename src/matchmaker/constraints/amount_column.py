"""AmountColumn: a number that each pair has, from a column of one of three tables; the rows half of rules that use one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Pairs
from matchmaker.constraints.exact import can_be_amount, numeric_column
from matchmaker.constraints.seat_index import rows_of
from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem

AmountTable = Literal["participants", "seats", "scores"]
AMOUNT_TABLES: tuple[AmountTable, ...] = ("participants", "seats", "scores")
_KEYS = ("participant_id", "seat_id", "opportunity_id", "score")


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: that of a pair's participant, of its seat, or of its own row among the given scores."""

    table: AmountTable
    name: str

    def inspect(self, problem: Problem, message: str, expected: str) -> list[Finding]:
        """Return every cell that holds no number; an empty one, which is no 0, with ``message`` and what is ``expected``."""
        distinct = problem.table(self.table).select(self.name).unique()
        values, found = numeric_column(problem.replace(**{self.table: distinct}), self.table, self.name)
        if not found and None not in values:  # the usual case, which millions of rows must not slow down
            return []
        values, found = numeric_column(problem, self.table, self.name)
        bad = {finding.row for finding in found}
        file = problem.files.get(self.table, f"{self.table}.csv")
        missing = [
            Finding(file, "missing-cell", message, row, self.name, expected=expected)
            for row, value in enumerate(values, start=2)
            if value is None and row not in bad
        ]
        return [*found, *missing]

    def of_pairs(self, problem: Problem, pairs: Pairs, key: str) -> tuple[list[Decimal], npt.NDArray[np.int64]]:
        """Return amounts, and which of them each pair has, (n_pairs,).

        Raises `SettingsError` under the rule's ``key`` where a pair has none.
        """
        if self.table == "scores":
            listed = problem.scores
            distinct = listed.select(self.name).unique(maintain_order=True)
            values, _ = numeric_column(problem.replace(scores=distinct), "scores", self.name)
            # Rows of people or seats that there are not go by a last number, which no pair has.
            at = pairs.positions(
                rows_of(listed["participant_id"], problem.participants["participant_id"]),
                rows_of(listed["seat_id"], problem.seats["seat_id"]),
            )
            own = np.full(pairs.n_pairs + 1, -1, np.int64)
            own[at] = rows_of(listed[self.name], distinct[self.name])
            own = own[:-1]
        else:
            values, _ = numeric_column(problem, self.table, self.name)
            own = (pairs.participant if self.table == "participants" else pairs.seat).astype(np.int64)
        unknown = np.array([value is None for value in values] + [True], bool)[own]
        if unknown.any():
            message = f"of {int(unknown.sum())} pairs it is not known"
            expected = f"a number in {self.table}.{self.name} for every pair"
            raise SettingsError(
                [Finding("settings.toml", "missing-cell", message, None, key, self.name, expected=expected)]
            )
        return [value or Decimal(0) for value in values], own


def amount_column(
    problem: Problem, written: str, key: str, tables: Sequence[AmountTable] = AMOUNT_TABLES
) -> AmountColumn | Finding:
    """Return the column that ``written`` names: ``hours``, or ``seats.hours`` where several tables have one.

    A column in which nothing is known does not count as there. Else the finding, under the rule's ``key``, that says what
    is wrong: no such column, or several.
    """
    held = [AmountColumn(table, written) for table in tables if _holds(problem, table, written)]
    if not held and written.partition(".")[0] in tables:
        table, _, name = written.partition(".")
        held = [AmountColumn(each, name) for each in tables if each == table and _holds(problem, each, name)]
    if len(held) == 1:
        return held[0]
    file = "settings.toml"
    if held:
        which = " and ".join(each.table for each in held)
        expected = " or ".join(f"{each.table}.{each.name}" for each in held)
        return Finding(file, "ambiguous-column", f"is a column of {which}", None, key, written, expected)
    known = [c for table in tables for c in problem.table(table).columns if _holds(problem, table, c)]
    message = "is no number column of " + " or ".join([", ".join(tables[:-1]), tables[-1]] if tables[1:] else tables)
    expected = "a column with a number in every row" + (", also of the file of --scores" if "scores" in tables else "")
    return Finding(file, "unknown-column", message, None, key, written, expected, nearest(written, known))


def _holds(problem: Problem, table: str, name: str) -> bool:
    frame = problem.table(table)
    return name not in _KEYS and can_be_amount(problem, table, name) and frame[name].null_count() < frame.height
