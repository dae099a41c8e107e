"""configure_scorers: the scorers a programme asks for, as it sets them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from matchmaker.errors import Finding, SettingsError
from matchmaker.programmes import Programme
from matchmaker.scoring.guard import guard
from matchmaker.scoring.scorer import Scorer, parameters_of
from matchmaker.scoring.scorers import SCORERS


def configure_scorers(
    programme: Programme, weights: Mapping[str, float] | None = None, scorers: Sequence[Scorer] = SCORERS
) -> tuple[tuple[Scorer, float], ...]:
    """Return the scorers that the programme weighs, in registry order, each with its weight.

    ``weights`` (of ``settings.toml``) replace the programme's. Raises `SettingsError` with every unknown scorer or
    parameter, every weight that is no finite number >= 0, and weights that are all 0; `ProtectedInputError` as `guard`
    does.
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
    guard(chosen, programme)
    return tuple((scorer, float(merged[scorer.name])) for scorer in chosen)


def _with_parameters(scorer: Scorer, programme: Programme, profile: str, findings: list[Finding]) -> Scorer:
    values = {name: parameter.value for name, parameter in programme.parameters.get(scorer.name, {}).items()}
    known = dict.fromkeys(parameters_of(scorer), scorer)
    unknown = _unknown(profile, f"parameters.{scorer.name}", values, known)
    findings.extend(unknown)
    if unknown:
        return scorer
    try:
        changed: Scorer = replace(scorer, **values, **_sections(scorer, programme, profile, findings))  # type: ignore[type-var]
    except ValueError as error:
        findings.append(_finding(profile, f"parameters.{scorer.name}", str(error), "a value in the range stated"))
        return scorer
    return changed


def _sections(scorer: Scorer, programme: Programme, profile: str, findings: list[Finding]) -> dict[str, Any]:
    """Return the fields that sections of the profile set."""
    made = {}
    for each in fields(scorer):  # type: ignore[arg-type]
        if "section" in each.metadata:
            section = getattr(programme, each.metadata["section"])
            if section is None:
                name = each.metadata["section"]
                message = f"the scorer {scorer.name} reads the section {name}, which is not there"
                expected = f'a section [{name}], or base = "general"'
                findings.append(_finding(profile, f"weights.{scorer.name}", message, expected))
            made[each.name] = each.metadata["build"](section)
    return made


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
