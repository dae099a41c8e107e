"""Ways to make a plan, one per file; `POLICIES` lists them by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.allocation.policies.deferred_acceptance import deferred_acceptance
from matchmaker.allocation.policies.greedy import greedy
from matchmaker.allocation.policies.lottery import lottery
from matchmaker.allocation.policies.optimal import optimal
from matchmaker.allocation.policies.policy import Effort, Policy

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        "optimal": optimal,
        "greedy": greedy,
        "deferred_acceptance": deferred_acceptance,
        "lottery": lottery,
    }
)

__all__ = ["POLICIES", "Effort", "Policy", "deferred_acceptance", "greedy", "lottery", "optimal"]
