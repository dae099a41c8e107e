"""configure_scorers: the scorers a programme asks for, as it sets them, and the guard of protected fields."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from matchmaker.errors import Finding, ProtectedInputError, SettingsError
from matchmaker.model import TABLES
from matchmaker.programmes import Programme
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.scorers import SCORERS

PROTECTED = frozenset(
    f"{name}.{column.name}" for name, table in TABLES.items() for column in table.columns.values() if column.protected
)
"""Qualified names of the columns no scorer reads unless a profile allows it with a reason (DOMAIN section 6)."""


def configure_scorers(
    programme: Programme, weights: Mapping[str, float] | None = None, scorers: Sequence[Scorer] = SCORERS
) -> tuple[tuple[Scorer, float], ...]:
    """Return the scorers that the programme weighs, in registry order, each with its weight.

    ``weights`` (of ``settings.toml``) replace the programme's. Raises `SettingsError` with every unknown scorer or
    parameter, every weight that is no finite number >= 0, and weights that are all 0; `ProtectedInputError` where a
    scorer declares a protected column and the profile does not allow it.
    """
    by_name = {scorer.name: scorer for scorer in scorers}
    profile = f"{programme.name}.toml"
    changes = dict(weights or {})
    findings = [
        *_unknown(profile, "weights", programme.weights, by_name),
        *_unknown(profile, "parameters", programme.parameters, by_name),
        *_unknown("settings.toml", "weights", changes, by_name),
        *(_bad_weight(name, value) for name, value in changes.items() if not (math.isfinite(value) and value >= 0)),
    ]
    merged = {name: weight.value for name, weight in programme.weights.items()} | changes
    if not findings and not any(merged.values()):
        findings.append(_finding("settings.toml", "weights", "every weight is 0", "at least one weight greater than 0"))
    chosen = [_with_parameters(scorer, programme, profile, findings) for scorer in scorers if scorer.name in merged]
    if findings:
        raise SettingsError(findings)
    _guard(chosen, programme, profile)
    return tuple((scorer, float(merged[scorer.name])) for scorer in chosen)


def _guard(scorers: Iterable[Scorer], programme: Programme, profile: str) -> None:
    allowed = {(use.scorer, use.field) for use in programme.protected_allowed}
    findings = [
        Finding(
            profile, "protected-input", f"the scorer {scorer.name} would read the protected column {column}",
            column=f"weights.{scorer.name}", value=column,
            expected="no protected input, or an entry in protected_allowed with the legal ground",
        )
        for scorer in scorers
        for column in scorer.inputs
        if column in PROTECTED and (scorer.name, column) not in allowed
    ]  # fmt: skip
    if findings:
        raise ProtectedInputError(findings)


def _with_parameters(scorer: Scorer, programme: Programme, profile: str, findings: list[Finding]) -> Scorer:
    values = {name: parameter.value for name, parameter in programme.parameters.get(scorer.name, {}).items()}
    known = {field.name: scorer for field in fields(scorer)}  # type: ignore[arg-type]
    unknown = _unknown(profile, f"parameters.{scorer.name}", values, known)
    findings.extend(unknown)
    if unknown:
        return scorer
    try:
        changed: Scorer = replace(scorer, **values)  # type: ignore[type-var]
    except ValueError as error:
        findings.append(_finding(profile, f"parameters.{scorer.name}", str(error), "a value in the range stated"))
        return scorer
    return changed


def _unknown(file: str, path: str, given: Iterable[str], known: Mapping[str, Any]) -> list[Finding]:
    return [
        Finding(
            file, "unknown-key", f"there is no {name} here", column=f"{path}.{name}", value=name,
            expected=f"one of {', '.join(known) or 'nothing'}", hint=_nearest(name, known),
        )
        for name in given
        if name not in known
    ]  # fmt: skip


def _nearest(name: str, known: Iterable[str]) -> str | None:
    from rapidfuzz import process

    found = process.extractOne(name, list(known), score_cutoff=60)
    return None if found is None else f"did you mean '{found[0]}'?"


def _bad_weight(name: str, value: float) -> Finding:
    message = f"the weight of {name} is {value}"
    return _finding("settings.toml", f"weights.{name}", message, "a finite number >= 0", str(value))


def _finding(file: str, path: str, message: str, expected: str, value: str | None = None) -> Finding:
    return Finding(file, "invalid-value", message, column=path, value=value, expected=expected)
