"""settings.toml: typed strictly, placed, and never a traceback."""

from __future__ import annotations

import pytest

from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile
from matchmaker.io.settings_reader import read_settings, settings_of
from matchmaker.model import Settings


def _read(text: str | bytes) -> tuple[Settings, Findings]:
    findings = Findings()
    data = text.encode() if isinstance(text, str) else text
    return read_settings(SourceFile("settings.toml", data, ""), findings), findings


def test_sections_are_passed_on() -> None:
    """Rules and travel settings come through as written, with or without a byte-order mark and with any line end."""
    text = 'programme = "workit"\n[travel]\nspeed = 30\n[[constraint]]\nkind = "budget"\nmax = 5\n[weights]\nwish = 1\n'
    expected = Settings(
        programme="workit", travel={"speed": 30}, constraint=({"kind": "budget", "max": 5},), weights={"wish": 1.0}
    )
    for data in (text, "\ufeff" + text, text.replace("\n", "\r\n")):
        settings, findings = _read(data)
        assert findings.all == ()
        assert settings == expected


@pytest.mark.parametrize(
    ("text", "code", "column", "row"),
    [
        ("programme = 7", "type-error", "programme", None),
        ("programme = true", "type-error", "programme", None),
        ('programme = ""', "type-error", "programme", None),
        ("constraint = 5", "type-error", "constraint", None),
        ("constraint = [1]", "type-error", "constraint.0", None),
        ('[weights]\nwish = "7"', "type-error", "weights.wish", None),
        ("[weights]\nwish = true", "type-error", "weights.wish", None),
        ("[weights]\nwish = -1", "out-of-range", "weights.wish", None),
        ("[weights]\nwish = nan", "out-of-range", "weights.wish", None),
        ("[travel]\nspeed = inf", "out-of-range", "travel.speed", None),
        ("[travel]\nspeed = 9223372036854775808", "out-of-range", "travel.speed", None),
        ("[region]\nsouth = 95", "out-of-range", "region.south", None),
        ("[region]\nsouth = 33.4\n", "type-error", "region", None),
        ("[region]\nsoth = 33.4\n", "unknown-key", "region.soth", None),
        ("programm = 1", "unknown-key", "programm", None),
        ("a = 1\nb = [1,, 2]", "syntax-error", None, 2),
        ("a = 1\na = 2", "syntax-error", None, 2),
        ("a = 1\nb = 1" + "0" * 5000, "out-of-range", None, 2),
        ("a = 2023-02-30", "syntax-error", None, 1),
        ("a = " + "[" * 5000 + "]" * 5000, "too-deep", None, None),
        ("travel = " + "{a=" * 80 + "1" + "}" * 80, "too-deep", None, None),
    ],
)
def test_refused(text: str, code: str, column: str | None, row: int | None) -> None:
    """Each wrong setting is an error with its path or line, and the defaults are returned."""
    settings, findings = _read(text)
    assert settings == Settings()
    assert (code, column, row) in {(f.code, f.column, f.row) for f in findings.errors}


def test_nearest_key() -> None:
    """An unknown key is answered with the nearest known one."""
    (finding,) = _read('programm = "x"')[1].all
    assert finding.hint == "did you mean 'programme'?"


@pytest.mark.parametrize("data", [b"PAR1", b"\xf9\xec\xe5\xed"])
def test_no_text(data: bytes) -> None:
    """A settings file that is no text in UTF-8 is refused."""
    settings, findings = _read(data)
    assert settings == Settings()
    assert len(findings.errors) == 1


def test_half_character() -> None:
    """A lone surrogate in settings from JSON is refused."""
    findings = Findings()
    settings_of({"travel": {"a": ["\ud800"]}}, "p.json", findings)
    assert [(f.code, f.column) for f in findings.all] == [("lone-surrogate", "travel.a[0]")]
