"""Match people to employers: explainable scores, rankings, and allocations that carry a certificate.

>>> import matchmaker as mm
>>> problem = mm.generate(participants=20, opportunities=6, seed=1)
>>> scores = mm.score(problem)
>>> result = mm.allocate(problem, scores)
>>> result.status
'optimal'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matchmaker.allocation import Result
    from matchmaker.api.aggregate import aggregate
    from matchmaker.api.allocate import allocate
    from matchmaker.api.benchmark import benchmark
    from matchmaker.api.check import check
    from matchmaker.api.eligibility import eligibility
    from matchmaker.api.fill_groups import fill_groups
    from matchmaker.api.follow_up import follow_up
    from matchmaker.api.indicators import indicators
    from matchmaker.api.load_result import load_result
    from matchmaker.api.report import report
    from matchmaker.api.route import route
    from matchmaker.api.score import score
    from matchmaker.api.statement import statement
    from matchmaker.api.verify import verify
    from matchmaker.errors import (
        Finding,
        InputError,
        MatchmakerError,
        OutputError,
        ProtectedInputError,
        SettingsError,
        SolverError,
        UsageError,
        VerificationError,
    )
    from matchmaker.explanations.explain import explain
    from matchmaker.generation import generate
    from matchmaker.io import json_schema, read, read_scores, read_tables, write
    from matchmaker.model import Plan, Problem
    from matchmaker.programmes import load_programme
    from matchmaker.scoring import Ranking, ScoreTable, rank
    from matchmaker.surveys import read_survey

__version__ = "0.1.0"

_HOMES = {
    "matchmaker.allocation": ("Result",),
    "matchmaker.api.aggregate": ("aggregate",),
    "matchmaker.api.allocate": ("allocate",),
    "matchmaker.api.benchmark": ("benchmark",),
    "matchmaker.api.check": ("check",),
    "matchmaker.api.eligibility": ("eligibility",),
    "matchmaker.api.follow_up": ("follow_up",),
    "matchmaker.api.indicators": ("indicators",),
    "matchmaker.api.fill_groups": ("fill_groups",),
    "matchmaker.api.load_result": ("load_result",),
    "matchmaker.api.report": ("report",),
    "matchmaker.api.route": ("route",),
    "matchmaker.api.score": ("score",),
    "matchmaker.api.statement": ("statement",),
    "matchmaker.api.verify": ("verify",),
    "matchmaker.errors": (
        "Finding",
        "InputError",
        "MatchmakerError",
        "OutputError",
        "ProtectedInputError",
        "SettingsError",
        "SolverError",
        "UsageError",
        "VerificationError",
    ),
    "matchmaker.explanations.explain": ("explain",),
    "matchmaker.generation": ("generate",),
    "matchmaker.io": ("json_schema", "read", "read_scores", "read_tables", "write"),
    "matchmaker.model": ("Plan", "Problem"),
    "matchmaker.programmes": ("load_programme",),
    "matchmaker.scoring": ("Ranking", "ScoreTable", "rank"),
    "matchmaker.surveys": ("read_survey",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Finding",
    "InputError",
    "MatchmakerError",
    "OutputError",
    "Plan",
    "Problem",
    "ProtectedInputError",
    "Ranking",
    "Result",
    "ScoreTable",
    "SettingsError",
    "SolverError",
    "UsageError",
    "VerificationError",
    "aggregate",
    "allocate",
    "benchmark",
    "check",
    "eligibility",
    "explain",
    "fill_groups",
    "follow_up",
    "generate",
    "indicators",
    "json_schema",
    "load_programme",
    "load_result",
    "rank",
    "read",
    "read_scores",
    "read_survey",
    "read_tables",
    "report",
    "route",
    "score",
    "statement",
    "verify",
    "write",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``import matchmaker`` costs almost nothing."""
    if name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'matchmaker' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
