"""Made-up cohorts of any size, from a seed: the code behind ``matchmaker generate``."""

from matchmaker.generation.cohorts import cohorts
from matchmaker.generation.generate import generate
from matchmaker.generation.instance import Instance

__all__ = ["Instance", "cohorts", "generate"]
