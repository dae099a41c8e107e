"""field_label, value_label: names of facts and values as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from matchmaker.allocation.sentences import Language

_FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "participants.wished_fields": ("fields wished for", "תחומים מבוקשים"),
        "opportunities.field": ("field of work", "תחום העבודה"),
        "participants.wished_occupations": ("occupations wished for", "עיסוקים מבוקשים"),
        "seats.occupation": ("occupation here", "העיסוק כאן"),
        "participants.occupations": ("occupations held", "עיסוקים קודמים"),
        "participants.wage_floor": ("lowest wage accepted", "רצפת השכר"),
        "seats.wage": ("wage here", "השכר כאן"),
        "participants.needs_immediate_income": ("needs income now", "זקוק/ה להכנסה מיידית"),
        "seats.paid_from_start": ("paid from the first day", "שכר מהיום הראשון"),
        "opportunities.monthly_allowance": ("monthly allowance", "דמי קיום לחודש"),
        "opportunities.weekly_hours": ("course hours a week", "שעות לימוד בשבוע"),
        "participants.available_days": ("days available", "ימים פנויים"),
        "participants.available_shifts": ("shifts available", "משמרות אפשריות"),
        "participants.min_weekly_hours": ("fewest weekly hours wanted", "מינימום שעות בשבוע"),
        "participants.max_weekly_hours": ("most weekly hours possible", "מקסימום שעות בשבוע"),
        "participants.works_sabbath": ("willing to work on the Sabbath", "מוכנות לעבוד בשבת"),
        "seats.days": ("days worked here", "ימי העבודה כאן"),
        "seats.shifts": ("shifts here", "המשמרות כאן"),
        "seats.weekly_hours": ("hours a week here", "שעות בשבוע כאן"),
        "seats.works_sabbath": ("work on the Sabbath here", "עבודה בשבת כאן"),
        "participants.max_commute_minutes": ("longest commute accepted, minutes", "זמן נסיעה מרבי, דקות"),
        "commute_minutes": ("commute, minutes", "נסיעה, דקות"),
        "participants.environment_preferences": ("environment preferred", "סביבה מועדפת"),
        "seats.environment": ("environment of the seat", "הסביבה במשרה"),
        "employers.environment": ("environment at the employer", "הסביבה אצל המעסיק"),
        "seats.promotion_horizon": ("a next step is possible", "אופק קידום"),
        "employers.quality_traits": ("the employer's traits", "תכונות המעסיק"),
        "opportunities.weeks": ("length in weeks", "אורך בשבועות"),
        "participants.skills": ("skills held", "כישורים"),
        "seats.must_skills": ("skills required", "כישורים נדרשים"),
        "seats.nice_skills": ("skills welcome", "כישורים רצויים"),
        "participants.hebrew_level": ("Hebrew", "עברית"),
        "participants.arabic_level": ("Arabic", "ערבית"),
        "participants.english_level": ("English", "אנגלית"),
        "participants.russian_level": ("Russian", "רוסית"),
        "participants.amharic_level": ("Amharic", "אמהרית"),
        "seats.required_hebrew": ("Hebrew required", "עברית נדרשת"),
        "seats.required_arabic": ("Arabic required", "ערבית נדרשת"),
        "seats.required_english": ("English required", "אנגלית נדרשת"),
        "seats.required_russian": ("Russian required", "רוסית נדרשת"),
        "seats.required_amharic": ("Amharic required", "אמהרית נדרשת"),
        "participants.schooling_years": ("years of schooling", "שנות לימוד"),
        "participants.academic_degree": ("degree", "תואר"),
        "participants.certificates": ("certificates held", "תעודות"),
        "seats.min_schooling_years": ("years of schooling required", "שנות לימוד נדרשות"),
        "seats.min_degree": ("degree required", "תואר נדרש"),
        "seats.required_certificates": ("certificates required", "תעודות נדרשות"),
        "participants.licences": ("licences held", "רישיונות"),
        "seats.required_licences": ("licences required", "רישיונות נדרשים"),
        "participants.experience_years": ("years of experience", "שנות ניסיון"),
        "seats.min_experience_years": ("years of experience required", "שנות ניסיון נדרשות"),
        "participants.birth_date": ("date of birth", "תאריך לידה"),
        "participants.district": ("district", "מחוז"),
        "participants.socioeconomic_cluster": ("socio-economic cluster", "אשכול חברתי-כלכלי"),
        "participants.matriculation": ("matriculation", "תעודת בגרות"),
        "participants.in_quality_employment": ("in quality employment", "בתעסוקה איכותית"),
        "participants.low_basic_skills": ("low basic or employment skills", "כישורי יסוד נמוכים"),
        "participants.family_backing": ("family backing", "עורף משפחתי"),
        "participants.out_of_work_since": ("out of work since", "ללא עבודה מאז"),
        "participants.sought_position_percent": ("position sought, %", "היקף המשרה המבוקש, %"),
        "participants.lives_in_area": ("lives in the area", "מגורים באזור"),
        "participants.comes_to_centre": ("will come to the centre", "נכונות להגיע למרכז"),
        "participants.functional_ability": ("able to work, by declaration", "מסוגלות תפקודית לפי הצהרה"),
        "participants.as_of": ("the day it is asked about", "המועד הקובע"),
        "participants.maturity": ("employment maturity", "בשלות תעסוקתית"),
        "participants.employment_type_ready": ("ready for", "מתאים/ה כעת ל"),
        "opportunities.kind": ("kind of opportunity", "סוג ההזדמנות"),
        "opportunities.quality_employment": ("leads to quality employment", "מוביל לתעסוקה איכותית"),
        "participants.barriers": ("barriers", "חסמים"),
        "participants.completed": ("courses and steps completed", "קורסים ושלבים שהושלמו"),
        "participants.supports": ("supports in place", "מענים קיימים"),
        "organisations.supports": ("supports of the accompanying organisation", "מענים של הארגון המלווה"),
        "employers.circle": ("the employer's circle", "מעגל המעסיק"),
        "employers.size": ("size of the employer", "גודל המעסיק"),
        "employers.survey_date": ("day of the employer's survey", "תאריך סקר המעסיק"),
        "participants.vocational_field": ("field of vocational training", "תחום ההכשרה המקצועית"),
        "participants.earliest_start": ("can start on", "יכול/ה להתחיל ב"),
        "seats.position_percent": ("size of the position, %", "היקף המשרה, %"),
    }
)
_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "triangle_training": "הכשרה במודל משולש", "on_the_job_training": "הכשרה תוך כדי עבודה", "practicum": "פרקטיקום",
        "job": "משרה", "workshop": "סדנה", "technology_class": "כיתה טכנולוגית", "pre_employment": "טרום תעסוקה",
        "experiential": "תעסוקה התנסותית", "quality": "תעסוקה איכותית", "initial": "ראשונית", "medium": "בינונית",
        "high": "גבוהה", "none": "ללא", "basic": "בסיסית", "conversational": "שיחה", "fluent": "שוטפת", "native": "שפת אם",
        "sunday": "ראשון", "monday": "שני", "tuesday": "שלישי", "wednesday": "רביעי", "thursday": "חמישי",
        "friday": "שישי", "saturday": "שבת", "morning": "בוקר", "afternoon": "צהריים", "evening": "ערב", "night": "לילה",
    }
)  # fmt: skip


def field_label(name: str, language: Language) -> str:
    """Return what a fact is called; the column's own name, underscores as blanks, where it has no other.

    >>> field_label("participants.wage_floor", "en"), field_label("seats.own_column", "he")
    ('lowest wage accepted', 'own column')
    """
    plain = name.rpartition(".")[2].replace("_", " ")
    return _FIELDS.get(name, (plain, plain))[language == "he"]


def value_label(value: Any, language: Language) -> str:
    """Return a fact as a person reads it; codes of the vocabularies as words, free text as it is.

    >>> value_label(["on_the_job_training", True], "en"), value_label(True, "he")
    ('on the job training, yes', 'כן')
    """
    if isinstance(value, list):
        return ", ".join(value_label(each, language) for each in value)
    if isinstance(value, bool):
        return (("no", "yes"), ("לא", "כן"))[language == "he"][value]
    if isinstance(value, float):
        return f"{value:g}"
    if language == "he" and value in _VALUES:
        return _VALUES[value]
    text = str(value)
    return text.replace("_", " ") if text.isascii() and text.islower() else text
