"""no_candidate_reasons: which rule leaves a person without a single candidate seat."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.rule_words import rule_words
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.constraints.commute_limit import CommuteLimit
from matchmaker.constraints.entry_constraint import EntryConstraint
from matchmaker.criteria import Criterion

if TYPE_CHECKING:
    from matchmaker.allocation.result import Result

_CELLS_AT_ONCE = 4_000_000
_FAR = ("own_commute_limit", "commute_limit")

Reason = tuple[str, str]
"""A reason code and its sentence."""


def no_candidate_reasons(
    result: Result, people: npt.NDArray[np.int64], language: Language, labels: Mapping[str, str]
) -> dict[int, Reason]:
    """Return reason code and sentence of each of ``people`` (rows) who has no candidate, by row.

    The reason is the first rule that drops every seat all by itself, rules about the person (eligibility) first, then
    in the order of the rules. Where it takes several rules together, the sentence counts each seat for the first rule in
    its way. Where distance is among them it names the nearest seat that every other rule lets through.
    """
    if result.scores.given:
        return dict.fromkeys(people.tolist(), ("no_candidate", sentence("no_score", language)))
    if not result.problem.n_seats:
        return dict.fromkeys(people.tolist(), ("no_candidate", sentence("no_seats", language)))
    size = max(1, _CELLS_AT_ONCE // result.problem.n_seats)
    found: dict[int, Reason] = {}
    for at in range(0, people.size, size):
        some = people[at : at + size]
        told = _Telling(result, some, language, labels)
        found.update((int(person), told.reason(i)) for i, person in enumerate(some.tolist()))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Masks:
    """What every pair rule says of some people (n) and all seats (S).

    ``alone`` (R, n): the rule drops every seat. ``first`` (R, n): seats it is first to drop. ``nearest`` (n,) minutes of the
    nearest seat that all rules but those on distance let through (NaN where there is none), ``nearest_of_all`` (n,).
    """

    alone: npt.NDArray[np.bool_]
    first: npt.NDArray[np.int64]
    nearest: npt.NDArray[np.float64]
    nearest_of_all: npt.NDArray[np.float64]


def _masks(result: Result, rules: Sequence[Any], people: npt.NDArray[np.int64]) -> _Masks:
    rows = people.astype(np.int32)[:, None]
    columns = np.arange(result.problem.n_seats, dtype=np.int32)[None, :]
    left = np.ones((people.size, result.problem.n_seats), np.bool_)
    possible = left.copy()
    alone, first = np.zeros((len(rules), people.size), np.bool_), np.zeros((len(rules), people.size), np.int64)
    for at, rule in enumerate(rules):
        passed = np.broadcast_to(rule.allowed(result.problem, result.commutes, rows, columns), left.shape)
        alone[at] = ~passed.any(axis=1)
        first[at] = (left & ~passed).sum(axis=1)
        left &= passed
        if rule.code not in _FAR:
            possible &= passed
    minutes = result.commutes.of_day(rows, columns).astype(np.float64)
    far = np.where(np.isnan(minutes), np.inf, minutes)
    nearest = np.where(possible.any(axis=1), np.where(possible, far, np.inf).min(axis=1), np.nan)
    return _Masks(alone, first, nearest, far.min(axis=1))


class _Telling:
    """Tells the reasons of some people, from what was found for all of them at once."""

    def __init__(
        self, result: Result, people: npt.NDArray[np.int64], language: Language, labels: Mapping[str, str]
    ) -> None:
        rules: list[Any] = [rule for rule in result.constraints if hasattr(rule, "allowed")]
        # Stable: rules about the person first, the others in their order.
        self.rules = sorted(rules, key=lambda rule: rule.code != "eligibility")
        self.masks = _masks(result, self.rules, people)
        self.n_seats = result.problem.n_seats
        self.language, self.labels = language, labels
        self.failed = [
            rule.failed(result.problem, people) if isinstance(rule, EntryConstraint) else None for rule in self.rules
        ]
        self.waits = [
            rule.waits(result.problem, people) if isinstance(rule, EntryConstraint) else None for rule in self.rules
        ]
        limits = [float(rule.minutes) for rule in self.rules if isinstance(rule, CommuteLimit)]
        self.programme_limit = min(limits, default=math.inf)
        own = result.problem.participants["max_commute_minutes"].fill_null(math.inf).to_numpy()[people]
        has_own = any(rule.code == "own_commute_limit" for rule in self.rules)
        self.own_limit = own if has_own else np.full(people.size, math.inf)

    def reason(self, i: int) -> Reason:
        if self.masks.first[:, i].sum() != self.n_seats:
            return "no_candidate", sentence("not_kept", self.language)
        alone = np.flatnonzero(self.masks.alone[:, i])
        if not alone.size:
            return "no_candidate", self._several(i)
        rule = self.rules[alone[0]]
        if rule.code == "eligibility":
            return self._not_eligible(int(alone[0]), i)
        if rule.code in _FAR:
            return "no_candidate", self._far(i)
        return "no_candidate", sentence(
            "one_rule", self.language, rule=rule.code, meaning=rule_words(rule, self.language)
        )

    def _several(self, i: int) -> str:
        counts = self.masks.first[:, i]
        told = "; ".join(
            sentence("rule_count", self.language, rule=self.rules[at].code, n=int(counts[at]), total=self.n_seats)
            for at in np.argsort(-counts, kind="stable")
            if counts[at]
        )
        several = sentence("many_rules", self.language, counts=told)
        return several if math.isnan(self.masks.nearest[i]) else f"{several}; {self._far(i)}"

    def _far(self, i: int) -> str:
        nearest = float(self.masks.nearest[i])
        key = "far"
        if math.isnan(nearest):
            key, nearest = "far_from_all", float(self.masks.nearest_of_all[i])
        if math.isinf(nearest):
            return sentence("out_of_reach", self.language, rule=_FAR[0])
        own = float(self.own_limit[i])
        whose, limit = ("own", own) if own <= self.programme_limit else ("programme", self.programme_limit)
        return sentence(
            key,
            self.language,
            rule=_FAR[whose == "programme"],
            # Rounded up, so that it never reads as within the limit.
            minutes=f"{math.ceil(10 * nearest) / 10:g}",
            limit=sentence(f"limit_{whose}", self.language, limit=f"{limit:g}"),
        )

    def _not_eligible(self, at: int, i: int) -> Reason:
        rule, failed, waits = self.rules[at], self.failed[at], self.waits[at]
        if failed is None or waits is None:  # a rule of the same code that is not built of criteria
            meaning = rule_words(rule, self.language)
            return "not_eligible", sentence("one_rule", self.language, rule=rule.code, meaning=meaning)
        criteria = [
            self._named(each) for each, fails in zip(rule.rule.criteria, failed[:, i].tolist(), strict=True) if fails
        ]
        code = "near_miss" if waits[i] else "not_eligible"
        return code, sentence(code, self.language, criteria="; ".join(criteria))

    def _named(self, criterion: Criterion) -> str:
        name = criterion.describe()
        name = self.labels.get(name, name)
        if not criterion.members or criterion.name is None:
            return name
        members = "; ".join(self._named(each) for each in criterion.members)
        return sentence("of_criteria", self.language, name=name, members=members)
