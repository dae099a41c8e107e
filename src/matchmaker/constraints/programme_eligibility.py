"""ProgrammeEligibility: who may take part, as the programme's profile says."""

from __future__ import annotations

from typing import Literal

from matchmaker.constraints.entry_constraint import EntryConstraint
from matchmaker.programmes import EligibilityRules
from matchmaker.screening import EntryRule


class ProgrammeEligibility(EntryConstraint):
    """The section ``eligibility`` of a profile as a rule (000:325-337, 002:303-321); an eligibility of the settings replaces it."""

    kind: Literal["eligibility"] = "eligibility"
    rules: EligibilityRules

    @property
    def rule(self) -> EntryRule:
        """The criteria, and how far a near-miss may fail them."""
        return EntryRule.of_programme(self.rules)

    @property
    def criteria_paths(self) -> tuple[str, ...]:
        """Where each criterion stands inside the section."""
        return tuple(f"criteria[{at}].test" for at in range(len(self.rules.criteria)))
