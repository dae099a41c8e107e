"""Opening conditions in words: which hold, fail, or cannot be said, for each training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from matchmaker.allocation import Result
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.constraints import OpeningConditions


def condition_rows(result: Result) -> Iterator[tuple[OpeningConditions, dict[str, Any]]]:
    """Yield each training with its facts (`matchmaker.constraints.opening_facts`) and the rule that asks for them."""
    for rule in result.constraints:
        if isinstance(rule, OpeningConditions):
            for row in rule.facts(result.problem).iter_rows(named=True):
                yield rule, row


def failed_conditions(result: Result, language: Language) -> dict[str, str]:
    """Return, for each training that a failed condition keeps closed, a sentence that says which, by opportunity id."""
    told = {}
    for rule, row in condition_rows(result):
        failed = [name for name in rule.closes if row[name] is False]
        if failed:
            words = "; ".join(_words(name, row, language) for name in failed)
            told[row["opportunity_id"]] = sentence("conditions_fail", language, words=words)
    return told


def conditions_to_know(result: Result, language: Language) -> list[str]:
    """Return a sentence per condition that some trainings fail, or of which it cannot be said, with their ids."""
    by_state: dict[tuple[str, str], list[str]] = {}
    for _, row in condition_rows(result):
        for name in ("quality_field", "employer_demand", "participants_interest", "short"):
            if row[name] is not True:
                state = "fails" if row[name] is False else "unknown"
                by_state.setdefault((name, state), []).append(row["opportunity_id"])
    return [
        sentence(f"condition_{state}", language, condition=sentence(name, language), ids=", ".join(sorted(ids)))
        for (name, state), ids in by_state.items()
    ]


def _words(name: str, row: Mapping[str, Any], language: Language) -> str:
    return sentence(
        f"{name}_fails",
        language,
        needed=row["needed"],
        committed=row["committed"],
        interested=row["interested"] + row["unknown"],
    )
