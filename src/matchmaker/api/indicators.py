"""indicators: outcomes and indicators of a problem's history."""

from __future__ import annotations

from datetime import date

from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from matchmaker.outcomes import Indicators, measure
from matchmaker.programmes import DEFAULT, load_programme


def indicators(
    problem: Problem, *, programme: str | None = None, as_of: date | None = None, definition: str | None = None
) -> Indicators:
    """Return what became of people: employment, quality employment, persistence, wages, plan against actual.

    ``programme`` (a name or a TOML file) goes before the one in the settings. ``as_of`` is the day that is looked back
    from, by default the latest that the history tells of. ``definition`` names one of the profile's definitions of
    quality employment, by default the one in force.

    Raises:
        SettingsError: the profile is wrong, or says nothing of outcomes.
        UsageError: there is no such definition, or no day to look back from.
    """
    spec = programme or problem.settings.programme or DEFAULT
    profile = load_programme(spec)
    if profile.outcomes is None:
        raise SettingsError(
            [Finding(spec, "missing-key", "the profile says nothing of outcomes", column="outcomes",
                     expected='a table [outcomes], or base = "general"')]
        )  # fmt: skip
    return measure(problem, profile, profile.outcomes, as_of, definition)
