"""How unlike a name may sound."""

from __future__ import annotations

import pytest

from matchmaker.text.sound_limits import sound_limits


def test_worked_limits() -> None:
    """By hand: four consonants in Latin letters allow 0.42, and 0.16 more if nothing else is near."""
    limits = sound_limits("Dimona")
    assert limits.widest(4, 0.2) == pytest.approx(0.42)
    assert limits.widest(4, 5.0) == pytest.approx(0.58)
    assert limits.widest(20, 0.0) == pytest.approx(0.9)
    assert limits.widest(20, 5.0) == pytest.approx(0.9 + 0.64)
    assert limits.widest(2, 5.0) == limits.widest(2, 0.0)


def test_scripts() -> None:
    """Hebrew letters gain nothing from being near no other place; letters other than Latin may differ more."""
    hebrew, latin, cyrillic, arabic = map(sound_limits, ["דימונה", "Dimona", "Димона", "ديمونا"])
    assert hebrew.widest(6, 9.0) == hebrew.widest(6, 0.0)
    assert cyrillic == arabic
    assert latin.widest(4, 0.0) < cyrillic.widest(4, 0.0)
