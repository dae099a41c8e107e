"""The words of a report in its two languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.reports.content import Language

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("Allocation", "שיבוץ"),
        "summary": ("Summary", "תמצית"),
        "metrics": ("Figures", "מדדים"),
        "metric": ("Figure", "מדד"),
        "value": ("Value", "ערך"),
        "unit": ("Unit", "יחידה"),
        "placements": ("Placements", "שיבוצים"),
        "cohorts": ("Cohorts", "מחזורים"),
        "unplaced": ("Not placed", "לא שובצו"),
        "limits": ("Limits that bind", "מגבלות חוסמות"),
        "levels": ("Objectives in order", "יעדים לפי סדר"),
        "level": ("Objective", "יעד"),
        "best": ("Best found", "הטוב שנמצא"),
        "no_better": ("No plan does better than", "אין תוכנית טובה מ"),
        "held": ("Held at", "נשמר ב"),
        "about": ("Whom it is about", "במי מדובר"),
        "cannot_say": ("Cannot be said of", "לא ניתן לומר על"),
        "employers": ("Employers", "מעסיקים"),
        "notes": ("To know", "לתשומת לב"),
        "assumed": ("Assumed, not given by a source", "הנחות שאין להן מקור"),
        "warnings": ("Warnings about the data", "אזהרות על הנתונים"),
        "participant_id": ("Participant id", "מזהה משתתף/ת"),
        "participant": ("Participant", "משתתף/ת"),
        "opportunity_id": ("Opportunity id", "מזהה הזדמנות"),
        "opportunity": ("Opportunity", "הזדמנות"),
        "employer_id": ("Employer id", "מזהה מעסיק"),
        "employer": ("Employer", "מעסיק"),
        "seat_id": ("Seat id", "מזהה משרה"),
        "occupation": ("Occupation", "עיסוק"),
        "score": ("Score", "ציון"),
        "commute_minutes": ("Commute, minutes", "נסיעה, דקות"),
        "up": ("What lifts it", "מה מעלה"),
        "down": ("What lowers it", "מה מוריד"),
        "opened": ("Opens", "נפתח"),
        "size": ("Size", "גודל"),
        "min_size": ("Least", "מינימום"),
        "max_size": ("Most", "מקסימום"),
        "companion": ("Accompanied by", "ארגון מלווה"),
        "short": ("What was short", "מה חסר"),
        "reason_code": ("Reason code", "קוד סיבה"),
        "reason": ("Reason", "סיבה"),
        "count": ("People", "אנשים"),
        "limit": ("Limit", "מגבלה"),
        "name": ("Rule", "כלל"),
        "used": ("Used", "נוצל"),
        "price": ("One more would add", "תוספת של אחד תוסיף"),
        "meaning": ("Meaning", "משמעות"),
        "places": ("Places", "מקומות"),
        "placed": ("Placed", "שובצו"),
        "start_date": ("Starts", "תאריך התחלה"),
        "minutes": ("minutes", "דקות"),
        "yes": ("Yes", "כן"),
        "no": ("No", "לא"),
        "of": ("of", "מתוך"),
        "objective": ("Sum of scores", "סכום הציונים"),
        "opening_penalties": ("Taken off it for opening", "הופחת ממנו על פתיחה"),
        "bound": ("No plan exceeds", "חסם עליון"),
        "gap": ("Gap", "פער"),
        "policy": ("Policy", "מדיניות"),
        "strategy": ("Strategy", "אסטרטגיה"),
        "stopped_by": ("Stopped by", "סיום בגלל"),
        "programme": ("Programme", "תוכנית"),
        "seed": ("Seed", "זרע"),
        "status": ("Status", "מצב"),
        "n_participants": ("Participants", "משתתפים"),
        "sought": ("Find in the table", "חיפוש בטבלה"),
        "unknown": ("not known", "לא ידוע"),
        "by_hand": (
            "A score that an employer relies on counts as a decision: let a person decide, with these reasons in hand.",
            "ציון שמעסיק נשען עליו הוא החלטה: אדם מחליט, והנימוקים לפניו.",
        ),
        "number": ("No.", "מס׳"),
        "shared": ("Shared by agreement", "נמסר בהסכמה"),
        "decided_by": ("Decided by", "ההחלטה בידי"),
        "to_decide": (
            "A proposal of the allocation: a person looks at it and decides before the list is sent.",
            "הצעה של השיבוץ: אדם בוחן אותה ומחליט לפני שהרשימה נשלחת.",
        ),
        "counsellors": ("Case managers", "רכזים"),
        "case_manager": ("Case manager", "רכז/ת"),
        "organisation": ("Home organisation", "ארגון הבית"),
        "outcome": ("Outcome", "תוצאה"),
        "outcome_placed": ("placed", "שובץ/ה"),
        "outcome_unplaced": ("not placed", "לא שובץ/ה"),
        "unit_share": ("share", "שיעור"),
        "unit_score": ("score", "ציון"),
        "unit_minutes": ("minutes", "דקות"),
        "unit_count": ("count", "מספר"),
        "unit_pairs": ("pairs", "זוגות"),
        "policy_optimal": ("best sum of scores", "סכום הציונים המיטבי"),
        "policy_greedy": ("greedy", "חמדנית"),
        "policy_deferred_acceptance": ("deferred acceptance", "קבלה נדחית"),
        "policy_lottery": ("lottery", "הגרלה"),
        "stopped_by_proof": ("proof", "הוכחה"),
        "stopped_by_gap": ("the gap asked for", "הפער שהתבקש"),
        "stopped_by_time": ("time limit", "מגבלת זמן"),
        "stopped_by_effort": ("end of the method", "סיום השיטה"),
        "stopped_by_interrupt": ("interrupt", "הפסקה יזומה"),
        "status_optimal": ("Proved best", "מיטבי, מוכח"),
        "status_within_gap": ("Within the gap asked for", "בתוך הפער שהתבקש"),
        "status_feasible": ("Valid plan, not proved best", "תוכנית תקפה, לא מוכחת כמיטבית"),
        "status_infeasible": ("No plan can satisfy the rules", "אין תוכנית שמקיימת את הכללים"),
        "status_no_plan_found": ("Stopped before a plan was found", "נעצר לפני שנמצאה תוכנית"),
        "side_participant": ("participant", "משתתף/ת"),
        "side_employer": ("employer", "מעסיק"),
        "side_programme": ("programme", "תוכנית"),
    }
)


def word(key: str, language: Language) -> str:
    """Return the word for ``key`` in a language; a key without one is shown as it is, underscores as blanks.

    >>> word("placements", "he")
    'שיבוצים'
    """
    english, hebrew = WORDS.get(key, (key.replace("_", " "),) * 2)
    return hebrew if language == "he" else english


def coded(key: str, value: object, language: Language) -> str:
    """Return the word for a code, such as the policy ``greedy``; a code without a word is shown as it is.

    >>> coded("policy", "lottery", "he"), coded("policy", "other", "he")
    ('הגרלה', 'other')
    """
    return word(f"{key}_{value}", language) if f"{key}_{value}" in WORDS else str(value)


def both(key: str) -> str:
    """Return the Hebrew and the English word on two lines, for a sheet that both kinds of reader open."""
    english, hebrew = WORDS.get(key, (key, key))
    return f"{hebrew}\n{english}"
