"""Criteria: conditions on people as data, with "cannot say" beside yes and no, and exact numbers."""

from matchmaker.criteria.criterion import (
    AS_DATE,
    AS_TUPLE,
    CRITERION_KEYS,
    AllOf,
    AnyOf,
    AtLeast,
    Criterion,
    OneOf,
    Within,
    holds,
)
from matchmaker.criteria.day_numbers import day_numbers
from matchmaker.criteria.exact import SUM_LIMIT, Exact, decimal_of, exact_number, plain_number
from matchmaker.criteria.judge import judge

__all__ = [
    "AS_DATE",
    "AS_TUPLE",
    "CRITERION_KEYS",
    "SUM_LIMIT",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Criterion",
    "Exact",
    "OneOf",
    "Within",
    "day_numbers",
    "decimal_of",
    "exact_number",
    "holds",
    "judge",
    "plain_number",
]
