"""Occupation keys: the masculine, feminine, plural and slash forms of a Hebrew title are one title."""

from __future__ import annotations

import re
from functools import lru_cache

from matchmaker.text.identity import identity_key
from matchmaker.text.normalise import normalise

# "מאבטח/ת", "דור מן/ית", "מאבטחים.ות", "מוכר(ת)", "מזכיר / ה": an ending behind a mark. A dot or hyphen takes no
# space, so that the end of a sentence or an initial is not an ending.
_ENDING = "(?:יות|ות|ית|נית|ת|ה|ן|ים|ם)"
_SLASH_FORM = re.compile(
    rf"(?<=[א-ת'\"])(?:\s*[/\\|]\s*{_ENDING}|[.·*_\-]{_ENDING}|\s*\(\s*[/\\]?\s*{_ENDING}\s*\))(?![א-ת'\"])"
)
_ARABIC_SLASH_FORM = re.compile(r"(?<=[\u0621-\u064a])\s*(?:[/\\|]\s*[ةه]|\(\s*[ةه]\s*\))(?![\u0621-\u064a])")
_EITHER = re.compile(r"(\S+)\s*[/\\|]\s*(\S+)")
_HEBREW = re.compile("[א-ת]")
_ARABIC = re.compile("[\u0621-\u064a]")
_ENGLISH_PLURAL = re.compile("[a-z]{2,}[^siu]s")

# Forms that no ending explains, as `normalise` writes them (final letters plain).
_IRREGULAR = {
    "אחות": "אח", "אחיות": "אח", "אחימ": "אח", "אשת": "איש", "אישה": "איש", "אנשי": "איש", "נשות": "איש",
    "אמ": "אב", "בת": "בנ", "בנות": "בנ", "בני": "בנ", "בנימ": "בנ", "עוס": "עובד סוציאל",
}  # fmt: skip
# Words before the title itself: "wanted", "looking for".
_LEADING = {"דרוש", "דרושה", "דרושימ", "דרושות", "מחפש", "מחפשת", "מחפשימ"}
# Words behind which the next one names a person too: deputy manager, cook's hand, sous chef, "not employed".
_GOVERNING = {"סגנ", "עוזר", "אסיסטנט", "סו", "לא"}
# Adjectives of titles whose feminine adds ה or ת; those in ית are reduced by their ending.
_ADJECTIVES = {
    "בכיר", "זוטר", "צעיר", "ותיק", "חדש", "רשומ", "מוסמכ", "מתחיל", "מורש", "מנוס", "מוביל", "קבוע",
    "מחליפ", "מתלמד", "מתמח", "נייד", "מיוחד", "מומח", "מאומנ",
}  # fmt: skip
_MIN_STEM = 3


@lru_cache(maxsize=100_000)
def occupation_key(title: str) -> str:
    """Return the key of a title: titles that differ only in gender, number or spelling have equal keys.

    The text is normalised as `matchmaker.text.normalise` does. In Hebrew, endings behind a slash, dot or bracket are
    dropped (``מאבטח/ת``); the head of the title loses its ending of gender and number (``מאבטחת``, ``מאבטחים``); any
    word loses ``ית`` or ``י`` (``גרפית``, ``גרפי``), and known adjectives agree with the head (``בכירה``). Words that a
    title merely contains stay: ``נהג רכבת`` is not ``נהג רכב``. In Arabic, ta marbuta is dropped, in English the
    plural's s. A key is for comparing, not for showing: it need not be a word. It may be empty. Never raises.

    Measured in ``benchmarks/titles``. The rules are Hebrew grammar; the short lists of irregular words are [assumed].

    >>> occupation_key("מאבטח/ת") == occupation_key("מאבטחת") == occupation_key("מאבטחים/ות")
    True
    >>> occupation_key("מעצבת גרפית") == occupation_key("מעצב גרפי")
    True
    >>> occupation_key("נהג רכבת") == occupation_key("נהג רכב")
    False
    """
    text = _ARABIC_SLASH_FORM.sub("", _SLASH_FORM.sub("", identity_key(title)))
    text = _EITHER.sub(_one_of, text)
    words = normalise(text).split()
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    keys: list[str] = []
    head = True
    for word in words:
        keys.append(_word_key(word, head=head))
        head = head and keys[-1] in _GOVERNING
    return " ".join(keys)


def _one_of(match: re.Match[str]) -> str:
    """Keep one of two words that are forms of one (``מוכר/מוכרת``); part two that are not (``נהג/מחסנאי``)."""
    first, second = (_word_key(normalise(word), head=True) for word in match.groups())
    return match[1] if first == second else f"{match[1]} {match[2]}"


def _word_key(word: str, *, head: bool) -> str:
    if _ARABIC.search(word):
        return word[:-1] if word.endswith("ه") and len(word) > _MIN_STEM else word
    if not _HEBREW.search(word):
        return word[:-1] if _ENGLISH_PLURAL.fullmatch(word) else word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ית") and len(word) >= _MIN_STEM + 1:
        return _IRREGULAR.get(word[:-2], word[:-2])
    bare = _without(word, ("י",))
    if head:
        return _head_key(word)
    stem = _without(word, ("ה", "ת"))
    return stem if stem in _ADJECTIVES else bare


def _head_key(word: str) -> str:
    """Drop the endings of gender and number of a noun that names a person, leaving at least three letters."""
    # A bare ות is a trade (רוקחות) unless the word is a participle (מאבטחות, עובדות).
    is_participle = word[0] == "מ" or word[1:2] == "ו"
    stem = _without(word, ("יות", "ימות", "ות", "ימ") if is_participle else ("יות", "ימות", "ימ"))
    if stem == word and not word.endswith("ות"):
        stem = _without(word, ("ה", "ת"))
        while stem.endswith("ת") and len(stem) > _MIN_STEM:  # מתכנתת, מתכנת
            stem = stem[:-1]
    return _without(stem, ("י",))


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word
