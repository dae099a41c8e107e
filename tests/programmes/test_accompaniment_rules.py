"""The section ``[accompaniment]``: what cannot be meant is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme

MEETING = {
    "kind": '"once"',
    "contact": '"meeting"',
    "after_days": "7",
    "opportunity_kinds": '["job"]',
    "source": '"a test"',
}
PHASES = {
    **{key: value for key, value in MEETING.items() if key != "after_days"},
    "kind": '"phases"',
    "phases": "[{ until_month = 1, every_days = 7 }, { until_month = 2, every_days = 14 }]",
}
REPORTS = {
    **{key: value for key, value in MEETING.items() if key != "after_days"},
    "kind": '"reports"', "count": "6", "every_weeks": "2", "last": '"fortnightly"', "period_months": "3",
}  # fmt: skip
EVERY = {
    **{key: value for key, value in MEETING.items() if key != "after_days"},
    "kind": '"every"', "every_months": "3", "until_month": "6",
}  # fmt: skip


def profile(folder: Path, schedule: dict[str, str], *, days: str = '["sunday"]', more: str = "") -> Path:
    """Write a profile with one schedule called ``one``."""
    keys = "\n".join(f"{key} = {value}" for key, value in schedule.items())
    text = (
        'base = "general"\nname = "mine"\n'
        f'[accompaniment]\nworking_days = {{ value = {days}, basis = "assumed" }}\n'
        'holidays = { value = [], basis = "assumed" }\n'
        f"[accompaniment.schedule.one]\n{keys}\n{more}"
    )
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("schedule", [MEETING, PHASES, REPORTS, EVERY], ids=["once", "phases", "reports", "every"])
def test_each_kind_of_schedule_is_taken(tmp_path: Path, schedule: dict[str, str]) -> None:
    """The four kinds, as the cases below change them, are themselves in order."""
    rules = load_programme(profile(tmp_path, schedule)).accompaniment
    assert rules is not None
    assert rules.schedule["one"].kind == schedule["kind"].strip('"')


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ({**MEETING, "after_months": "1"}, "either after_days or after_months"),
        ({**MEETING, "after_days": "0"}, "greater than or equal to 1"),
        ({**MEETING, "contact": '"chat"'}, "meeting"),
        ({**MEETING, "kind": '"weekly"'}, "phases"),
        ({**MEETING, "opportunity_kinds": "[]"}, "at least one"),
        ({**MEETING, "stage": "6"}, "less than or equal to 5"),
        ({key: value for key, value in MEETING.items() if key != "source"}, "needs a source"),
        (
            {**PHASES, "phases": "[{ until_month = 2, every_days = 7 }, { until_month = 1, every_days = 7 }]"},
            "must end after",
        ),
        ({**PHASES, "window_days": "7"}, "window_days must be fewer"),
        ({**REPORTS, "window_days": "14"}, "window_days must be fewer"),
        ({**EVERY, "window_days": "90"}, "window_days must be fewer"),
        ({**EVERY, "every_months": "7"}, "nothing would ever be held"),
    ],
)
def test_a_schedule_that_cannot_be_meant_is_refused(tmp_path: Path, schedule: dict[str, str], said: str) -> None:
    """The file, the path inside it and the reason are told."""
    with pytest.raises(SettingsError) as caught:
        load_programme(profile(tmp_path, schedule))
    (finding,) = caught.value.findings
    assert finding.file == "mine.toml"
    assert str(finding.column).startswith("accompaniment.schedule.one")
    assert said in str(finding)


def test_a_week_without_work_is_refused(tmp_path: Path) -> None:
    """Some day must be worked, or nothing could ever fall due."""
    with pytest.raises(SettingsError, match=r"accompaniment\.working_days"):
        load_programme(profile(tmp_path, MEETING, days="[]"))


def test_a_deadline_called_as_a_schedule_is_refused(tmp_path: Path) -> None:
    """Their events would be told apart by nothing."""
    more = '[accompaniment.deadline.one]\nrequest = "scholarship"\nmonths = 6\nsource = "a test"\n'
    with pytest.raises(SettingsError, match="called as a schedule is: one"):
        load_programme(profile(tmp_path, MEETING, more=more))
