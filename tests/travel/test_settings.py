"""Settings of the travel estimate."""

import numpy as np
import pytest
from pydantic import ValidationError

from matchmaker.errors import SettingsError
from matchmaker.travel import ModeSettings, TravelSettings, travel_settings
from tests.travel.worlds import world


def parse(travel, defaults=None):
    return travel_settings(world([], [], settings=travel), defaults, "profile.toml")


def refused(travel, defaults=None):
    with pytest.raises(SettingsError) as caught:
        parse(travel, defaults)
    return caught.value.findings


def test_minutes_worked_by_hand():
    """10 km by a road 1.2 times as long: 4 km at 20 km/h, 8 at 60 km/h, 6 minutes of access and 5 of waiting is 31."""
    mode = ModeSettings(
        circuity=1.2, speed_kmh=60.0, local_speed_kmh=20.0, local_km=4.0, access_minutes=6.0, waiting_minutes=5.0
    )
    minutes = mode.minutes(np.array([10.0, 0.0, np.nan]))
    assert minutes.dtype == np.float32
    np.testing.assert_allclose(minutes, [31.0, 11.0, np.nan], rtol=1e-6)


def test_minutes_grow_with_distance():
    """In every mode's defaults, farther takes longer."""
    for name in ("walk", "bicycle", "car", "transit", "shuttle"):
        assert (np.diff(TravelSettings().mode(name).minutes(np.linspace(0, 100, 50))) > 0).all()


def test_no_section_means_the_defaults():
    """A problem without a travel section has the default settings."""
    assert parse({}) == TravelSettings()


def test_a_mode_is_merged_key_by_key():
    """Settings go over the programme's defaults and those over ours, without losing the other keys of a mode."""
    found = parse({"car": {"speed_kmh": 90}}, {"car": {"speed_kmh": 50.0, "circuity": 1.5}, "week_days": 6})
    assert (found.car.speed_kmh, found.car.circuity, found.week_days) == (90.0, 1.5, 6.0)
    assert found.car.access_minutes == TravelSettings().car.access_minutes


def test_modes_come_as_toml_lists():
    """A list of modes, which is what TOML gives, is taken."""
    assert parse({"default_modes": ["walk", "car"]}).default_modes == ("walk", "car")


@pytest.mark.parametrize(
    ("travel", "column", "code"),
    [
        ({"hybrid_rul": "ignore"}, "travel.hybrid_rul", "unknown-key"),
        ({"car": {"speed": 50.0}}, "travel.car.speed", "unknown-key"),
        ({"car": 50.0}, "travel.car", "type-error"),
        ({"week_days": True}, "travel.week_days", "type-error"),
        ({"week_days": "5"}, "travel.week_days", "type-error"),
        ({"week_days": float("nan")}, "travel.week_days", "type-error"),
        ({"car": {"speed_kmh": 0.0}}, "travel.car.speed_kmh", "type-error"),
        ({"car": {"access_minutes": -1.0}}, "travel.car.access_minutes", "type-error"),
        ({"default_modes": []}, "travel.default_modes", "type-error"),
        ({"default_modes": "car"}, "travel.default_modes", "type-error"),
        ({"default_modes": ["helicopter"]}, "travel.default_modes.0", "type-error"),
        ({"hybrid_rule": "halve"}, "travel.hybrid_rule", "type-error"),
    ],
)
def test_wrong_settings_are_named(travel, column, code):
    """A wrong setting is one finding with its path in settings.toml, and what was expected or the nearest key."""
    (finding,) = refused(travel)
    assert (finding.file, finding.column, finding.code) == ("settings.toml", column, code)
    assert finding.hint if code == "unknown-key" else finding.expected


def test_the_nearest_key_is_suggested():
    """A misspelt key is answered with the nearest known one of its own section."""
    assert "'hybrid_rule'" in refused({"hybrid_rul": "ignore"})[0].hint
    assert "'speed_kmh'" in refused({"car": {"speed": 50.0}})[0].hint


def test_all_errors_at_once():
    """Every wrong setting is reported, and a wrong default is blamed on the programme's file."""
    assert len(refused({"week_days": 0, "car": {"circuity": 0.5, "x": 1}})) == 3
    assert refused({}, {"week_days": 9})[0].file == "profile.toml"


def test_settings_are_frozen():
    """Settings cannot be changed after they are made."""
    with pytest.raises(ValidationError):
        TravelSettings().week_days = 3.0
