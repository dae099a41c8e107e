"""Programmes: what differs between social programmes, as data."""

from matchmaker.programmes.differences import Difference, differences
from matchmaker.programmes.eligibility import EligibilityRules, EligibilityStatus
from matchmaker.programmes.load_programme import DEFAULT, load_programme
from matchmaker.programmes.profiles import built_in, versions_of
from matchmaker.programmes.programme import DefaultRule, Programme, ProtectedUse
from matchmaker.programmes.rules_of import Rule, assumed_rules, rules_of
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced
from matchmaker.programmes.systems import NamedSystem

__all__ = [
    "DEFAULT",
    "DefaultRule",
    "Difference",
    "EligibilityRules",
    "EligibilityStatus",
    "NamedSystem",
    "Programme",
    "ProtectedUse",
    "Provenance",
    "Rule",
    "Section",
    "Sourced",
    "assumed_rules",
    "built_in",
    "differences",
    "load_programme",
    "rules_of",
    "versions_of",
]
