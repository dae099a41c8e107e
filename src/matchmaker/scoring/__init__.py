"""One scorer per file, the blend that joins them, and rankings."""

from matchmaker.scoring.score_table import SIDES, ScoreTable, Side  # isort: skip (the others need it)
from matchmaker.scoring.configure_scorers import configure_scorers
from matchmaker.scoring.decompose import decompose
from matchmaker.scoring.given_scores import given_scores
from matchmaker.scoring.guard import PROTECTED
from matchmaker.scoring.preference import preference
from matchmaker.scoring.ranking import Ranking, rank
from matchmaker.scoring.score_pairs import score_pairs
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.scorers import SCORERS

__all__ = [
    "PROTECTED",
    "SCORERS",
    "SIDES",
    "Ranking",
    "ScoreTable",
    "Scorer",
    "Side",
    "configure_scorers",
    "decompose",
    "given_scores",
    "preference",
    "rank",
    "score_pairs",
]
