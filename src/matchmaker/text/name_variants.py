"""Other ways to write one place name: without its qualifier, one part of a compound, without the Arabic article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from matchmaker.text.sounds import words

_BRACKETED = re.compile(r"\(([^()]*)\)")
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
_ARTICLES = frozenset(["אל", "al", "el", "ul", "аль", "эль", "ال"])
_SUN_ARTICLE = re.compile("^[aeu]([tdrzsn]|sh|th|dh)$")
_ARTICLE_LIKE = re.compile("^(אל|א|[aeu]([ltdrzsn]|sh|th|dh)|[аэ]ль|ال)$")
_SUN_LETTERS = frozenset("תטדרזסשצנ")
ALIAS_PENALTY = 0.12


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
    if len(parts) > 1 and parts[0] in _KINDS:
        variants[" ".join(parts[1:])] = ALIAS_PENALTY / 2
    return _with_articles_dropped(variants)


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
    parts = [words(part) for part in _COMPOUND.split(_BRACKETED.sub(" ", name).strip())]
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
