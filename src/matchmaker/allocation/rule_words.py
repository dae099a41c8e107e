"""rule_words: what a rule means, in words of either language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from matchmaker.allocation.sentences import Language

_HEBREW: Mapping[str, str] = MappingProxyType(
    {
        "veto": "צירוף שנפסל אינו נבחר",
        "placements_only": "סדנאות וקדם תעסוקה אינן השמה",
        "opening_conditions": "תנאי הפתיחה של הכשרה: תעסוקה איכותית, ביקוש מעסיקים ועניין",
        "absorption_limit": "מספר הנקלטים אצל כל מעסיק בהכשרה של ריבוי מעסיקים",
        "placement_commitment": "התחייבות המעסיק להשמת בוגרי הכיתה",
        "companion_hours": "ארגון מלווה לכל מחזור, במסגרת שעותיו",
        "audience": "קהל היעד של המענה הקבוצתי",
        "beside_placement": "מי שמשובץ אינו מופנה לקדם תעסוקה",
        "groups_each": "מספר הקבוצות למשתתף, וכל מענה פעם אחת",
        "employer_disqualified": "איש אינו משובץ אצל מעסיק פסול",
        "opportunity_requirements": "דרישות ההזדמנות: היקף משרה, הסכם, חונכות ותעודה",
        "prerequisites": "איש אינו משובץ לפני מה שצריך לבוא קודם",
        "own_commute_limit": "איש אינו נוסע יותר ממה שקיבל על עצמו, או למקום שאי אפשר להגיע אליו",
        "commute_limit": "איש אינו נוסע יותר ממה שהתוכנית מתירה",
        "eligibility": "תנאי ההשתתפות בתוכנית",
        "pin": "צירוף שנקבע מראש נבחר",
        "one_place_each": "לכל אחד ואחת מקום אחד לכל היותר",
        "seat_count": "מספר המקומות במשרה",
        "cohort_size": "גודל המחזור",
        "employer_capacity": "מספר האנשים שהמעסיק יכול לקלוט",
        "employer_maximum": "מספר האנשים המרבי אצל מעסיק",
        "group_quota": "מכסה לקבוצה",
        "placement_floor": "שיעור השמה מזערי לקבוצה",
        "score_floor": "ציון ממוצע מזערי לקבוצה",
        "budget": "תקציב",
        "shared_capacity": "קיבולת משותפת",
        "keep_together": "מי ששייכים לאותה קבוצה משובצים יחד או לא משובצים כלל",
        "keep_apart": "מי שאסור שייפגשו אינם משובצים יחד",
        "not_a_candidate": "לא ניתן ציון לצירוף",
        "unknown_id": "מזהה שאינו קיים",
    }
)


def rule_words(rule: Any, language: Language) -> str:
    """Return a rule's own description in English, and what its code means in Hebrew (the code, where that is not known)."""
    if language == "he":
        return code_words(rule.code, str(rule.code))
    return str(rule.describe()) if hasattr(rule, "describe") else str(rule.code)


def code_words(code: str, otherwise: str) -> str:
    """Return what a reason code means in Hebrew, or ``otherwise``."""
    return _HEBREW.get(code, otherwise)
