"""parse_objectives: the objectives of a problem, from its settings and its programme, checked against its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from matchmaker.allocation.objectives.objective import Objective
from matchmaker.allocation.objectives.quality import Quality
from matchmaker.allocation.objectives.registry import OBJECTIVES
from matchmaker.allocation.objectives.weighted import Term, Weighted
from matchmaker.constraints.settings_findings import findings_of
from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from matchmaker.programmes import Programme

Written = str | Mapping[str, Any]
"""An objective as it is asked for: a table as in ``settings.toml``, or ``kind``, ``kind:tolerance`` or ``kind:share%``."""


def parse_objectives(
    problem: Problem,
    programme: Programme,
    written: Sequence[Written] | None = None,
    *,
    programme_file: str = "programme",
) -> tuple[Objective, ...]:
    """Return the objectives in order: those ``written``, else those of the settings, else the programme's; mostly none.

    Raises:
        SettingsError: with every finding at once; ``column`` is the path counted from 0, such as ``objective[1].kind``.
    """
    objectives, findings = _parse(problem, programme, written, programme_file)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise SettingsError(errors)
    return objectives


def objective_warnings(
    problem: Problem, programme: Programme, *, programme_file: str = "programme"
) -> tuple[Finding, ...]:
    """Return what is odd about the objectives of the settings or the programme and does not stop a run."""
    _, findings = _parse(problem, programme, None, programme_file)
    return tuple(finding for finding in findings if finding.severity == "warning")


def _parse(
    problem: Problem, programme: Programme, written: Sequence[Written] | None, programme_file: str
) -> tuple[tuple[Objective, ...], list[Finding]]:
    raws, file, path = _source(problem, programme, written, programme_file)
    objectives: list[Objective] = []
    findings: list[Finding] = []
    for at, raw in enumerate(raws):
        found: list[Finding] = []
        objective = _read(raw, programme, found)
        if objective is not None:
            found += [*objective.inspect(problem), *_out_of_place(objective, objectives)]
            objectives.append(objective)
        findings += [_placed(finding, file, path.format(at)) for finding in found]
    return tuple(objectives), [*findings, *_repeated(objectives, file)]


def _out_of_place(objective: Objective, before: Sequence[Objective]) -> list[Finding]:
    """Return a warning where nobody placed is best, and no objective before places anybody."""
    if not objective.empty_is_best or any(not each.empty_is_best for each in before):
        return []
    message = "is best with nobody placed, and no objective before it places anybody"
    expected = "an objective such as placed or score before it"
    return [Finding("settings.toml", "empty-plan", message, None, "kind", objective.code, expected, severity="warning")]


def written_objective(raw: Mapping[str, Any]) -> Objective:
    """Return one objective as `Objective.as_settings` wrote it.

    Raises:
        ValueError: it is none.
    """
    found: list[Finding] = []
    objective = _read(raw, None, found)
    if objective is None:
        raise ValueError("; ".join(map(str, found)))
    return objective


def _source(
    problem: Problem, programme: Programme, written: Sequence[Written] | None, programme_file: str
) -> tuple[Iterable[Mapping[str, Any]], str, str]:
    if written is not None:
        return [_table(each) if isinstance(each, str) else each for each in written], "objectives", "objective[{}]"
    if problem.settings.objective:
        return problem.settings.objective, "settings.toml", "objective[{}]"
    return programme.objective, programme_file, "objective[{}].level"


def _table(text: str) -> Mapping[str, Any]:
    """Return ``kind:tolerance`` as a table; what is wrong with its parts is found where tables are read."""
    kind, colon, tolerance = (part.strip() for part in text.partition(":"))
    if not colon:
        return {"kind": kind}
    share = tolerance.endswith("%")
    try:
        number = Decimal(tolerance.removesuffix("%").strip())
    except InvalidOperation:
        return {"kind": kind, "tolerance": tolerance}
    return {"kind": kind, "tolerance_share": number / 100} if share else {"kind": kind, "tolerance": number}


def _read(raw: Mapping[str, Any], programme: Programme | None, findings: list[Finding]) -> Objective | None:
    kind = raw.get("kind")
    objective = OBJECTIVES.get(kind) if isinstance(kind, str) else None
    if objective is None:
        findings.append(_unknown_kind(kind))
        return None
    values = {str(key): value for key, value in raw.items()}
    if objective is Quality and "least_percent" not in values:
        values["least_percent"] = _least_percent(programme)
    if objective is Weighted and isinstance(values.get("terms"), list | tuple):
        terms = [_term(term, programme, f"terms[{at}]", findings) for at, term in enumerate(values["terms"])]
        values["terms"] = tuple(term for term in terms if term is not None)
        if None in terms:
            return None
    made: Objective | None = _made(objective, values, f"a {kind} objective", findings)
    return made


def _term(raw: Any, programme: Programme | None, path: str, findings: list[Finding]) -> Term | None:
    if not isinstance(raw, Mapping):
        expected = "a table, such as { kind = 'score', weight = 1 }"
        findings.append(Finding("settings.toml", "type-error", "is no term", None, path, str(raw), expected))
        return None
    found: list[Finding] = []
    weight = raw.get("weight")
    objective = _read({key: value for key, value in raw.items() if key != "weight"}, programme, found)
    term = None if objective is None else _made(Term, {"weight": weight, "objective": objective}, "a term", found)
    findings += [replace(finding, column=f"{path}.{finding.column}") for finding in found]
    return term


def _made(made: type[Any], values: Mapping[str, Any], words: str, findings: list[Finding]) -> Any:
    try:
        return made(**values)
    except ValidationError as error:
        findings += findings_of(error, made, words)
        return None


def _least_percent(programme: Programme | None) -> float:
    """Return the smallest position that the programme's scorer takes for quality employment."""
    written = None if programme is None else programme.parameters.get("quality_employment", {}).get("least_percent")
    return _LEAST_PERCENT if written is None else written.value


_LEAST_PERCENT = 75.0
"""Quality employment is a position of three quarters or more (000:425)."""


def _unknown_kind(kind: Any) -> Finding:
    expected = "one of " + ", ".join(OBJECTIVES)
    if kind is None:
        return Finding("settings.toml", "missing-key", "an objective has no kind", column="kind", expected=expected)
    hint = nearest(str(kind), OBJECTIVES)
    return Finding("settings.toml", "unknown-kind", "is no kind of objective", None, "kind", str(kind), expected, hint)


def _repeated(objectives: Sequence[Objective], file: str) -> list[Finding]:
    names = [objective.called for objective in objectives]
    return [
        Finding(
            file,
            "duplicate-key",
            "two objectives have one name",
            None,
            f"objective[{at}].name",
            name,
            "a name for each objective of a kind that is there more than once",
        )
        for at, name in enumerate(names)
        if name in names[:at]
    ]


def _placed(finding: Finding, file: str, path: str) -> Finding:
    """Return an objective's finding with its full path; findings about data keep their own place."""
    if finding.file != "settings.toml" or finding.row is not None:
        return finding
    return replace(finding, file=file, column=f"{path}.{finding.column}" if finding.column else path)
