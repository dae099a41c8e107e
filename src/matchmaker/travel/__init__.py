"""Minutes by mode between homes and workplaces: given, or estimated from coordinates."""

from matchmaker.travel.commutes import Commutes
from matchmaker.travel.compute import commutes
from matchmaker.travel.legs import CommuteLeg, commute_legs
from matchmaker.travel.rides import Ride
from matchmaker.travel.settings import ModeSettings, TravelSettings, travel_settings
from matchmaker.travel.unresolved import unresolved_localities

__all__ = [
    "CommuteLeg",
    "Commutes",
    "ModeSettings",
    "Ride",
    "TravelSettings",
    "commute_legs",
    "commutes",
    "travel_settings",
    "unresolved_localities",
]
