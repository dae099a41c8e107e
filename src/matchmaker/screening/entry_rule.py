"""EntryRule: criteria that a person must meet, with what "almost" means for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from matchmaker.criteria import Criterion
from matchmaker.programmes import EligibilityRules


@dataclass(frozen=True, slots=True)
class EntryRule:
    """Criteria, all of which must be met, and how far a near-miss may fail them.

    ``almost`` and ``missable`` stand in the order of ``criteria``: the criterion widened to what is almost met (``None`` =
    nothing is), and whether a near-miss may miss it altogether, of which it may ``may_miss`` so many.
    ``takes_special``: an approval may also go to whoever fails by more. ``sources`` are the lines of each criterion.
    """

    criteria: tuple[Criterion, ...]
    almost: tuple[Criterion | None, ...]
    missable: tuple[bool, ...]
    may_miss: int
    takes_special: bool
    sources: tuple[str, ...]

    @classmethod
    def of_programme(cls, rules: EligibilityRules) -> Self:
        """Return the rule of a programme profile."""
        return cls(
            criteria=tuple(item.named_test for item in rules.criteria),
            almost=tuple(item.almost for item in rules.criteria),
            missable=tuple(item.is_missable for item in rules.criteria),
            may_miss=0 if rules.may_miss is None else rules.may_miss.value,
            takes_special=rules.takes_special_circumstances,
            sources=tuple(_source(item.source, assumed=item.basis == "assumed") for item in rules.criteria),
        )

    @classmethod
    def of_criteria(cls, criteria: Sequence[Criterion]) -> Self:
        """Return the rule of plain criteria, to which nobody comes near."""
        n = len(criteria)
        sources = tuple(item.source or "settings.toml" for item in criteria)
        return cls(tuple(criteria), (None,) * n, (False,) * n, 0, False, sources)


def _source(source: str | None, *, assumed: bool) -> str:
    """Return where a criterion comes from as one item of a list, in which nothing may hold ``;``."""
    if source is None:
        return "assumed"
    return source.replace(";", ",") + (" (assumed)" if assumed else "")
