"""Made-up cohorts of any size, from a seed: the code behind ``matchmaker generate``."""

from matchmaker.generation.generate import generate

__all__ = ["generate"]
