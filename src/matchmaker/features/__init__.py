"""Extractors: what a pair's facts say, as numbers, one per file. Computed per distinct facts, then gathered."""

from matchmaker.features.commute_minutes import CommuteMinutes
from matchmaker.features.course_load import CourseLoad
from matchmaker.features.distinct_rows import DistinctRows, distinct_rows
from matchmaker.features.duration import Duration
from matchmaker.features.education_match import EducationMatch
from matchmaker.features.employer_size import EmployerSize
from matchmaker.features.employer_traits import EmployerTraits
from matchmaker.features.environment_match import EnvironmentMatch
from matchmaker.features.experience_match import ExperienceMatch
from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import FeatureBlock
from matchmaker.features.field_wish import FieldWish
from matchmaker.features.language_gap import LanguageGap
from matchmaker.features.list_overlap import ListOverlap
from matchmaker.features.occupation_match import OccupationMatch
from matchmaker.features.paid_meanwhile import PaidMeanwhile
from matchmaker.features.promotion import Promotion
from matchmaker.features.quality_prospect import QualityProspect
from matchmaker.features.readiness_track import ReadinessTrack
from matchmaker.features.schedule_match import ScheduleMatch
from matchmaker.features.support_cover import SupportCover
from matchmaker.features.survey_age import SurveyAge
from matchmaker.features.wage_ratio import WageRatio

__all__ = [
    "CommuteMinutes",
    "CourseLoad",
    "DistinctRows",
    "Duration",
    "EducationMatch",
    "EmployerSize",
    "EmployerTraits",
    "EnvironmentMatch",
    "ExperienceMatch",
    "Extractor",
    "FeatureBlock",
    "FieldWish",
    "LanguageGap",
    "ListOverlap",
    "OccupationMatch",
    "PaidMeanwhile",
    "Promotion",
    "QualityProspect",
    "ReadinessTrack",
    "ScheduleMatch",
    "SupportCover",
    "SurveyAge",
    "WageRatio",
    "distinct_rows",
]
