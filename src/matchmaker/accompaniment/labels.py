"""contact_label, state_label: kinds of contact and states as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "he"]

_CONTACTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "meeting": ("Meeting", "פגישת ליווי"),
        "remote_contact": ("Contact", "יצירת קשר"),
        "relation_support": ("First support at work", "תמיכה בתחילת העבודה"),
        "field_introduction": ("Getting to know the field", "היכרות עם התחום"),
        "manager_meeting": ("Meeting with the manager", "פגישת תיאום ציפיות עם המנהל הישיר"),
        "skills_check": ("Check of skills", "בדיקת מיומנויות ויכולות"),
        "closing_meeting": ("Closing meeting", "פגישת סיכום"),
        "employer_contact": ("Talk with the employer", "שיחה עם המעסיק"),
        "employer_report": ("Employer's report", "דיווח המעסיק"),
        "companion_report": ("Companion's report", "דיווח המלווה"),
        "scholarship": ("Use of the scholarship", "מימוש המלגה"),
        "voucher": ("Use of the voucher", "מימוש השובר"),
        "assessment": ("The assessment", "ביצוע האבחון"),
        "other": ("Other", "אחר"),
    }
)
_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "done": ("done", "בוצע"),
        "due": ("due", "לביצוע"),
        "overdue": ("overdue", "באיחור"),
        "planned": ("planned", "מתוכנן"),
    }
)


def contact_label(contact: str, language: Language) -> str:
    """Return what a kind of contact, or the use of a kind of request, is called.

    >>> contact_label("meeting", "en")
    'Meeting'
    """
    return _CONTACTS[contact][language == "he"]


def state_label(state: str, language: Language) -> str:
    """Return what a state is called.

    >>> state_label("overdue", "he")
    'באיחור'
    """
    return _STATES[state][language == "he"]
