"""eligibility: who may take part in a programme, person by person, with reasons."""

from __future__ import annotations

from datetime import date

from matchmaker.api.setup import programme_file
from matchmaker.constraints import EntryConstraint, ProgrammeEligibility, parse_constraints
from matchmaker.criteria import ELAPSED, ENTRY_COLUMNS
from matchmaker.explanations.labels import field_label
from matchmaker.model import Problem
from matchmaker.programmes import DEFAULT, assumed_rules, load_programme
from matchmaker.screening import THE_DAY, EligibilityTable, screen


def eligibility(problem: Problem, programme: str | None = None, as_of: date | None = None) -> EligibilityTable:
    """Return who is eligible, almost eligible, not eligible, and of whom it cannot be said.

    The criteria are those that `allocate` goes by: the programme's (``programme``, a name or a TOML file, else the one in
    the settings), or those of an ``eligibility`` rule in the settings. Age and other time elapsed is taken on ``as_of``,
    else on the day that the settings give, else on the start of the earliest opportunity.

    Raises:
        SettingsError: the profile or a rule is wrong; every finding is listed.
    """
    spec = programme or problem.settings.programme or DEFAULT
    profile = load_programme(spec)
    rules = [
        each
        for each in parse_constraints(problem, profile, programme_file=programme_file(spec))
        if isinstance(each, EntryConstraint)
    ]
    first = problem.opportunities["start_date"].min()
    earliest = first if isinstance(first, date) else None
    asked = [(each.rule, as_of or each.as_of or earliest) for each in rules]
    assumed = assumed_rules(profile, "eligibility")
    if not any(isinstance(each, ProgrammeEligibility) for each in rules):  # the settings' own criteria, then
        assumed = [each for each in assumed if each[0].startswith(("eligibility.next_steps", "eligibility.referrals"))]
    columns = {*ENTRY_COLUMNS, *(since for since, _ in ELAPSED.values()), THE_DAY}
    return EligibilityTable(
        screen(problem, asked, profile.eligibility),
        days=tuple(sorted({day for _, day in asked if day is not None})),
        assumed=tuple(assumed),
        labels={**{name: field_label(f"participants.{name}", "he") for name in columns}, **profile.labels},
    )
