"""FieldWish: fields in free text, compared as names and not as strings."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.features import FieldWish
from tests.strategies import commutes_of, problem_of

NAN = float("nan")


def wish(wishes: tuple[str, ...], field: str | None, occupation: str | None = None, **parameters: float) -> float:
    """Return the feature of one participant and one seat, learned beside a few other fields."""
    others = ("חקלאות", "מכירות", "מזכירות", "הגיל הרך", "לוגיסטיקה")
    problem = problem_of(
        [{"participant_id": "p", "wished_fields": wishes}, {"participant_id": "q", "wished_fields": others}],
        [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1, "occupation": occupation}],
        [{"opportunity_id": "o", "kind": "job", "field": field}],
    )
    commutes = commutes_of([[NAN], [NAN]])
    block = FieldWish(**parameters).fit(problem, commutes).transform(problem, commutes)
    return float(block.of(np.array([0]), np.array([0]))[0, 0])


@pytest.mark.parametrize(
    ("one", "other"),
    [("עיצוב גראפי", "עיצוב גרפי"), ("חשמל", "חשמל ואנרגיה"), ("sales", "Sales and marketing"), ("מכירה", "מכירות")],
)
def test_names_of_one_field_meet(one: str, other: str) -> None:
    """A field is recognised under another spelling, form or longer name, from either side."""
    assert 0.5 <= wish((one,), other) <= 1
    assert 0.5 <= wish((other,), one) <= 1


@pytest.mark.parametrize(
    ("one", "other"), [("מזכירות", "מכירות"), ("חשמלאות", "חקלאות ומשק"), ("תיירות", "שירות לקוחות"), ("food", "wood")]
)
def test_letters_shared_by_chance_are_no_wish(one: str, other: str) -> None:
    """Fields that share letters and no meaning count nothing at all."""
    assert wish((one,), other) == 0


def test_equal_names_count_fully_and_later_wishes_less() -> None:
    """The first wish counts 1, the third 0.8 squared, and the best of several wishes is taken."""
    assert wish(("בישול", "חשמל", "רכב"), "בישול ", discount=0.8) == 1
    assert wish(("בישול", "חשמל", "רכב"), "רכב", discount=0.8) == pytest.approx(0.64)
    assert wish(("בישול", "רכב", "רכב"), "רכב", discount=0.8) == pytest.approx(0.8)


def test_occupation_meets_a_wish_as_the_field_does() -> None:
    """A seat whose occupation is what is wished for meets the wish, under whatever field it stands."""
    assert wish(("קצביה",), "מזון", "קצב") >= 0.5
    assert wish(("קצביה",), "מזון", "נהג") == 0


def test_occupation_can_only_add() -> None:
    """An occupation that is not known, or another one, takes nothing from a field that is wished for."""
    assert wish(("מזון",), "מזון", None) == wish(("מזון",), "מזון", "נהג") == 1


@pytest.mark.parametrize(("wishes", "field"), [(("מזון",), None), (("-",), "מזון"), (("מזון",), "?!")])
def test_what_is_not_known_is_not_said(wishes: tuple[str, ...], field: str | None) -> None:
    """Without a field, or without a word in field or wish, nothing can be said."""
    assert np.isnan(wish(wishes, field))


def test_least_alike_is_a_parameter() -> None:
    """With a lower limit a weaker resemblance counts, as much as it is."""
    assert 0 < wish(("מזכירות",), "מכירות", least_alike=0.0) < 0.5
