"""Outcomes: what became of people, from ``history``: employment, quality employment, persistence, indicators, plan and actual.

The tables of `Indicators`: ``shares`` (indicators of people by organisation, counsellor and age), ``definitions`` (all
definitions beside each other), ``persistence``, ``time_to_placement``, ``placement_by_tenure``, ``sources``, ``means``,
``targets`` (plan against actual by quarter), ``standings`` (after a course), ``requests``, ``localities``, ``missing`` (the
facts to ask for) and ``people``.
"""

from matchmaker.outcomes.measure import measure
from matchmaker.outcomes.result import Indicators

__all__ = ["Indicators", "measure"]
