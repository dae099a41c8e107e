"""label: names of indicators, measures and tables as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

_LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "active": ("active participants", "משתתפים פעילים"),
        "placed": ("ever placed", "הושמו"),
        "working": ("at work when last heard of", "עובדים לפי הדיווח האחרון"),
        "quality": ("quality employment", "תעסוקה איכותית"),
        "employed": ("employment, quality employment apart", "תעסוקה, ללא תעסוקה איכותית"),
        "employed_or_quality": ("employment of either kind", "תעסוקה בסך הכול"),
        "scope_increased": ("increased scope of the position", "הגדילו את היקף המשרה"),
        "persists": ("persistence in the job, first milestone", "התמדה בעבודה, אבן הדרך הראשונה"),
        "training_completed": ("persistence in training", "התמדה בהכשרה"),
        "placed_after": ("placed after training or group accompaniment", "השמה לאחר הכשרה או ליווי קבוצתי"),
        "stays": ("persistence in the accompaniment", "התמדה בתהליך הליווי"),
        "training_participants": ("participants in vocational training", "משתתפים בהכשרה מקצועית"),
        "active_participants": ("active participants", "משתתפים פעילים"),
        "training_programmes": ("training programmes", "תכניות הכשרה והשכלה"),
        "employers": ("employers", "מעסיקים"),
        "accompanying_bodies": ("accompanying bodies", "גופים מלווים"),
        "mentor_training_days": ("training days for mentors", "ימי הכשרה למלווים"),
        "wage": ("monthly wage before tax, NIS", "שכר חודשי ברוטו, ש״ח"),
        "position_percent": ("size of the position, %", "היקף המשרה, %"),
        "full_time_wage": ("wage for a full post, NIS", "שכר למשרה מלאה, ש״ח"),
        "weekly_hours": ("weekly hours", "שעות שבועיות"),
        "age": ("age", "גיל"),
        "jobs": ("jobs", "משרות"),
        "variety": ("variety of jobs", "גיוון המשרות"),
        "average_wage": ("average wage, NIS", "שכר ממוצע, ש״ח"),
        "jobseekers": ("jobseekers", "דורשי עבודה"),
        "unemployment_rate": ("unemployment rate", "שיעור האבטלה"),
    }
)


def label(name: str, language: Literal["en", "he"]) -> str:
    """Return the label of an indicator or measure, or the name itself where it has none."""
    english, hebrew = _LABELS.get(name, (name, name))
    return hebrew if language == "he" else english
