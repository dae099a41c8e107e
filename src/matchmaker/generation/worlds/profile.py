"""Profile: what people of a world bring and wish for, and how much of it is not known."""

from __future__ import annotations

from matchmaker.generation.worlds.part import Part, Share, Span, WeightRows, Weights


class Background(Part):
    """What people bring, by maturity (rows): weights of schooling years, matriculation, degrees and digital literacy.

    ``years`` is the span of years of experience, ``years_each`` how many of them an occupation lasts; ``trained`` the
    share with vocational training. ``barriers`` go with weights; ``low_basic_skills`` goes by maturity.
    """

    schooling_years: tuple[int, ...]
    schooling: WeightRows
    matriculation: WeightRows
    trained: Weights
    years: tuple[tuple[float, float], ...]
    years_each: float
    degrees: tuple[str, ...]
    degree: WeightRows
    digital: WeightRows
    barriers: dict[str, float]
    in_quality_employment: Share
    low_basic_skills: Weights
    family_backing: Share


class Wishes(Part):
    """What people wish for: shares and weights; ``wage_floor`` is least, step (NIS a month) and number of steps."""

    car: Share
    bicycle: Share
    commutes: tuple[float, ...]
    commute: Weights
    wage_floor: tuple[int, int, int]
    immediate_income: Share
    least_hours: tuple[float, ...]
    least: Weights
    more_hours: tuple[float, ...]
    more: Weights


class Meetings(Part):
    """Individual meetings held: a Poisson ``mean``, or a binomial one between ``span``, both included."""

    mean: float
    span: Span | None = None


class Records(Part):
    """What is on record of people: share ``missing`` by column, share ``active`` (else at intake), meetings, consents."""

    missing: dict[str, Share]
    active: Share
    meetings: Meetings
    asked_consent: Share
    consents: dict[str, Share]
