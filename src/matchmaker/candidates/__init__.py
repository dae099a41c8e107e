"""Which (participant, seat) pairs are worth a score, and why the others are not."""

from matchmaker.candidates.pair_rule import PairRule
from matchmaker.candidates.pairs import Pairs

__all__ = ["PairRule", "Pairs"]
