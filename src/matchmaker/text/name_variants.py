"""Other ways to write one place name: without its qualifier, one part of a compound, without the Arabic article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from matchmaker.text.sounds import words

_BRACKETED = re.compile(r"\(([^()]*)\)")
_LATIN_VOWEL = re.compile("[aeiou]")
_COMPOUND = re.compile(r"\s+-\s+|(?<=\w)[-–־](?=\w)|\s+-(?=\w)|(?<=\w)-\s+")
# Kinds of settlement and the two federations of kibbutzim: they tell namesakes apart and are no name of their own.
_KINDS = frozenset(
    {"קיבוץ", "מושב", "מושבה", "קבוצה", "ישיבה", "מוסד", "יישוב", "ישוב", "שבט", "איחוד", "מאוחד", "נוער", "קהילת"}
    | {
        "kibbutz",
        "kibutz",
        "qibbuz",
        "moshav",
        "moshava",
        "qevuza",
        "kevutza",
        "yeshiva",
        "institute",
        "shevet",
        "tribe",
    }
    | {"village", "ihud", "me'uhad", "no'ar", "qehilat", "кибуц", "мошав", "كيبوتس", "موشاف"}
)
# What stands before a name and is no part of it: "Wadi Salama", "Arab al-Aramsha", "Khirbat ...".
_BEFORE = frozenset(
    {"ערב", "ואדי", "ישיבת", "עיר", "مدينة", "بلدة", "عرب", "وادي", "arab", "wadi", "wady", "араб", "вади"}
)
# The country after a name ("Ora i Israel"), and what encyclopedias add to it.
_COUNTRY = frozenset(
    {
        "israel",
        "i",
        "ישראל",
        "اسرائيل",
        "إسرائيل",
        "اسرائیل",
        "израиль",
        "منطقه",
        "مسکونی",
        "mntqh",
        "mskwny",
        "asrayyl",
    }
)
_ARTICLES = frozenset(["אל", "al", "el", "ul", "аль", "эль", "ال"])
_SUN_ARTICLE = re.compile("^[aeu]([tdrzsn]|sh|th|dh)$")
_ARTICLE_LIKE = re.compile("^(אל|א|[aeu]([ltdrzsn]|sh|th|dh)|[аэ]ль|ال)$")
_SUN_LETTERS = frozenset("תטדרזסשצנ")
ALIAS_PENALTY = 0.12
_DIGRAPH_PENALTY = 0.03  # [assumed]


@lru_cache(maxsize=16_384)
def place_variants(name: str) -> Mapping[str, float]:
    """Return the ways a place's name may be written -> penalty in sound cost (0 for the full name).

    >>> sorted(place_variants("Jish(Gush Halav)"))
    ['gush halav', 'jish', 'jish gush halav']
    """
    variants = {" ".join(words(name)): 0.0}
    for text in [*_without_brackets(name), *_parts(name)]:
        variants.setdefault(" ".join(words(text)), ALIAS_PENALTY)
    return MappingProxyType(_with_articles_dropped(variants))


def query_variants(text: str) -> dict[str, float]:
    """Return the ways to read what a person wrote -> penalty in sound cost."""
    parts = words(text)
    variants = {" ".join(parts): 0.0}
    bare = bare_words(text)
    if bare and bare != parts:
        variants[" ".join(bare)] = ALIAS_PENALTY / 2
    digraphs = _digraphs(" ".join(parts))
    if digraphs:
        variants.setdefault(digraphs, _DIGRAPH_PENALTY)
    return _with_articles_dropped(variants)


def without_brackets(name: str) -> str:
    """Return ``name`` without what is in brackets.

    >>> without_brackets("Gat(Qibbuz)")
    'Gat'
    """
    return _BRACKETED.sub(" ", name).strip()


def is_one_word(text: str) -> bool:
    """Whether what a person wrote is one word, but for the Arabic article and a kind of settlement.

    >>> is_one_word("At Tira"), is_one_word("Tirat Karmel")
    (True, False)
    """
    parts = bare_words(text)
    return len(parts) == 1 or (len(parts) == 2 and _is_article(parts[0], parts[1]))


def tail_variants(name: str) -> frozenset[str]:
    """Return those of ``place_variants`` that only follow the head of the name: a second part, or what is in brackets.

    >>> sorted(tail_variants("Hazor-Ashdod"))
    ['ashdod']
    """
    tails = [text for text in _BRACKETED.findall(name) if not _is_kind(text)]
    parts = [" ".join(words(part)) for part in _COMPOUND.split(without_brackets(name))]
    return frozenset([*(" ".join(words(text)) for text in tails), *parts[1:]]) & place_variants(name).keys()


def _digraphs(text: str) -> str:
    """Return a text in Latin letters without vowels with ``sh``, ``ts`` and ``tz`` read as one consonant, or nothing."""
    if _LATIN_VOWEL.search(text) is not None:
        return ""
    read = text.replace("sh", "š").replace("ts", "z̧").replace("tz", "ẕ")
    return read if read != text else ""


def bare_words(text: str) -> list[str]:
    """Return the words of ``text`` without a leading kind of settlement and a trailing country.

    >>> bare_words("Kibbutz Dan, Israel")
    ['dan']
    """
    parts = words(text)
    start = 1 if parts[:1] and (parts[0] in _KINDS or parts[0] in _BEFORE) else 0
    end = len(parts)
    while end > start + 1 and parts[end - 1] in _COUNTRY:
        end -= 1
    return parts[start:end]


def _without_brackets(name: str) -> list[str]:
    inside = _BRACKETED.findall(name)
    if not inside:
        return []
    outside = _BRACKETED.sub(" ", name)
    names = [text for text in inside if not _is_kind(text)]
    return [outside, " ".join([outside, *names]), *names]


def _is_kind(text: str) -> bool:
    return any(word in _KINDS for word in words(text))


def _parts(name: str) -> list[str]:
    parts = [words(part) for part in _COMPOUND.split(without_brackets(name))]
    # What follows an article is no name of its own ("Umm al-Fahm"), nor is one short word ("Tal-El").
    if len(parts) < 2 or any(part and _ARTICLE_LIKE.search(part[-1]) for part in parts):
        return []
    return [" ".join(part) for part in parts if len("".join(part)) > 3]


def _with_articles_dropped(variants: dict[str, float]) -> dict[str, float]:
    for text, penalty in list(variants.items()):
        parts = text.split(" ")
        kept = [
            _bare_arabic(part)
            for index, part in enumerate(parts)
            if index + 1 == len(parts) or not _is_article(part, parts[index + 1])
        ]
        if kept != parts:
            variants.setdefault(" ".join(kept), penalty + ALIAS_PENALTY / 2)
    return variants


def _is_article(word: str, following: str) -> bool:
    if word in _ARTICLES:
        return True
    if word == "א":
        return following[:1] in _SUN_LETTERS
    match = _SUN_ARTICLE.match(word)
    return match is not None and following.startswith(match[1])


def _bare_arabic(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
