"""The rules by kind: those that always apply, and those that settings and programmes may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.constraints.absorption_limit import AbsorptionLimit
from matchmaker.constraints.budget import Budget
from matchmaker.constraints.cohort_size import CohortSize
from matchmaker.constraints.commute_limit import CommuteLimit
from matchmaker.constraints.companion_hours import CompanionHours
from matchmaker.constraints.constraint import Constraint
from matchmaker.constraints.eligibility import Eligibility
from matchmaker.constraints.employer_capacity import EmployerCapacity
from matchmaker.constraints.employer_disqualified import EmployerDisqualified
from matchmaker.constraints.employer_maximum import EmployerMaximum
from matchmaker.constraints.group_quota import GroupQuota
from matchmaker.constraints.keep_apart import KeepApart
from matchmaker.constraints.keep_together import KeepTogether
from matchmaker.constraints.one_place_each import OnePlaceEach
from matchmaker.constraints.opening_conditions import OpeningConditions
from matchmaker.constraints.opportunity_requirements import OpportunityRequirements
from matchmaker.constraints.own_commute_limit import OwnCommuteLimit
from matchmaker.constraints.pin import Pin
from matchmaker.constraints.placement_commitment import PlacementCommitment
from matchmaker.constraints.placement_floor import PlacementFloor
from matchmaker.constraints.placements_only import PlacementsOnly
from matchmaker.constraints.prerequisites import Prerequisites
from matchmaker.constraints.score_floor import ScoreFloor
from matchmaker.constraints.seat_count import SeatCount
from matchmaker.constraints.shared_capacity import SharedCapacity
from matchmaker.constraints.veto import Veto

CONSTRAINTS: Mapping[str, type[Constraint]] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            CommuteLimit,
            Eligibility,
            OpportunityRequirements,
            Prerequisites,
            OpeningConditions,
            AbsorptionLimit,
            PlacementCommitment,
            GroupQuota,
            Budget,
            EmployerMaximum,
            SharedCapacity,
            KeepTogether,
            KeepApart,
            PlacementFloor,
            ScoreFloor,
        )
    }
)
"""Kinds that a ``[[constraint]]`` may have, with the class that checks its keys."""

ALWAYS_ON: tuple[type[Constraint], ...] = (
    PlacementsOnly,
    Veto,
    EmployerDisqualified,
    OpportunityRequirements,
    Prerequisites,
    OwnCommuteLimit,
    Pin,
    OnePlaceEach,
    SeatCount,
    CohortSize,
    EmployerCapacity,
    CompanionHours,
)
"""Rules that apply without being asked for, pair rules first. One that settings name gives way to theirs."""
