"""Limits of a plan: what a little more of each would bring, as a price or re-solved, and what one change does to a plan."""

from matchmaker.decisions.limits.change import Change
from matchmaker.decisions.limits.changed_problem import changed_problem
from matchmaker.decisions.limits.difference import Difference
from matchmaker.decisions.limits.limit_price import LimitPrice
from matchmaker.decisions.limits.limit_prices import LimitPrices
from matchmaker.decisions.limits.parse_changes import parse_changes
from matchmaker.decisions.limits.parse_shuttle import parse_shuttle
from matchmaker.decisions.limits.price_limits import Rescored, price_limits
from matchmaker.decisions.limits.reachable import Reached, reachable
from matchmaker.decisions.limits.relaxation import Relaxation
from matchmaker.decisions.limits.scenario import Scenario
from matchmaker.decisions.limits.shuttle import Shuttle
from matchmaker.decisions.limits.shuttle_seats import ShuttleSeats
from matchmaker.decisions.limits.what_if import WhatIf
from matchmaker.decisions.limits.widened_rules import widened_rules

__all__ = [
    "Change",
    "Difference",
    "LimitPrice",
    "LimitPrices",
    "Reached",
    "Relaxation",
    "Rescored",
    "Scenario",
    "Shuttle",
    "ShuttleSeats",
    "WhatIf",
    "changed_problem",
    "parse_changes",
    "parse_shuttle",
    "price_limits",
    "reachable",
    "widened_rules",
]
