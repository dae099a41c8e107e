"""Programmes: what differs between social programmes, as data."""

from matchmaker.programmes.load_programme import DEFAULT, load_programme
from matchmaker.programmes.profiles import built_in, versions_of
from matchmaker.programmes.programme import DefaultRule, Programme, ProtectedUse
from matchmaker.programmes.rules_of import Rule, assumed_rules, rules_of
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced

__all__ = [
    "DEFAULT",
    "DefaultRule",
    "Programme",
    "ProtectedUse",
    "Provenance",
    "Rule",
    "Section",
    "Sourced",
    "assumed_rules",
    "built_in",
    "load_programme",
    "rules_of",
    "versions_of",
]
