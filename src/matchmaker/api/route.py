"""route: where each person's readiness points, what comes first, and which barriers have an answer."""

from __future__ import annotations

from typing import Literal

from matchmaker.api.setup import programme_file, setup
from matchmaker.constraints import Prerequisites
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Plan, Problem
from matchmaker.routing import Routes, route_people


def route(
    problem: Problem, programme: str | None = None, *, plan: Plan | None = None, language: Literal["en", "he"] = "en"
) -> Routes:
    """Return everybody's routes by the programme's section ``routing``.

    Maturity and type of employment give the track and, for each kind of opportunity, whether it is recommended, open or
    warned against; prerequisites the steps to take first, in order; barriers are matched to the supports that the person,
    the home organisation, other organisations or opportunities hold. ``plan`` adds its placements to the pairs that are
    looked at for warnings (pins and overrides always are). ``language`` is that of names and reasons.

    Raises:
        SettingsError: the profile has no such section, or a rule or the prerequisites in the data are wrong.
    """
    made = setup(problem, programme)
    section = made.programme.routing
    if section is None:
        message, expected = "the programme does not say how to route people", 'a section [routing], or base = "general"'
        file = programme_file(made.spec)
        raise SettingsError([Finding(file, "missing-key", message, column="routing", expected=expected)])
    for rule in made.constraints:
        if isinstance(rule, Prerequisites):  # one of the settings goes before the programme's
            section = section.with_rule(rule.items, rule.rules)
    return route_people(problem, made.programme, section, () if plan is None else plan.seats.items(), language)
