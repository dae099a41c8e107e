"""Keys of occupations: one title, whatever its gender, number or spelling."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.text.occupations import occupation_key


@pytest.mark.parametrize(
    "forms",
    [
        (
            "מאבטח",
            "מאבטחת",
            "מאבטח/ת",
            "מאבטח.ת",
            "מאבטח(ת)",
            "מאבטח / ת",
            "מאבטח-ת",
            "מאבטחים",
            "מאבטחות",
            "מאבטחים/ות",
        ),
        ("דור מן", "דור מן/ית", "דור מנית"),
        ("מנהל חשבונות", "מנהלת חשבונות", "מנהל/ת חשבונות", "מנהלי/ות חשבונות"),
        ("עובד ייצור", "עובדת ייצור", "עובד/ת ייצור", "עובדי ייצור", "עובדות ייצור", "עובדי/ות ייצור"),
        ("קופאי", "קופאית", "קופאי/ת", "קופאים", "קופאיות", "קופאים/יות"),
        ("אחראי משמרת", "אחראית משמרת", "אחראי/ת משמרת"),
        ("מעצב גרפי", "מעצבת גרפית", "מעצב/ת גרפי/ת"),
        ("סגן מנהל", "סגנית מנהל", "סגנית מנהלת", "סגן/ית מנהל/ת"),
        ("עוזר טבח", "עוזרת טבחית", "עוזר/ת טבח/ית"),
        ("רואה חשבון", "רואת חשבון", "רואה/ת חשבון"),
        ("מתכנת", "מתכנתת", "מתכנת/ת"),
        ("אח", "אחות", "אח/ות", "אח/אחות"),
        ("אח מוסמך", "אחות מוסמכת"),
        ("מנהל מכירות בכיר", "מנהלת מכירות בכירה", "מנהל/ת מכירות בכיר/ה"),
        ('מנכ"ל', 'מנכ"לית', "מנכ״ל/ית"),
        ("קונסיארג'", "קונסיארג'/ית", "קונסיארג'ית"),
        ("מוכר", "מוכר/מוכרת", "דרוש/ה מוכר/ת", "דרושים מוכרים/ות"),
        ("איש אחזקה", "אשת אחזקה", "איש/ת אחזקה", "אנשי אחזקה"),
        ("שף", "שפית", "שף/ית"),
        ("מורה", ["מורה", "לאנגלית"][0], "מורים", "מורים/ות"),
        ("ممرضة", "ممرض", "ممرض/ة", "ممرض(ة)"),
        ("Truck  Driver", "truck-driver", "truck drivers", "Trucks Driver"),
    ],
)
def test_forms_of_one_title_are_one(forms):
    """Masculine, feminine, plural, slash, dot and bracket forms of a title have one key."""
    assert len({occupation_key(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("נהג רכב", "נהג רכבת"),
        ("אחראי משמר", "אחראי משמרת"),
        ("אמן", "אמנות"),
        ("בנקאי", "בנקאות"),
        ("לא עובד", "עובד"),
        ("ספר", "ספרן"),
        ("מנהל כספים", "מנהל רכש"),
        ("נהג/מחסנאי", "נהג"),
        ("מנהל בית ספר", "מנהל ספר"),
        ("מלגזן", "מחסנאי"),
        ("bus driver", "boss driver"),
    ],
)
def test_different_titles_stay_apart(one, other):
    """Titles that differ in more than gender and number have different keys."""
    assert occupation_key(one) != occupation_key(other)


def test_a_title_without_words_has_no_key():
    """Empty texts and bare punctuation have the empty key."""
    assert occupation_key("") == occupation_key(" - / ") == ""


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("אבהויךמםנןפץת/.()-\"' ّةهمسA1"), max_size=20))
def test_keys_never_fail_and_ignore_spaces(text):
    """Any text has a key without stray spaces, and spaces around it do not matter."""
    key = occupation_key(text)
    assert key == " ".join(key.split())
    assert occupation_key(f"  {text}\t") == key


def test_real_pairs_and_slash_forms_unite(shared):
    """Every masculine and feminine pair of the collected titles has one key, as has every slash form with its base."""
    with (shared / "hebrew_jobs" / "job_titles_masculine_feminine_pairs.csv").open(encoding="utf-8-sig") as file:
        pairs = [(row["masculine"], row["feminine"]) for row in csv.DictReader(file)]
    with (shared / "hebrew_jobs" / "job_titles_gender_slash.csv").open(encoding="utf-8-sig") as file:
        slashed = [row["title_with_gender_slash"] for row in csv.DictReader(file)]
    bases = [(title, title.replace("/ית", "").replace("/ת", "").replace("/ה", "")) for title in slashed]
    assert [pair for pair in pairs + bases if occupation_key(pair[0]) != occupation_key(pair[1])] == []
    concepts = {masculine for masculine, _ in pairs}
    assert len({occupation_key(title) for title in concepts}) == len(concepts)
