"""Reasons as plain dicts: why this seat, why none, and what a report shows."""

from matchmaker.explanations.as_text import as_text
from matchmaker.explanations.collect import collect
from matchmaker.explanations.explain import explain

__all__ = ["as_text", "collect", "explain"]
