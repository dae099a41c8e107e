"""Near: what "almost" means for one criterion of entry."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from matchmaker.criteria import AllOf, AtLeast, Criterion, Limit, OneOf, Values, Within
from matchmaker.programmes.sourced import Provenance


class Near(Provenance):
    """The limits within which a criterion is almost met; what is not said stays as in the criterion.

    ``min`` and ``max`` for a range, ``values`` that pass beside those asked for, ``at_least`` so many where more are asked.
    """

    min: Limit = None
    max: Limit = None
    values: Values | None = None
    at_least: Annotated[int, Field(ge=1, le=100)] | None = None

    def widen(self, test: Criterion) -> Criterion:
        """Return the criterion that holds for whoever meets ``test`` or almost does.

        Raises ValueError where these limits are no wider than those of ``test``, or are of another sort.
        """
        given = {name for name in ("min", "max", "values", "at_least") if getattr(self, name) is not None}
        match test:
            case Within() if given and given <= {"min", "max"}:
                ends = {name: getattr(self, name) for name in given}
                for name, end in ends.items():
                    _check_wider(name, end, getattr(test, name))
                return test.model_copy(update=ends)
            case OneOf() if given == {"values"}:
                if set(self.values or ()) <= set(test.values):
                    raise ValueError("almost names no value beside those asked for")
                return test.model_copy(update={"values": (*test.values, *(self.values or ()))})
            case AtLeast() | AllOf() if given == {"at_least"}:
                if (self.at_least or 0) >= test.needed:
                    raise ValueError(f"almost must ask for fewer than {test.needed} of them")
                return AtLeast(name=test.name, at_least=self.at_least or 0, of=test.members)
        raise ValueError(f"almost says {_listed(given)}, which does not widen a criterion on {_sort(test)}")


def _check_wider(name: str, near: Any, end: Any) -> None:
    if end is None or isinstance(near, Decimal) != isinstance(end, Decimal):
        raise ValueError(f"almost has a {name} where the criterion has none of that sort")
    if near >= end if name == "min" else near <= end:
        raise ValueError(f"almost has {name} {near}, which is no wider than {end}")


def _listed(given: set[str]) -> str:
    return " and ".join(sorted(given)) or "nothing"


def _sort(test: Criterion) -> str:
    match test:
        case Within():
            return "a range (min, max)"
        case OneOf():
            return "values (values)"
        case AtLeast() | AllOf():
            return "several others (at_least)"
        case _:
            return "any of several others, which has nothing to widen"
