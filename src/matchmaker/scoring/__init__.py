"""One scorer per file, the blend that joins them, and rankings."""

from matchmaker.scoring.score_table import SIDES, ScoreTable, Side

__all__ = ["SIDES", "ScoreTable", "Side"]
