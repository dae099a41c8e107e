"""The words of the survey's form: what columns and answers are called in Hebrew, and by number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.text.identity import identity_key

SHEETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"answers": ("סקר", "survey", "answers", "סקר מעסיקים"), "vacancies": ("משרות", "vacancies", "משרות פנויות")}
)
"""What the two sheets (or files) may be called; the first is what the template calls them."""

HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "employer_id": ("מזהה מעסיק",),
        "survey_date": ("תאריך הסקר",),
        "company_name": ("שם החברה", "q1"),
        "locality": ("מיקום בית העסק", "q2", "מיקום גיאוגרפי של בית העסק"),
        "branch": ("ענף", "q3", "באיזה ענף פועל העסק?", "באיזה ענף פועל העסק"),
        "branch_code": ("קוד ענף", "q3_code"),
        "employees": ("מספר מועסקים", "q4", "מה מספר המועסקים הכללי בעסק?", "מספר המועסקים הכללי בעסק"),
        "recruitment_localities": ("אזורי גיוס", "q5", "אזורי הגיוס של העסק/ארגון", "מהם אזורי הגיוס של העסק/ארגון"),
        "has_vacancies": ("יש משרות פנויות", "q6", "האם קיימות בעסק משרות פנויות?", "האם קיימות בעסק משרות פנויות"),
        "open_vacancies": ("מספר המשרות הפנויות", "q7", "מהו מספר המשרות הפנויות?", "מהו מספר המשרות הפנויות"),
        "hires_in_1_2_months": ("גיוס בתוך 1-2 חודשים", "q8_1"),
        "hires_in_3_6_months": ("גיוס בעוד 3-6 חודשים", "q8_2"),
        "hires_in_6_months_or_more": ("גיוס בעוד חצי שנה ומעלה", "q8_3"),
        "no_hiring_expected": ("לא צפוי גיוס", "q8_4"),
        "needs_hiring_help": ("צריך סיוע בגיוס", "q8_5"),
        "remote_stance": ("עבודה מרחוק", "q9"),
        "training_offer": ("הכשרות פנימיות", "q10"),
        "training_need": ("צורך בהכשרת עובדים חדשים", "q11"),
        "service_contact": ("קשר עם שירות התעסוקה", "q12"),
        "satisfaction": ("שביעות רצון", "q13"),
        "wants_contact": ("מעוניין ביצירת קשר", "q14"),
        "wants_community": ("מעוניין בקהילת מעסיקים", "q15"),
        "contact_person": ("איש קשר", "q16", "q16_1"),
        "contact_email": ('דוא"ל', "q16_2"),
        "contact_phone": ("טלפון", "q16_3"),
        "count": ("מספר משרות", "מספר משרות פנויות"),
        "occupation": ("שם מקצוע",),
        "occupation_code": ("קוד מקצוע",),
        "hiring_window": ("מועד גיוס",),
    }
)
"""Other names of each column beside its own: the template's first, then its number and the words of the form (003:1025-1044)."""

ANSWERS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "remote_stance": {
            "hybrid": ("היברידי", "הארגון כבר עובד בשיטה היברידית", "הארגון כבר עובד בשיטה היברדית"),
            "considered": ("בחשיבה", "הנושא נמצא בחשיבה", "הנושא נמצא בחשיבה - תלוי בתפקיד, או/ו באדם"),
            "not_relevant": ("לא רלוונטי", "לא רלוונטי לארגון"),
        },
        "training_offer": {
            "programme": ("תוכנית מסודרת", "יש לנו תוכנית הכשרות פנים מפעלית מסודרת"),
            "regularly": ("קבוע לחלק מהעובדים", "מציעים קבוע לחלק מהעובדים"),
            "sometimes": ("לעיתים לחלק מהעובדים", "מציעים לעיתים לחלק מהעובדים"),
            "none": ("לא מציעים", "לא מציעים הכשרות כלשהן"),
        },
        "training_need": {
            "none": ("אין צורך", "אין לי צורך בהכשרות"),
            "handover": ("חפיפה בלבד", "יש צורך בחפיפה, אבל לא בהכשרה מקצועית ממש"),
            "training": ("נדרשת הכשרה", "צריך לעשות הכשרות"),
        },
        "hiring_window": {
            "now": ("עכשיו",),
            "1_2_months": ("בתוך 1-2 חודשים", "כן, בתוך 1-2 חודשים"),
            "3_6_months": ("בעוד 3-6 חודשים", "כן, בעוד 3-6 חודשים"),
            "6_months_or_more": ("בעוד חצי שנה ומעלה", "כן, בעוד חצי שנה ומעלה"),
        },
    }
)
"""The words of each answer (003:1052-1077), those of the form as printed (with its slips) and shorter ones; the first is the template's."""


def column_of(label: str) -> str:
    """Return the column that a header names, or the header itself where it names none.

    >>> column_of("Q7"), column_of("שם מקצוע"), column_of("note")
    ('open_vacancies', 'occupation', 'note')
    """
    return _COLUMN_OF.get(identity_key(label), label)


def answer_of(column: str, word: str) -> str:
    """Return the code of an answer in words, or the word itself where it is none.

    >>> answer_of("training_need", "חפיפה בלבד")
    'handover'
    """
    return _CODE_OF.get((column, identity_key(word)), word)


_COLUMN_OF = {identity_key(name): column for column, names in HEADERS.items() for name in (column, *names)}
_CODE_OF = {
    (column, identity_key(word)): code
    for column, codes in ANSWERS.items()
    for code, words in codes.items()
    for word in (code, *words)
}
