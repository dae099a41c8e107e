"""Worlds: what differs between the generated cohorts of the programmes, as data, each in a folder of ``data/``."""

from matchmaker.generation.worlds.load_world import load_world
from matchmaker.generation.worlds.world import World

__all__ = ["World", "load_world"]
