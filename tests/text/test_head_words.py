"""Words that tell little because many names begin with them."""

from __future__ import annotations

import pytest

from matchmaker.text.head_words import HeadWords

NAMES = [[f"Kefar {name}"] for name in ("Saba", "Yona", "Hess", "Rut", "Tavor", "Netter")] + [["Gan Yavne"], ["Kefar"]]


@pytest.mark.parametrize(
    ("name", "weight"),
    [("kefar yona", 2.8), ("kfar yona", 2.8), ("gan yona", 3), ("kefar", 3), ("yona kefar", 4)],
)
def test_telling_weight(name: str, weight: float) -> None:
    """By hand: of the three consonants of a head word 0.4 is left out, in any spelling, only before other words."""
    assert HeadWords(NAMES).telling_weight(name.split()) == pytest.approx(weight)


def test_few_names() -> None:
    """Five names make no head word."""
    assert HeadWords(NAMES[:5]).telling_weight(["kefar", "yona"]) == 4
