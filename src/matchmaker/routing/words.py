"""word, requirement_words: what routing says, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from matchmaker.programmes.requirement import (
    Completed,
    LanguageAtLeast,
    MainBarrier,
    MeetingsAtLeast,
    NoEntitlement,
    ReadyFor,
    Requirement,
)
from matchmaker.programmes.routing import Routing
from matchmaker.routing.needs import Node

Language = Literal["en", "he"]

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Tracks and steps.
        "prolonged_process": ("prolonged process track", "מסלול תהליכי ממושך"),
        "short_process": ("short process track", "מסלול תהליכי קצר"),
        "placement": ("placement track", "מסלול השמתי"),
        "process": ("process", "תהליך"),
        "short_training": ("short training", "הכשרה קצרה"),
        "long_training": ("long training", "הכשרה ארוכה"),
        "experiential_placement": ("placement in experiential work", "השמה בתעסוקה התנסותית"),
        "quality_placement": ("placement in quality work", "השמה בתעסוקה איכותית"),
        # Kinds of opportunity.
        "kind_triangle_training": ("triangle training", "הכשרה במודל משולש"),
        "kind_technology_class": ("technology class", "כיתה טכנולוגית"),
        "kind_on_the_job_training": ("on-the-job training", "הכשרה תוך כדי עבודה"),
        "kind_practicum": ("practicum", "פרקטיקום"),
        "kind_job": ("job", "משרה"),
        "kind_workshop": ("workshop", "סדנה"),
        "kind_pre_employment": ("pre-employment", "קדם תעסוקה"),
        # Why a kind of opportunity is open, recommended or not to be told.
        "in_cell": ("named for this maturity and type of employment", "נקוב לרמת בשלות ולסוג תעסוקה אלה"),
        "beside_cell": (
            "not named for this maturity and type of employment; the matrix advises and does not bar",
            "אינו נקוב לרמת בשלות ולסוג תעסוקה אלה; המטריצה ממליצה ואינה חוסמת",
        ),
        "no_cell": (
            "the matrix names nothing for this maturity and type of employment",
            "המטריצה אינה נוקבת דבר לרמת בשלות ולסוג תעסוקה אלה",
        ),
        "or": (", or ", ", או "),
        "ask": ("cannot say; to ask: {fields}", "אי אפשר לומר; יש לברר: {fields}"),
        # What must come first.
        "language": ("{name} at least {level}", "{name} ברמת {level} לפחות"),
        "meetings": ("at least {n} individual meetings", "לפחות {n} פגישות אישיות"),
        "more_meetings": ("{n} more individual meetings", "עוד {n} פגישות אישיות"),
        "no_entitlement": ("no entitlement elsewhere", "היעדר זכאות אצל גוף אחר"),
        "main_barrier": ("'{barrier}' as the main barrier", "'{barrier}' כחסם המרכזי"),
        "ready_for": ("ready for {type} employment", "בשלות לתעסוקה {type}"),
        "hebrew": ("Hebrew", "עברית"),
        "arabic": ("Arabic", "ערבית"),
        "english": ("English", "אנגלית"),
        "russian": ("Russian", "רוסית"),
        "amharic": ("Amharic", "אמהרית"),
        "none": ("none", "ללא"),
        "basic": ("basic", "בסיסית"),
        "conversational": ("conversational", "שיחה"),
        "fluent": ("fluent", "שוטפת"),
        "native": ("native", "שפת אם"),
        "pre_employment": ("pre-employment", "קדם־תעסוקתית"),
        "experiential": ("experiential", "התנסותית"),
        "quality": ("quality", "איכותית"),
    }
)  # fmt: skip


def word(key: str, language: Language, **facts: str | int) -> str:
    """Return the word or sentence of a key.

    >>> word("more_meetings", "en", n=2)
    '2 more individual meetings'
    """
    return _WORDS[key][language == "he"].format_map(facts)


def requirement_words(requirement: Requirement, nodes: Mapping[str, Node], section: Routing, language: Language) -> str:
    """Return a requirement in words."""
    match requirement:
        case Completed(item=item):
            return node_words(nodes[item], language)
        case LanguageAtLeast(language=name, level=level):
            return word("language", language, name=word(name, language), level=word(level, language))
        case MeetingsAtLeast(at_least=least):
            return word("meetings", language, n=least)
        case NoEntitlement():
            return word("no_entitlement", language)
        case MainBarrier(barrier=barrier):
            told = section.barrier[barrier]
            return word("main_barrier", language, barrier=told.he if language == "he" else told.en)
        case ReadyFor(type=type_):
            return word("ready_for", language, type=word(type_, language))


def node_words(node: Node, language: Language) -> str:
    """Return what a node is called."""
    return node.he if language == "he" else node.en
