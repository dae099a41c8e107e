"""After placement: what is to be held with participant and employer, when, and what of it is overdue."""

from matchmaker.accompaniment.due_days import due_days
from matchmaker.accompaniment.follow_up import FollowUp, followed_up
from matchmaker.accompaniment.icalendar_file import icalendar_bytes

__all__ = ["FollowUp", "due_days", "followed_up", "icalendar_bytes"]
