"""Minutes by mode between homes and workplaces: given, or estimated from coordinates."""

from matchmaker.travel.commutes import Commutes

__all__ = ["Commutes"]
