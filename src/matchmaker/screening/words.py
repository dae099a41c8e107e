"""What eligibility says of a person, as a sentence in English or Hebrew."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import polars as pl

_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "open": ("the programme sets no criteria", "התוכנית אינה קובעת תנאים"),
        "eligible": ("eligible", "עומד/ת בתנאים"),
        "approved": ("does not meet {}; approved by {}: {}", "לא מתקיים: {}; אושר על ידי {}: {}"),
        "near_miss": ("almost eligible; {} decides; not met: {}", "כמעט עומד/ת בתנאים; להחלטת {}; לא מתקיים: {}"),
        "not_eligible": ("not eligible; not met: {}", "לא עומד/ת בתנאים; לא מתקיים: {}"),
        "cannot_say": ("cannot say; ask for: {}", "לא ניתן לומר; יש לברר: {}"),
    }
)

_COUNTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "eligible": ("eligible", "עומדים בתנאים"),
        "near_miss": ("almost eligible", "כמעט עומדים בתנאים"),
        "approved": ("of these approved", "מהם אושרו"),
        "not_eligible": ("not eligible", "לא עומדים בתנאים"),
        "cannot_say": ("cannot say", "לא ניתן לומר"),
        "assumed": ("assumed", "הנחה"),
        "days": ("time elapsed taken on", "ותק וגיל מחושבים ליום"),
    }
)


def count_word(key: str, language: Literal["en", "he"]) -> str:
    """Return what stands before a number or a value: a status, ``approved``, ``assumed`` or ``days``."""
    return _COUNTS[key][language == "he"]


def answer(language: Literal["en", "he"]) -> pl.Expr:
    """Return the sentence of a row of an eligibility table, from its other columns."""
    said = {key: words[language == "he"] for key, words in _SENTENCES.items()}
    fails, ask_for = pl.col("fails").list.join("; "), pl.col("ask_for").list.join("; ")
    status = pl.col("status")
    return (
        pl.when((status == "eligible") & (pl.col("holds").list.len() == 0))
        .then(pl.lit(said["open"]))
        .when(status == "eligible")
        .then(pl.lit(said["eligible"]))
        .when((status == "near_miss") & pl.col("may_be_placed"))
        .then(pl.format(said["approved"], fails, pl.col("approved_by"), pl.col("approval_reason")))
        .when(status == "near_miss")
        .then(pl.format(said["near_miss"], pl.col("approver"), fails))
        .when(status == "not_eligible")
        .then(pl.format(said["not_eligible"], fails))
        .otherwise(pl.format(said["cannot_say"], ask_for))
    )
