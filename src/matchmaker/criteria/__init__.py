"""Criteria: conditions on people as data, with "cannot say" beside yes and no, and exact numbers."""

from matchmaker.criteria.criterion import CRITERION_KEYS, AllOf, AnyOf, AtLeast, Criterion, OneOf, Within, holds
from matchmaker.criteria.day_numbers import day_numbers
from matchmaker.criteria.elapsed import ELAPSED
from matchmaker.criteria.entry_columns import ENTRY_COLUMNS, no_entry_criterion
from matchmaker.criteria.exact import SUM_LIMIT, Exact, decimal_of, exact_number, plain_number
from matchmaker.criteria.judge import judge
from matchmaker.criteria.months_later import months_later
from matchmaker.criteria.written_values import AS_DATE, AS_TUPLE, Limit, Values

__all__ = [
    "AS_DATE",
    "AS_TUPLE",
    "CRITERION_KEYS",
    "ELAPSED",
    "ENTRY_COLUMNS",
    "SUM_LIMIT",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Criterion",
    "Exact",
    "Limit",
    "OneOf",
    "Values",
    "Within",
    "day_numbers",
    "decimal_of",
    "exact_number",
    "holds",
    "judge",
    "months_later",
    "no_entry_criterion",
    "plain_number",
]
