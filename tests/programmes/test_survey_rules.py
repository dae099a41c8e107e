"""The section ``[survey]``: what cannot be meant is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("stale_after_days = { value = 0, basis = 'assumed' }", "stale_after_days", "greater than or equal to 1"),
        ("stale_after_days = { value = 30 }", "stale_after_days", "needs a source"),
        (
            "window_months = { value = { 1_2_months = 3, 3_6_months = 1, 6_months_or_more = 6 }, source = 'x' }",
            "window_months", "not before the one in front",
        ),
        ("window_months = { value = { 1_2_months = 1 }, source = 'x' }", "window_months", "all three windows"),
        ("window_months = { value = { now = 1 }, source = 'x' }", "window_months", "1_2_months"),
        ("hybrid_days = { value = { hybrid = 6.0 }, source = 'x' }", "hybrid_days", "less than or equal to 5"),
        ("size_limits = { value = { micro = 20, small = 4, medium = 100 }, source = 'x' }", "size_limits", "micro < small"),
        ("branch_code_form = { value = '([', source = 'x' }", "branch_code_form", "not a regular expression"),
        ("ask_again = { value = 1, source = 'x' }", "ask_again", "is no key"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_meant_is_refused(tmp_path: Path, line: str, column: str, said: str) -> None:
    """The path inside the file and the reason are told."""
    path = tmp_path / "mine.toml"
    path.write_text(f'base = "general"\nname = "mine"\n[survey]\n{line}\n', "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_programme(path)
    (finding,) = caught.value.findings
    assert str(finding.column).startswith(f"survey.{column}")
    assert said in str(finding)
