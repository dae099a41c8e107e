"""Weighted: several sums in one, each times a weight."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, InstanceOf, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Finished, Measured, Objective
from matchmaker.criteria import AS_TUPLE, Exact, plain_number
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Plan, Problem

_SUMS = "placed, quality, score, commute, or spread of employers"
LARGEST_GAIN = 2**40
"""Gains of a weighted sum that would be larger are refused: sums of them would leave what solvers count exactly."""


class Term(BaseModel):
    """One objective with its weight: what one unit of it is worth in the sum."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    weight: Annotated[Exact, Field(gt=0, le=1_000_000)]
    objective: InstanceOf[Objective]

    def as_settings(self) -> dict[str, Any]:
        """Return the term as ``settings.toml`` writes it."""
        return {"weight": plain_number(self.weight), **self.objective.as_settings()}


TermField = Annotated[InstanceOf[Term], PlainSerializer(Term.as_settings)]


class Weighted(Objective):
    """The largest sum of ``weight x value`` over ``terms``; where less is better, the value is taken off.

    Terms are objectives that are sums themselves: ``placed``, ``quality``, ``score``, ``commute``, ``kept``,
    ``kept_open`` and ``spread`` (of employers). The weights are assumed unless a programme gives a source.
    """

    kind: Literal["weighted"] = "weighted"
    code: ClassVar[str] = "weighted"
    terms: Annotated[tuple[TermField, ...], AS_TUPLE]

    @model_validator(mode="after")
    def _terms_are_sums(self) -> Self:
        if not self.terms:
            raise PydanticCustomError("missing-key", "has no terms", {"expected": "one term or more", "key": "terms"})
        for at, term in enumerate(self.terms):
            if not term.objective.is_sum:
                expected = {
                    "expected": "placed, quality, score, commute, kept, kept_open, or spread of employers",
                    "key": f"terms[{at}].kind",
                    "value": term.objective.code,
                }
                raise PydanticCustomError("unknown-value", "is no sum and cannot be weighed", expected)
        return self

    @property
    def is_sum(self) -> bool:
        """It is one, and its terms can be written out in its place."""
        return False

    @property
    def unit(self) -> str:
        """Weighted units."""
        return "weighted"

    def describe(self) -> str:
        """Return the objective in words."""
        return "the largest sum of " + "; ".join(
            f"{'-' if term.objective.better == 'lower' else ''}{term.weight.normalize():f} x ({term.objective.describe()})"
            for term in self.terms
        )

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what the terms find."""
        return [finding for term in self.terms for finding in term.objective.inspect(problem)]

    def beside(self, previous: Plan) -> Self:
        """Return the sum with each term beside the plan before."""
        terms = [term.model_copy(update={"objective": term.objective.beside(previous)}) for term in self.terms]
        return self.model_copy(update={"terms": tuple(terms)})

    def aim(self, facts: Facts) -> LinearAim:
        """Return the terms' gains on one scale."""
        aims = [aim for term in self.terms if isinstance(aim := term.objective.aim(facts), LinearAim)]
        weights = [Fraction(term.weight) / aim.scale for term, aim in zip(self.terms, aims, strict=True)]
        scale = math.lcm(*(weight.denominator for weight in weights))
        factors = [int(weight * scale) for weight in weights]
        if sum(factor * aim.largest for factor, aim in zip(factors, aims, strict=True)) >= LARGEST_GAIN:
            raise _too_fine(self.called)
        return LinearAim(
            facts,
            pairs=np.sum([factor * aim.pairs for factor, aim in zip(factors, aims, strict=True)], axis=0),
            openings=np.sum([factor * aim.openings for factor, aim in zip(factors, aims, strict=True)], axis=0),
            scale=scale,
            employer_gain=sum(factor * aim.employer_gain for factor, aim in zip(factors, aims, strict=True)),
            slack=sum(
                (Fraction(term.weight) * aim.slack for term, aim in zip(self.terms, aims, strict=True)), Fraction(0)
            ),
        )

    def measure(self, finished: Finished) -> Measured:
        """Add the terms up."""
        total, unsaid = Fraction(0), 0
        for term in self.terms:
            measured = term.objective.measure(finished)
            weight = Fraction(term.weight if term.objective.better == "higher" else -term.weight)
            total += weight * measured.value
            unsaid += measured.cannot_say
        return Measured(total, unsaid)


def _too_fine(name: str) -> SettingsError:
    return SettingsError(
        [
            Finding(
                "settings.toml",
                "out-of-range",
                f"the weights of '{name}' are too far apart, or too fine, to be counted exactly",
                column="objective",
                expected="weights of fewer decimals, near one another",
            )
        ]
    )
