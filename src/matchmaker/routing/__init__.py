"""Routing: from readiness to tracks, what must come first, and barriers against the supports that answer them."""

from matchmaker.routing.barriers import Barriers, barriers_of
from matchmaker.routing.first_steps import FirstSteps
from matchmaker.routing.items import items_of_people
from matchmaker.routing.lacking import Lacking, waiting_placements
from matchmaker.routing.languages import language_of
from matchmaker.routing.matrix import STEP_FACTS, Matrix
from matchmaker.routing.needs import Needs, needs_of
from matchmaker.routing.route_people import route_people
from matchmaker.routing.routes import Routes
from matchmaker.routing.standing import NO, UNKNOWN, YES, Standing, field_of
from matchmaker.routing.states import READINESS, states_of, tracks_of
from matchmaker.routing.terms import BarrierTerms
from matchmaker.routing.warned import warned_placements

__all__ = [
    "NO",
    "READINESS",
    "STEP_FACTS",
    "UNKNOWN",
    "YES",
    "BarrierTerms",
    "Barriers",
    "FirstSteps",
    "Lacking",
    "Matrix",
    "Needs",
    "Routes",
    "Standing",
    "barriers_of",
    "field_of",
    "items_of_people",
    "language_of",
    "needs_of",
    "route_people",
    "states_of",
    "tracks_of",
    "waiting_placements",
    "warned_placements",
]
