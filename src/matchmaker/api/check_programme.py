"""check_programme: a profile held against everything that reads it."""

from __future__ import annotations

from pathlib import Path

from matchmaker.allocation.objectives import parse_objectives
from matchmaker.constraints import parse_constraints
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from matchmaker.programmes import Programme, load_programme
from matchmaker.scoring.configure_scorers import configure_scorers
from matchmaker.travel import travel_settings


def check_programme(name_or_path: str | Path) -> Programme:
    """Return a profile whose scorers, rules and travel settings exist and can be used.

    Raises:
        SettingsError: the profile itself is wrong, or a part of the engine refuses what it says: every finding, with the
            file and the path inside it.
        ProtectedInputError: a scorer would read a protected field without a ground.
    """
    programme = load_programme(name_or_path)
    file = Path(name_or_path).name
    nobody = Problem.from_frames({})
    findings: list[Finding] = []
    for read in (
        lambda: configure_scorers(programme),
        lambda: parse_constraints(nobody, programme, programme_file=file),
        lambda: parse_objectives(nobody, programme, programme_file=file),
        lambda: travel_settings(nobody, programme.travel),
    ):
        try:
            read()
        except SettingsError as error:
            findings.extend(error.findings)
    if findings:
        raise SettingsError(findings)
    return programme
