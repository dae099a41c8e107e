"""Which (participant, seat) pairs are worth a score, and why the others are not."""

from matchmaker.candidates.first_blocker import first_blocker
from matchmaker.candidates.generate import generate_pairs
from matchmaker.candidates.given_pairs import pairs_of_scores
from matchmaker.candidates.pair_rule import PairRule
from matchmaker.candidates.pairs import Pairs
from matchmaker.candidates.prune import prune

__all__ = ["PairRule", "Pairs", "first_blocker", "generate_pairs", "pairs_of_scores", "prune"]
