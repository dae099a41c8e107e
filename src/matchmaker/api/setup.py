"""setup: what scoring and allocating both need beside the problem: the programme, the rules and the commutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matchmaker.allocation.objectives import Objective, objective_warnings, parse_objectives
from matchmaker.constraints import Constraint, constraint_warnings, parse_constraints, training_findings
from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.money import with_costs
from matchmaker.programmes import DEFAULT, Programme, load_programme
from matchmaker.travel import Commutes, Ride, commutes, travel_settings, unresolved_localities


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """A problem's programme profile (and the name or file it was asked for by), its rules in order, its commutes,
    and its objectives in order.

    ``problem`` holds the costs that a budget reads and the programme computes (`matchmaker.money.COST_COLUMNS`).
    """

    problem: Problem
    spec: str
    programme: Programme
    constraints: tuple[Constraint, ...]
    commutes: Commutes
    objectives: tuple[Objective, ...] = ()

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is odd about the rules, the trainings and the places, and does not stop a run."""
        file = programme_file(self.spec)
        return (
            *constraint_warnings(self.problem, self.programme, programme_file=file),
            *objective_warnings(self.problem, self.programme, programme_file=file),
            *training_findings(self.problem, self.programme, self.constraints),
            *unresolved_localities(self.problem),
        )


def setup(problem: Problem, programme: str | None = None, *, rides: Sequence[Ride] = ()) -> Setup:
    """Return the setup of a problem; ``programme`` (a name or a TOML file) goes before the one in the settings.

    ``rides`` are shared rides that shorten commutes.

    Raises:
        SettingsError: the profile, a rule, an objective or a travel setting is wrong; every finding is listed.
    """
    spec = programme or problem.settings.programme or DEFAULT
    profile = load_programme(spec)
    problem = with_costs(problem, profile)
    constraints = parse_constraints(problem, profile, programme_file=programme_file(spec))
    objectives = parse_objectives(problem, profile, programme_file=programme_file(spec))
    minutes = commutes(problem, travel_settings(problem, profile.travel), rides=rides)
    return Setup(problem, spec, profile, constraints, minutes, objectives)


def programme_file(spec: str) -> str:
    """Return the name of a programme's TOML file, which a built-in programme is named without."""
    name = Path(spec).name
    return name if name.lower().endswith(".toml") else f"{name.partition('@')[0]}.toml"
