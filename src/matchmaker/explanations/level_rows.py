"""level_rows: the objectives of a result, in order, as a report shows them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from matchmaker.allocation import Result
from matchmaker.allocation.objectives import Level
from matchmaker.allocation.sentences import Language

_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "placed": ("People placed", "אנשים ששובצו"),
        "quality": ("Placements that lead to quality employment", "שיבוצים המובילים לתעסוקה איכותית"),
        "score": ("Sum of scores", "סכום הציונים"),
        "worst_off": ("The worst off", "מצבו של מי שמצבו הקשה ביותר"),
        "commute": ("Minutes of commuting in all", "סך דקות הנסיעה"),
        "spread": ("Spread over employers", "פיזור בין מעסיקים"),
        "kept": ("Placements kept", "שיבוצים שנשמרו"),
        "kept_open": ("Cohorts kept open", "מחזורים שנשארו פתוחים"),
        "weighted": ("Weighted sum", "סכום משוקלל"),
    }
)
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "people": "אנשים",
        "placements": "שיבוצים",
        "score": "ציון",
        "share": "שיעור",
        "minutes": "דקות",
        "employers": "מעסיקים",
        "cohorts": "מחזורים",
        "weighted": "משוקלל",
    }
)


def level_rows(result: Result, language: Language = "en") -> list[dict[str, Any]]:
    """Return one row per level: what it is, ``value``, ``best``, ``no_better`` (the bound) and ``held`` as numbers, ``unit`` in words,
    ``about`` whom, ``cannot_say`` for how many, and ``stopped_by``."""
    return [_row(level, language) for level in result.levels]


def _row(level: Level, language: Language) -> dict[str, Any]:
    objective = level.objective
    english, hebrew = _NAMES[objective.code]
    label = hebrew if language == "he" else english
    return {
        "level": label if objective.name is None else f"{label}: {objective.name}",
        "value": float(level.value),
        "unit": _UNITS[objective.unit] if language == "he" else objective.unit,
        "best": float(level.best),
        "no_better": float(level.bound),
        "held": float(level.held),
        "about": level.about,
        "cannot_say": level.cannot_say,
        "stopped_by": level.stopped_by,
    }
