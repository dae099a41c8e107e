"""Screening: who may take part in a programme, who almost may, and of whom it cannot be said."""

from matchmaker.screening.approvals import approved_ids, is_approved
from matchmaker.screening.asking import THE_DAY
from matchmaker.screening.eligibility_table import EligibilityTable
from matchmaker.screening.entry_rule import EntryRule
from matchmaker.screening.judge_entry import EntryJudgement, judge_entry
from matchmaker.screening.screen import screen

__all__ = [
    "THE_DAY",
    "EligibilityTable",
    "EntryJudgement",
    "EntryRule",
    "approved_ids",
    "is_approved",
    "judge_entry",
    "screen",
]
