"""sentence: what a report says of an outcome, from one table of words in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "he"]

_SLOT = re.compile(r"\{(\w+)\}")

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Why a person without candidates has none.
        "no_plan": ("there is no plan", "אין תוכנית שיבוץ"),
        "no_score": ("no score was given for any seat", "לא ניתן ציון לאף משרה"),
        "no_seats": ("there are no seats", "אין משרות"),
        "not_kept": ("no seat was kept as a candidate", "אף משרה לא נשמרה כמועמדת"),
        "near_miss": (
            "almost eligible, and nobody has approved; this does not hold: {criteria}",
            "כמעט עומדים בתנאי התוכנית וטרם ניתן אישור; לא מתקיים: {criteria}",
        ),
        "not_eligible": ("not eligible, this does not hold: {criteria}", "לא עומדים בתנאי התוכנית, לא מתקיים: {criteria}"),
        "of_criteria": ("{name} ({members})", "{name} ({members})"),
        "one_rule": ("every seat is ruled out by {rule}: {meaning}", "כל המשרות נפסלות לפי {rule}: {meaning}"),
        "many_rules": ("no seat passes every rule ({counts})", "אף משרה אינה עומדת בכל הכללים ({counts})"),
        "rule_count": ("{rule} stands first against {n} of {total}", "{rule} ראשון נגד {n} מתוך {total}"),
        "far": (
            "{rule}: the nearest seat that is otherwise possible is {minutes} minutes away; {limit}",
            "{rule}: המשרה הקרובה ביותר שאפשרית מכל בחינה אחרת נמצאת במרחק {minutes} דקות; {limit}",
        ),
        "far_from_all": (
            "{rule}: the nearest seat of all is {minutes} minutes away; {limit}",
            "{rule}: המשרה הקרובה ביותר נמצאת במרחק {minutes} דקות; {limit}",
        ),
        "limit_own": ("the limit is {limit}, their own", "הגבול הוא {limit}, שהמועמד/ת קבע/ה"),
        "limit_programme": ("the limit is {limit}, the programme's", "הגבול הוא {limit}, של התוכנית"),
        "out_of_reach": (
            "{rule}: no seat that is otherwise possible can be reached by the ways of travelling that are open to them",
            "{rule}: אין דרך להגיע לאף משרה שאפשרית מכל בחינה אחרת באמצעי הנסיעה הקיימים",
        ),
        # Why a person with candidates has no place: about the best of them.
        "seat": ("best candidate seat {seat} (score {score})", "המשרה המועמדת הטובה ביותר {seat} (ציון {score})"),
        "not_chosen": ("{seat} has room; the policy did not use it", "ב{seat} יש מקום; המדיניות לא ניצלה אותו"),
        "cohort_closed": ("{seat} is in a cohort that does not open", "{seat} שייכת למחזור שאינו נפתח"),
        "limit": ("{seat} is stopped by {rule}: {name}", "{seat} נחסמת לפי {rule}: {name}"),
        "lost_to_higher_total": (
            "{seat} is full; all who hold its places score at least as much: {name}",
            "{seat} מלאה; לכל מי ששובצו בה ציון גבוה לפחות כמו הציון כאן",
        ),
        "seats_full": ("{seat} is full: {name}", "{seat} מלאה"),
        # The same reasons in a word or two, for tallies.
        "tally_near_miss": ("almost eligible, not approved", "כמעט עומדים בתנאים, ללא אישור"),
        "tally_not_eligible": ("not eligible for the programme", "לא עומדים בתנאי התוכנית"),
        "tally_no_candidate": ("no seat passes the rules", "אף משרה אינה עומדת בכללים"),
        "tally_cohort_closed": ("their cohort does not open", "המחזור שלהם אינו נפתח"),
        "tally_seats_full": ("their best seat is full", "המשרה הטובה ביותר עבורם מלאה"),
        "tally_limit": ("a quota, a budget or another limit of the plan", "מכסה, תקציב או מגבלה אחרת של התוכנית"),
        "tally_lost_to_higher_total": ("others score at least as much there", "לאחרים ציון גבוה לפחות באותה מידה"),
        "tally_not_chosen": ("there is room that the policy did not use", "יש מקום שהמדיניות לא ניצלה"),
        "tally_no_plan": ("there is no plan", "אין תוכנית שיבוץ"),
        # What a closed cohort was short of.
        "few_people": (
            "needs {least} people, and only {n} have it among their candidates",
            "נדרשים {least} אנשים, ורק {n} יכולים לבוא",
        ),
        "few_places": (
            "needs {least} people, and its employers offer only {n} places",
            "נדרשים {least} אנשים, והמעסיקים מציעים רק {n} מקומות",
        ),
        "no_trial": (
            "{n} people could come and {least} are needed; they are placed elsewhere or a rule stands against it",
            "{n} אנשים יכולים לבוא ונדרשים {least}; הם משובצים במקום אחר או שכלל עומד נגד הפתיחה",
        ),
        "trial_breaks": (
            "{n} people could come; opened with the {least} nearest at hand ({moved} of them placed elsewhere now), "
            "it would break: {rules}",
            "{n} אנשים יכולים לבוא; פתיחה עם {least} הזמינים ביותר ({moved} מהם משובצים כעת במקום אחר) הייתה שוברת: {rules}",
        ),
        "trial_worth_less": (
            "{n} people could come; opened with the {least} nearest at hand ({moved} of them placed elsewhere now), the "
            "sum of scores would be {trial} instead of {now}: its people are worth more elsewhere",
            "{n} אנשים יכולים לבוא; בפתיחה עם {least} הזמינים ביותר ({moved} מהם משובצים כעת במקום אחר) סכום הציונים היה "
            "{trial} במקום {now}: האנשים תורמים יותר במקום אחר",
        ),
        "trial_worth_more": (
            "it could open with {least} people ({moved} of them placed elsewhere now), and the sum of scores would be {trial} "
            "instead of {now}: the policy did not find this, or does not look for it",
            "אפשר לפתוח עם {least} אנשים ({moved} מהם משובצים כעת במקום אחר), וסכום הציונים היה {trial} במקום {now}: "
            "המדיניות לא מצאה זאת או אינה מחפשת זאת",
        ),
        "penalty_counted": (
            "its opening penalty of {penalty} is taken off that sum",
            "הפחתה של {penalty} על פתיחתו כלולה בסכום",
        ),
        "opens_with": (
            "its cohort {cohort} opens with {n} people, whose scores add up to {scores}; opening takes {penalty} off the sum",
            "המחזור {cohort} נפתח עם {n} אנשים, שסכום ציוניהם {scores}; על פתיחתו מופחתים {penalty} מן הסכום",
        ),
        # The opening conditions of trainings.
        "quality_field": ("its field is quality employment", "התחום מוגדר כתעסוקה איכותית"),
        "employer_demand": ("employers ask for it", "יש ביקוש מצד מעסיקים"),
        "participants_interest": ("people are interested", "יש עניין מצד המשתתפים"),
        "short": ("it takes no longer than preferred", "משך ההכשרה אינו עולה על הרצוי"),
        "quality_field_fails": ("its field is not quality employment", "התחום אינו תעסוקה איכותית"),
        "employer_demand_fails": (
            "employers commit {committed} places of {needed} needed, and no demand is shown",
            "המעסיקים מתחייבים ל-{committed} מקומות מתוך {needed} הנדרשים, ולא הוצג ביקוש",
        ),
        "participants_interest_fails": (
            "at most {interested} people are interested of {needed} needed",
            "לכל היותר {interested} אנשים מתעניינים מתוך {needed} הנדרשים",
        ),
        "conditions_fail": ("stays closed because {words}", "אינו נפתח: {words}"),
        "condition_fails": ("this does not hold ({condition}): {ids}", "לא מתקיים ({condition}): {ids}"),
        "condition_unknown": ("it cannot be said whether ({condition}): {ids}", "לא ניתן לדעת אם ({condition}): {ids}"),
        "know_late_seats": (
            "{n} places are of employers who join after the course begins: {ids}",
            "{n} מקומות אצל מעסיקים המצטרפים לאחר תחילת הקורס: {ids}",
        ),
        "know_acceptance": (
            "{n} in on-the-job training whom the employer has still to accept: {ids}",
            "{n} בהכשרה תוך כדי עבודה שהמעסיק טרם אישר את קבלתם: {ids}",
        ),
        # What a reader must know of the placements: {n} people, {ids} the first of them.
        "know_wage_floor": ("{n} placed below their own wage floor: {ids}", "{n} שובצו בשכר נמוך מהרצפה שלהם: {ids}"),
        "know_no_time": (
            "{n} placed where they share no day or no shift with the seat: {ids}",
            "{n} שובצו ללא יום או משמרת משותפים עם המשרה: {ids}",
        ),
        "know_sabbath": (
            "{n} placed in work on the Sabbath against their wish: {ids}",
            "{n} שובצו בעבודה בשבת בניגוד לרצונם: {ids}",
        ),
        "know_early": (
            "{n} placed to start before the earliest date they gave: {ids}",
            "{n} שובצו להתחלה לפני המועד המוקדם ביותר שמסרו: {ids}",
        ),
        "know_commute": ("{n} placed with a commute that is not known: {ids}", "{n} שובצו כשזמן הנסיעה אינו ידוע: {ids}"),
        "know_warned": (
            "{n} placed against a warning, no override recorded ({reason}): {ids}",
            "{n} שובצו למרות אזהרה ללא אישור חריג רשום ({reason}): {ids}",
        ),
        "know_waiting": (
            "{n} placed before what must come first: {ids}",
            "{n} שובצו לפני מה שצריך לבוא קודם: {ids}",
        ),
        "know_unsaid": (
            "{n} placed where it cannot be said whether they have what must come first: {ids}",
            "{n} שובצו כשאי אפשר לומר אם יש להם מה שצריך לבוא קודם: {ids}",
        ),
    }
)  # fmt: skip
"""Templates by key: English, Hebrew. Names of rules stay as they are written in the settings."""


def sentence(key: str, language: Language = "en", **facts: str | int) -> str:
    """Return the sentence of a key with its facts in place.

    Slots are filled in one pass, so braces inside a fact are text like any other. The result may hold names from the
    data and is escaped where it is shown.

    >>> sentence("few_places", "en", least=12, n=9)
    'needs 12 people, and its employers offer only 9 places'
    """
    return _SLOT.sub(lambda slot: str(facts[slot[1]]), SENTENCES[key][language == "he"])
