"""Programmes: what differs between social programmes, as data."""

from matchmaker.programmes.load_programme import BUILT_IN, DEFAULT, load_programme
from matchmaker.programmes.programme import DefaultRule, Programme, ProtectedUse, assumed_rules
from matchmaker.programmes.sourced import Sourced

__all__ = [
    "BUILT_IN",
    "DEFAULT",
    "DefaultRule",
    "Programme",
    "ProtectedUse",
    "Sourced",
    "assumed_rules",
    "load_programme",
]
