"""Errors and findings: what they say, and that they survive a trip to another process."""

from __future__ import annotations

import pickle

import pytest

from matchmaker.errors import (
    Finding,
    InputError,
    MatchmakerError,
    SettingsError,
    UsageError,
    VerificationError,
    escape,
    shorten,
)

FULL = Finding(
    "seats.csv", "type-error", "not a number", row=3, column="wage", value="5,300\x1b", expected="a number", hint="drop the comma",
    sheet="seats",
)  # fmt: skip


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    """All of its parts stand in one line, the value escaped."""
    assert str(FULL) == (
        "seats.csv [seats], row 3, column wage: type-error: not a number (value: '5,300\\x1b'); "
        "expected a number; drop the comma"
    )


def test_a_finding_without_details_is_short() -> None:
    """What is not known is left out, in words and in the dict."""
    finding = Finding("a.csv", "empty", "the file is empty")
    assert str(finding) == "a.csv: empty: the file is empty"
    assert finding.as_dict() == {"file": "a.csv", "code": "empty", "message": "the file is empty", "severity": "error"}


def test_an_input_error_counts_and_lists_its_findings() -> None:
    """One error and several have their own head line, and the dict holds each finding."""
    assert str(InputError([FULL])).startswith("1 error in the input\n  seats.csv")
    both = SettingsError([FULL, FULL])
    assert str(both).startswith("2 errors in the input")
    assert both.as_dict() == {"error": "settings", "findings": [FULL.as_dict()] * 2}


@pytest.mark.parametrize(
    "error", [UsageError("no"), SettingsError([FULL]), InputError([FULL]), VerificationError(["budget: 3 of 2"])]
)
def test_errors_survive_pickling(error: MatchmakerError) -> None:
    """An error that crosses processes says the same on the other side."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.as_dict() == error.as_dict()


def test_a_verification_error_lists_its_violations() -> None:
    """Each violation is a line of the message and an entry of the dict."""
    error = VerificationError(["a: b", "c: d"])
    assert str(error) == "the plan does not hold:\n  a: b\n  c: d"
    assert error.as_dict() == {"error": "verification", "violations": ["a: b", "c: d"]}
    assert UsageError("no").as_dict() == {"error": "usage", "message": "no"}


def test_escaping_makes_every_control_visible() -> None:
    """Controls, bidi marks and lone surrogates are shown; Hebrew is not touched."""
    assert escape("\x00\u202e\ud800") == "\\x00\\u202e\\ud800"
    assert escape("שלום") == "שלום"
    assert shorten("a" * 100, 10) == "aaaaaaaaa…"
    assert shorten("short") == "short"
