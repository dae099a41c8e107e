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
    from matchmaker.api.alternates import alternates
    from matchmaker.api.alternatives import alternatives
    from matchmaker.api.benchmark import benchmark
    from matchmaker.api.check import check
    from matchmaker.api.diagnose import diagnose
    from matchmaker.api.eligibility import eligibility
    from matchmaker.api.fairness import fairness
    from matchmaker.api.fill_groups import fill_groups
    from matchmaker.api.follow_up import follow_up
    from matchmaker.api.indicators import indicators
    from matchmaker.api.limit_prices import limit_prices
    from matchmaker.api.load_result import load_result
    from matchmaker.api.nearest_place import nearest_place
    from matchmaker.api.overbook import overbook
    from matchmaker.api.report import report
    from matchmaker.api.route import route
    from matchmaker.api.score import score
    from matchmaker.api.stability import stability
    from matchmaker.api.statement import statement
    from matchmaker.api.trade_off import trade_off
    from matchmaker.api.verify import verify
    from matchmaker.api.what_if import what_if
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
    "matchmaker.api.alternates": ("alternates",),
    "matchmaker.api.alternatives": ("alternatives",),
    "matchmaker.api.fairness": ("fairness",),
    "matchmaker.api.stability": ("stability",),
    "matchmaker.api.benchmark": ("benchmark",),
    "matchmaker.api.check": ("check",),
    "matchmaker.api.diagnose": ("diagnose",),
    "matchmaker.api.eligibility": ("eligibility",),
    "matchmaker.api.follow_up": ("follow_up",),
    "matchmaker.api.indicators": ("indicators",),
    "matchmaker.api.fill_groups": ("fill_groups",),
    "matchmaker.api.limit_prices": ("limit_prices",),
    "matchmaker.api.load_result": ("load_result",),
    "matchmaker.api.overbook": ("overbook",),
    "matchmaker.api.nearest_place": ("nearest_place",),
    "matchmaker.api.report": ("report",),
    "matchmaker.api.route": ("route",),
    "matchmaker.api.score": ("score",),
    "matchmaker.api.statement": ("statement",),
    "matchmaker.api.trade_off": ("trade_off",),
    "matchmaker.api.verify": ("verify",),
    "matchmaker.api.what_if": ("what_if",),
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
    "alternates",
    "alternatives",
    "benchmark",
    "check",
    "diagnose",
    "eligibility",
    "explain",
    "fairness",
    "fill_groups",
    "follow_up",
    "generate",
    "indicators",
    "json_schema",
    "limit_prices",
    "load_programme",
    "load_result",
    "nearest_place",
    "overbook",
    "rank",
    "read",
    "read_scores",
    "read_survey",
    "read_tables",
    "report",
    "route",
    "score",
    "stability",
    "statement",
    "trade_off",
    "verify",
    "what_if",
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
