"""What may decide who takes part: a closed list of columns, and never motivation (002:329)."""

from __future__ import annotations

from matchmaker.criteria.criterion import Criterion, OneOf, Within
from matchmaker.criteria.elapsed import ELAPSED
from matchmaker.model import TABLES
from matchmaker.text.normalise import normalise

ENTRY_COLUMNS: frozenset[str] = frozenset(
    {
        *ELAPSED, "birth_date", "out_of_work_since", "gender", "population_group", "locality", "district",
        "socioeconomic_cluster", "lives_in_area", "comes_to_centre", "functional_ability", "organisation_id", "state",
        "schooling_years", "matriculation", "certificates", "academic_degree", "vocational_field", "service",
        "experience_level", "experience_years", "occupations", "hebrew_level", "arabic_level", "english_level",
        "russian_level", "amharic_level", "digital_literacy", "licences", "skills", "car", "travel_modes",
        "max_commute_minutes", "wage_floor", "min_weekly_hours", "max_weekly_hours", "sought_position_percent",
        "available_days", "available_shifts", "works_sabbath", "earliest_start", "needs_immediate_income", "barriers",
        "supports", "in_quality_employment", "low_basic_skills", "family_backing", "meetings_held", "entitlements",
    }
)  # fmt: skip
"""Columns of participants, and times elapsed, that a criterion of entry may read.

Those left out name a person, or hold a judgement in which motivation has a part: maturity (the willingness to act,
000:3907) and the two read beside it, employment type and traffic light; the IPRO profile (002:243); enthusiasm for an
occupation (002:268). Wishes and preferences are choices, and belonging to two sub-populations or more leads to a
referral (002:335).
"""

# Stems in normal form without spaces: English, Hebrew, Russian, Arabic.
_MOTIVATION = ("motivat", "מוטיבצ", "מוטבצ", "מוטיוצ", "мотивац", "мотивир", "motivac", "دافعي", "تحفيز")


def no_entry_criterion(criterion: Criterion, path: str) -> tuple[str, str] | None:
    """Return where a criterion cannot decide who takes part, and why; ``None`` where it may.

    A column of the model must be one of `ENTRY_COLUMNS`. In any column, in the values asked for and in the name given to
    the criterion no word may speak of motivation. A column of the file's own under a name that hides what it holds cannot
    be told, and is the profile's word.
    """
    if criterion.name is not None and _speaks_of_motivation(criterion.name):
        return f"{path}.name", _refusal(criterion.name)
    if isinstance(criterion, OneOf | Within):
        return _in_leaf(criterion, path)
    at = next(name for name in ("all_of", "any_of", "of") if name in type(criterion).model_fields)
    found = (no_entry_criterion(member, f"{path}.{at}[{i}]") for i, member in enumerate(criterion.members))
    return next((each for each in found if each is not None), None)


def _in_leaf(criterion: OneOf | Within, path: str) -> tuple[str, str] | None:
    column = criterion.column
    if _speaks_of_motivation(column):
        return f"{path}.column", _refusal(column)
    if column in TABLES["participants"].columns and column not in ENTRY_COLUMNS:
        return f"{path}.column", f"'{column}' may not decide who takes part"
    values = criterion.values if isinstance(criterion, OneOf) else ()
    spoken = next((value for value in values if isinstance(value, str) and _speaks_of_motivation(value)), None)
    return None if spoken is None else (f"{path}.values", _refusal(spoken))


def _speaks_of_motivation(text: str) -> bool:
    letters = "".join(character for character in normalise(text) if character.isalpha())
    return any(stem in letters for stem in _STEMS)


def _refusal(text: str) -> str:
    return f"'{text}' speaks of motivation, which never decides who takes part (002:329)"


_STEMS = tuple("".join(c for c in normalise(stem) if c.isalpha()) for stem in _MOTIVATION)
