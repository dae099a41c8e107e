"""parse_constraints: the rules of a problem, from its settings and its programme, checked against its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from pydantic import ValidationError

from matchmaker.constraints.constraint import Constraint
from matchmaker.constraints.programme_eligibility import ProgrammeEligibility
from matchmaker.constraints.registry import ALWAYS_ON, CONSTRAINTS
from matchmaker.constraints.settings_findings import findings_of
from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from matchmaker.programmes import EligibilityRules


class HasRules(Protocol):
    """What this module needs of a programme: who may take part, and rules as raw tables like those of ``settings.toml``."""

    @property
    def constraint(self) -> Sequence[Mapping[str, Any]]:
        """Raw rules, each with its ``kind``."""
        ...

    @property
    def eligibility(self) -> EligibilityRules | None:
        """Who may take part; ``None`` = everybody."""
        ...


def parse_constraints(
    problem: Problem, programme: HasRules | None = None, *, programme_file: str = "programme"
) -> tuple[Constraint, ...]:
    """Return every rule of a problem: always-on ones, the programme's and those of the settings, pair rules first.

    A rule of the settings *replaces* all the programme's rules of the same kind; kinds that the settings do not name
    are kept from the programme. Several rules of one kind in one place all apply. ``programme_file`` is the file that
    findings about the programme's rules name.

    Raises:
        SettingsError: with every finding at once. ``column`` is the path counted from 0, such as
            ``constraint[2].min_share``, in a programme ``constraint[2].rule.min_share``; data that a rule needs and
            that cannot serve is reported at its own file, row and column.
    """
    constraints, findings = _parse(problem, programme, programme_file)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise SettingsError(errors)
    return constraints


def constraint_warnings(
    problem: Problem, programme: HasRules | None = None, *, programme_file: str = "programme"
) -> tuple[Finding, ...]:
    """Return what is odd about the rules and does not stop a run, such as a group value that never occurs."""
    _, findings = _parse(problem, programme, programme_file)
    return tuple(finding for finding in findings if finding.severity == "warning")


def _parse(
    problem: Problem, programme: HasRules | None, programme_file: str
) -> tuple[tuple[Constraint, ...], list[Finding]]:
    own: list[Constraint] = []
    findings: list[Finding] = []
    _read_all(problem.settings.constraint, ("settings.toml", "constraint[{}]"), problem, own, findings)
    kinds = {raw.get("kind") for raw in problem.settings.constraint}
    defaults: list[Constraint] = []
    if programme is not None:
        kept = [raw if raw.get("kind") not in kinds else None for raw in programme.constraint]
        _read_all(kept, (programme_file, "constraint[{}].rule"), problem, defaults, findings)
        if programme.eligibility is not None and ProgrammeEligibility.code not in kinds:
            entry = ProgrammeEligibility(rules=programme.eligibility)
            defaults.append(entry)
            findings += [_placed(finding, programme_file, "eligibility") for finding in entry.inspect(problem)]
    asked = defaults + own
    named = {rule.code for rule in asked}
    always = [rule() for rule in ALWAYS_ON if rule.code not in named]
    every = [*always, *asked]
    pair_rules = [rule for rule in every if hasattr(rule, "allowed")]
    return (*pair_rules, *(rule for rule in every if not hasattr(rule, "allowed"))), findings


def _read_all(
    raws: Iterable[Mapping[str, Any] | None],
    place: tuple[str, str],
    problem: Problem,
    constraints: list[Constraint],
    findings: list[Finding],
) -> None:
    for index, raw in enumerate(raws):
        if raw is None:
            continue
        found: list[Finding] = []
        constraint = _read(raw, found)
        if constraint is not None:
            constraints.append(constraint)
            found += constraint.inspect(problem)
        file, path = place
        findings += [_placed(finding, file, path.format(index)) for finding in found]


def _read(raw: Mapping[str, Any], findings: list[Finding]) -> Constraint | None:
    kind = raw.get("kind")
    rule = CONSTRAINTS.get(kind) if isinstance(kind, str) else None
    if rule is None:
        findings.append(_unknown_kind(kind))
        return None
    try:
        return rule(**{str(key): value for key, value in raw.items()})
    except ValidationError as error:
        findings += findings_of(error, rule, f"a {kind} rule")
        return None


def _unknown_kind(kind: Any) -> Finding:
    expected = "one of " + ", ".join(CONSTRAINTS)
    hint: str | None
    if kind is None:
        return Finding("settings.toml", "missing-key", "a rule has no kind", column="kind", expected=expected)
    if kind in {rule.code for rule in ALWAYS_ON}:
        message, hint = "always applies and takes no settings", "remove this rule"
    else:
        message, hint = "is no kind of rule", nearest(str(kind), CONSTRAINTS)
    return Finding("settings.toml", "unknown-kind", message, None, "kind", str(kind), expected, hint)


def _placed(finding: Finding, file: str, path: str) -> Finding:
    """Return a rule's finding with its full path; findings about data keep their own place."""
    if finding.file != "settings.toml" or finding.row is not None:
        return finding
    column = f"{path}.{finding.column}" if finding.column else path
    return replace(finding, file=file, column=column)
