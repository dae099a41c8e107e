"""Closed vocabularies of the domain, each with the place it comes from (DOMAIN sections 2-4 and the seeds' lines)."""

from __future__ import annotations

from typing import Literal

OpportunityKind = Literal[
    "triangle_training", "on_the_job_training", "practicum", "job", "workshop", "technology_class", "pre_employment"
]
"""Kinds of opportunity (DOMAIN section 2)."""

GROUP_KINDS = ("workshop", "pre_employment")
"""Kinds that are no placement: a person comes to them beside one (000:2540), and none is counted as one (000:3780)."""

Gender = Literal["female", "male", "other"]
Matriculation = Literal["none", "partial", "full"]
AcademicDegree = Literal["none", "diploma", "bachelor", "master", "doctorate"]
Service = Literal["none", "military", "national", "civil"]
ExperienceLevel = Literal["none_significant", "some", "some_with_self_awareness"]
"""Work experience as the maturity definitions use it (000:3888, 3917, 3943)."""

LanguageLevel = Literal["none", "basic", "conversational", "fluent", "native"]
"""Levels of a language, lowest first. The seeds give no scale (000:2636-2646): the scale is assumed."""

DigitalLiteracy = Literal["none", "basic", "intermediate", "advanced"]
TravelMode = Literal["walk", "bicycle", "car", "transit", "shuttle"]
Day = Literal["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
Shift = Literal["morning", "afternoon", "evening", "night"]
Maturity = Literal["initial", "medium", "high"]
"""Employment maturity (000:3880-3966)."""

EmploymentType = Literal["pre_employment", "experiential", "quality"]
"""The type of employment a participant is ready for (000:3760-3870)."""

TrafficLight = Literal["red", "yellow", "green"]
"""Readiness to return to work (002:331)."""

WorkForm = Literal["employee", "self_employed", "undecided"]
"""The two tracks of group responses, and those who weigh them (002:165-178)."""

ParticipantState = Literal["intake", "active", "in_training", "placed", "paused", "left"]

EnvironmentTag = Literal[
    "quiet", "noisy", "team", "alone", "indoor", "outdoor", "young", "mature", "casual_dress", "formal_dress",
    "hebrew_speaking", "arabic_speaking", "russian_speaking", "secular", "religious", "regular_hours",
    "flexible_hours", "close_manager", "independent_manager",
]  # fmt: skip
"""Traits of a work environment (000:2462, 3140); read by the participant's preference only."""

EmployerSize = Literal["micro", "small", "medium", "large"]
RemoteStance = Literal["hybrid", "considered", "not_relevant"]
"""An employer's stance on remote work (003:1060-1064)."""

Circle = Literal["first", "second", "disqualified"]
"""Circles of employers (000:3047-3053)."""

QualityTrait = Literal[
    "human_relations", "patience", "legal_rights", "decent_treatment", "promotion", "pleasant_frame"
]  # fmt: skip
"""Soft traits of an employer worth working with (000:2949-2963)."""

HiringWindow = Literal["now", "1_2_months", "3_6_months", "6_months_or_more"]
"""When an employer expects to hire; several may hold (003:1052-1058)."""

TrainingNeed = Literal["none", "handover", "training"]
TrainingOffer = Literal["programme", "regularly", "sometimes", "none"]
"""Training an employer offers its own people (003:1066-1071)."""

StartPhase = Literal["before", "during", "end"]
"""When a training's participants are absorbed (000:4435-4476)."""

OrganisationKind = Literal["youth_organisation", "youth_centre", "employment_programme", "training_body", "other"]
"""Types of organisation (000:3345-3404), with training bodies beside them."""

DecisionKind = Literal["pin", "veto", "override", "approve"]
"""What people decide: about a pair (000:2717, 3901), or, with ``approve``, about a person (002:306, 311)."""

PlacementSource = Literal["programme", "self", "other"]
"""Who found the placement (002:120-123)."""

SpellActivity = Literal["work", "training"]
"""What a spell of ``history`` is."""

EndReason = Literal["completed", "dropped_out", "resigned", "dismissed", "moved_on", "other"]
"""Why a spell ended; a course is completed or dropped out of. The sources give no list: assumed."""

ContactKind = Literal[
    "meeting", "remote_contact", "relation_support", "field_introduction", "manager_meeting", "skills_check",
    "closing_meeting", "employer_contact", "employer_report", "companion_report", "other",
]  # fmt: skip
"""What is held after a placement (000:2411-2508, 3158-3191, 4653, 4669; 002:284)."""

RequestKind = Literal["scholarship", "voucher", "assessment"]
"""What may be asked for a participant (000:2789-2884, 2719, 4266-4325)."""

RequestPurpose = Literal[
    "matriculation", "preparatory", "practical_engineering", "vocational_course", "academic", "travel",
    "employment_assessment", "learning_disability_assessment", "other",
]  # fmt: skip
"""What it is asked for (000:2791-2795, 4489-4491; assessments 000:2614, 4270)."""
