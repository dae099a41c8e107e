"""benchmark: policies by metrics on the same problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from matchmaker.allocation import POLICIES, Result
from matchmaker.api.allocate import allocate
from matchmaker.api.score import score
from matchmaker.errors import UsageError
from matchmaker.generation import generate
from matchmaker.metrics import METRICS, compute_metrics
from matchmaker.model import Problem

GENERATED = (100, 40)
"""People and opportunities of the problems made where none is given."""


def benchmark(
    problems: Mapping[str, Problem] | None = None,
    *,
    policies: Sequence[str] = tuple(POLICIES),
    seeds: int = 3,
    programme: str | None = None,
) -> pl.DataFrame:
    """Return one row per problem, seed and policy, with every metric.

    Columns: ``problem``, ``seed``, ``policy``, ``status``, ``gap``, ``seconds``, then the metrics (null = cannot say). A given problem is
    run once per seed only by the ``lottery``, since nothing else draws lots; without ``problems``, one is generated per seed.

    Raises:
        UsageError: an unknown policy.
    """
    unknown = [policy for policy in policies if policy not in POLICIES]
    if unknown:
        raise UsageError(f"unknown policy '{unknown[0]}'; expected some of {', '.join(POLICIES)}")
    rows = []
    if problems:
        for name, problem in problems.items():
            rows += _rows(name, problem, policies, range(seeds), programme)
    else:
        for seed in range(seeds):
            rows += _rows(f"generated-{seed}", generate(*GENERATED, seed), policies, [seed], programme)
    floats = {metric.name: pl.Float64 for metric in METRICS}
    return pl.DataFrame(rows, schema_overrides=floats, infer_schema_length=None)


def _rows(
    name: str, problem: Problem, policies: Sequence[str], seeds: Sequence[int], programme: str | None
) -> list[dict[str, object]]:
    scores = score(problem, programme=programme)
    return [
        _row(name, seed, allocate(problem, scores, policy=policy, seed=seed, programme=programme))
        for policy in policies
        for seed in (seeds if policy == "lottery" else list(seeds)[:1])
    ]


def _row(name: str, seed: int, result: Result) -> dict[str, object]:
    metrics = compute_metrics(result) if result.has_plan else {metric.name: None for metric in METRICS}
    return {
        "problem": name,
        "seed": seed,
        "policy": result.policy,
        "status": result.status,
        "gap": result.gap,
        "seconds": round(result.seconds, 3),
        **metrics,
    }
