"""Settings as TOML."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from matchmaker.errors import OutputError
from matchmaker.io.settings_toml import settings_toml
from matchmaker.model import Settings
from tests.io.full_problems import settings


def _parsed(written: Settings) -> Settings:
    parsed = tomllib.loads(settings_toml(written))
    parsed["constraint"] = tuple(parsed.get("constraint", ()))
    return Settings(**parsed)


@given(settings())
@hypothesis_settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_settings_come_back(written: Settings) -> None:
    """Any settings read back from their TOML as the same settings."""
    assert _parsed(written) == written


def test_the_form_is_the_one_people_write() -> None:
    """A programme, a section and two rules read as a person would write them."""
    written = Settings(
        programme="ovdim_beyachad",
        travel={"speed_kmh": 50.0},
        constraint=(
            {"kind": "commute_limit", "minutes": 45},
            {"kind": "group_quota", "group": {"gender": ["female"]}, "min_share": 0.35},
        ),
    )
    assert settings_toml(written) == (
        'programme = "ovdim_beyachad"\n\n[travel]\nspeed_kmh = 50.0\n\n[[constraint]]\nkind = "commute_limit"\n'
        'minutes = 45\n\n[[constraint]]\nkind = "group_quota"\ngroup = { gender = ["female"] }\nmin_share = 0.35\n'
    )


def test_defaults_give_no_text() -> None:
    """Default settings need no file."""
    assert settings_toml(Settings()) == ""


def test_dates_and_controls_come_back() -> None:
    """Dates stay dates, an amount a number, and control characters and line separators are escaped."""
    travel = {"day": date(2026, 1, 2), "at": datetime(2026, 1, 2, 3, 4), "text": "a\x00\u2028\r\U000e0001\x7f"}
    assert _parsed(Settings(travel=travel)).travel == travel
    assert settings_toml(Settings(travel={"cost": Decimal("0.10")})) == "[travel]\ncost = 0.10\n"


@pytest.mark.parametrize(
    ("value", "place"), [(None, r"travel\.x\[1\]"), (object(), "travel.x"), ("\ud800", "surrogate")]
)
def test_what_toml_cannot_hold_is_refused(value: object, place: str) -> None:
    """A value without a form in TOML is refused with its place, not written as something else."""
    with pytest.raises(OutputError, match=place):
        settings_toml(Settings(travel={"x": [1, value]}))
