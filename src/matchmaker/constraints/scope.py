"""Scope: over which units a limit is counted, each unit by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, InstanceOf, PlainSerializer
from pydantic_core import PydanticCustomError

from matchmaker.constraints.suggestions import nearest, unknown_ids
from matchmaker.errors import Finding
from matchmaker.model import Problem

By = Literal["plan", "cohort", "opportunity", "employer", "region"]

_WORDS: Mapping[str, By] = {
    "plan": "plan",
    "each_cohort": "cohort",
    "each_opportunity": "opportunity",
    "each_employer": "employer",
    "each_region": "region",
}
_KEYS: Mapping[str, By] = {"opportunity_id": "opportunity", "employer_id": "employer", "region": "region"}
_EXPECTED = "one of " + ", ".join(f'"{word}"' for word in _WORDS) + " or a table with one of " + ", ".join(_KEYS)


@dataclass(frozen=True, slots=True)
class Scope:
    """Units of one sort: the whole plan, cohorts, opportunities, employers or regions (``opportunities.region``).

    ``ids`` picks units of that sort, ``None`` means all of them. *Each unit is counted by itself*: ``{ employer_id =
    ["e1", "e2"] }`` is two limits, one per employer; ``{ region = "south" }`` is one limit over all opportunities of
    the region. A *cohort* is an opportunity with ``min_size`` > 0.
    """

    by: By = "plan"
    ids: tuple[str, ...] | None = None

    def as_settings(self) -> str | dict[str, list[str]]:
        """Return the scope as ``settings.toml`` writes it."""
        if self.ids is None:
            return next(word for word, by in _WORDS.items() if by == self.by)
        return {next(key for key, by in _KEYS.items() if by == self.by): list(self.ids)}

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return ids that do not exist (errors) and regions in which there is nothing (warnings)."""
        if self.ids is None:
            return []
        if self.by != "region":
            table = {"opportunity": "opportunities", "employer": "employers"}[self.by]
            key = f"{self.by}_id"
            return unknown_ids(f"scope.{key}", self.ids, problem.table(table)[key].to_list(), table)
        known = set(problem.opportunities["region"].drop_nulls().to_list())
        return [
            Finding(
                "settings.toml", "unknown-value", "no opportunity lies in this region",
                column="scope.region", value=region, hint=nearest(region, known), severity="warning",
            )
            for region in self.ids
            if region not in known
        ]  # fmt: skip


def _scope(value: Any) -> Scope:
    if isinstance(value, Scope):
        return value
    if isinstance(value, str):
        if value not in _WORDS:
            hint = nearest(value, _WORDS)
            raise PydanticCustomError("unknown-value", "is no scope", {"expected": _EXPECTED, "hint": hint})
        return Scope(_WORDS[value])
    if not isinstance(value, Mapping) or len(value) != 1 or next(iter(value)) not in _KEYS:
        unknown = next((str(key) for key in value if key not in _KEYS), "") if isinstance(value, Mapping) else ""
        context = {"expected": _EXPECTED, "hint": nearest(unknown, _KEYS)}
        raise PydanticCustomError("type-error", "is no scope", context)
    ((key, ids),) = value.items()
    chosen = [ids] if isinstance(ids, str) else ids
    if not isinstance(chosen, list | tuple) or not chosen or not all(isinstance(i, str) and i for i in chosen):
        raise PydanticCustomError("type-error", "names no units", {"expected": f"a text or a list of texts for {key}"})
    if len(set(chosen)) < len(chosen):
        raise PydanticCustomError("duplicate-label", "names a unit twice", {"expected": "each name once"})
    return Scope(_KEYS[key], tuple(chosen))


ScopeField = Annotated[InstanceOf[Scope], BeforeValidator(_scope), PlainSerializer(Scope.as_settings)]
"""A `Scope` in a rule's settings: a word such as ``"each_cohort"``, or a table such as ``{ region = "south" }``."""
