"""Objectives as they are written: where they come from, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from matchmaker.allocation.objectives import objective_warnings, parse_objectives
from matchmaker.errors import SettingsError
from matchmaker.io.settings_toml import settings_toml
from matchmaker.model import Problem, Settings
from matchmaker.programmes import Programme, load_programme
from tests.constraints.helpers import people, small

GENERAL = load_programme("general")


def problem(*objectives: dict[str, Any]) -> Problem:
    """Return two people and a job, with objectives in the settings."""
    made = small(participants=people(2, gender=["female", "male"]))
    return made.replace(settings=Settings(objective=objectives))


BROKEN: tuple[tuple[str, dict[str, Any], str, str, str], ...] = (
    ("no kind", {"tolerance": 1}, "missing-key", "objective[0].kind", "placed"),
    ("unknown kind", {"kind": "plased"}, "unknown-kind", "objective[0].kind", "did you mean 'placed'?"),
    ("unknown key", {"kind": "placed", "tolerence": 1}, "unknown-key", "objective[0].tolerence", "tolerance"),
    ("negative tolerance", {"kind": "placed", "tolerance": -1}, "out-of-range", "objective[0].tolerance", "0 or more"),
    ("share above 1", {"kind": "score", "tolerance_share": 1.5}, "out-of-range", "objective[0].tolerance_share", "1 or less"),
    ("two tolerances", {"kind": "score", "tolerance": 1, "tolerance_share": 0.1}, "type-error",
     "objective[0].tolerance_share", "not both"),
    ("text for a number", {"kind": "commute", "unknown_minutes": "long"}, "type-error",
     "objective[0].unknown_minutes", "a number"),
    ("unknown minutes of 0", {"kind": "commute", "unknown_minutes": 0}, "out-of-range",
     "objective[0].unknown_minutes", "more than 0"),
    ("position above 100", {"kind": "quality", "least_percent": 101}, "out-of-range",
     "objective[0].least_percent", "100 or less"),
    ("spread of what", {"kind": "spread", "of": "employer"}, "unknown-value", "objective[0].of", "employers"),
    ("groups not named", {"kind": "worst_off", "over": "groups"}, "missing-key", "objective[0].groups", "by"),
    ("groups named twice", {"kind": "worst_off", "over": "groups", "by": "gender", "groups": [{"gender": "male"}]},
     "missing-key", "objective[0].groups", "not both"),
    ("groups and people", {"kind": "worst_off", "by": "gender"}, "unknown-value", "objective[0].over", "groups"),
    ("share of a person", {"kind": "worst_off", "of": "placed"}, "unknown-value", "objective[0].of", "score"),
    ("no such column", {"kind": "worst_off", "over": "groups", "by": "gendre"}, "unknown-column", "objective[0].by",
     "did you mean 'gender'?"),
    ("column of a group", {"kind": "worst_off", "over": "groups", "groups": [{"gender": "male"}, {"sex": "male"}]},
     "unknown-column", "objective[0].groups[1].sex", "column of participants"),
    ("groups of nobody", {"kind": "worst_off", "over": "groups", "by": "gender", "smallest_group": 3}, "unknown-value",
     "objective[0].groups", "at least one group"),
    ("groups of nothing", {"kind": "worst_off", "over": "groups", "groups": 3}, "type-error", "objective[0].groups", ""),
    ("no terms", {"kind": "weighted", "terms": []}, "missing-key", "objective[0].terms", "one term or more"),
    ("terms missing", {"kind": "weighted"}, "missing-key", "objective[0].terms", ""),
    ("term is no table", {"kind": "weighted", "terms": ["score"]}, "type-error", "objective[0].terms[0]", "a table"),
    ("term of no weight", {"kind": "weighted", "terms": [{"kind": "score"}]}, "type-error",
     "objective[0].terms[0].weight", "a number"),
    ("term of weight 0", {"kind": "weighted", "terms": [{"kind": "score", "weight": 0}]}, "out-of-range",
     "objective[0].terms[0].weight", "more than 0"),
    ("term that is no sum", {"kind": "weighted", "terms": [{"kind": "worst_off", "weight": 1}]}, "unknown-value",
     "objective[0].terms[0].kind", "placed"),
    ("term of no kind", {"kind": "weighted", "terms": [{"kind": "skore", "weight": 1}]}, "unknown-kind",
     "objective[0].terms[0].kind", "did you mean 'score'?"),
)  # fmt: skip


@pytest.mark.parametrize(("raw", "code", "column", "words"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN])
def test_broken_objectives_are_refused_with_their_place(
    raw: dict[str, Any], code: str, column: str, words: str
) -> None:
    """A broken objective is refused with its path in the settings, a code and what was expected."""
    with pytest.raises(SettingsError) as caught:
        parse_objectives(problem(raw), GENERAL)
    (finding,) = caught.value.findings
    assert (finding.file, finding.code, finding.column) == ("settings.toml", code, column)
    assert words in str(finding)


def test_two_of_one_name_are_refused() -> None:
    """Two objectives of one kind need a name each."""
    with pytest.raises(SettingsError, match="two objectives have one name"):
        parse_objectives(problem({"kind": "placed"}, {"kind": "placed"}), GENERAL)
    names = [
        o.called
        for o in parse_objectives(
            problem({"kind": "spread"}, {"kind": "spread", "of": "most", "name": "most"}), GENERAL
        )
    ]
    assert names == ["spread", "most"]


def test_what_is_asked_goes_before_settings_and_settings_before_the_programme() -> None:
    """Objectives come from the caller, else the settings, else the profile, whose own have a source."""
    profile = Programme.model_validate(
        {**GENERAL.model_dump(by_alias=True), "objective": ({"level": {"kind": "quality"}, "basis": "assumed"},)}
    )
    (default,) = parse_objectives(problem(), profile)
    assert default.as_settings() == {"kind": "quality", "least_percent": 75}
    assert [o.called for o in parse_objectives(problem({"kind": "placed"}), profile)] == ["placed"]
    asked = parse_objectives(problem({"kind": "placed"}), profile, ["spread:2", "score:1.5%"])
    assert [(o.called, o.tolerance, o.tolerance_share) for o in asked] == [
        ("spread", Decimal(2), None),
        ("score", None, Decimal("0.015")),
    ]
    assert parse_objectives(problem(), GENERAL) == ()
    with pytest.raises(SettingsError, match=r"objectives, column objective\[0\].tolerance"):
        parse_objectives(problem(), GENERAL, ["placed:many"])


def test_objectives_are_written_with_the_settings() -> None:
    """Settings with objectives come out as TOML with one table for each."""
    text = settings_toml(Settings(objective=({"kind": "placed", "tolerance": 1}, {"kind": "score"})))
    assert text == '[[objective]]\nkind = "placed"\ntolerance = 1\n\n[[objective]]\nkind = "score"\n'


def test_objectives_that_nobody_placed_satisfies_are_warned_of() -> None:
    """Commuting first is told to be best with nobody placed; after a level that places people it is not."""
    (finding,) = objective_warnings(problem({"kind": "commute"}, {"kind": "placed"}), GENERAL)
    assert (finding.code, finding.column) == ("empty-plan", "objective[0].kind")
    assert objective_warnings(problem({"kind": "score"}, {"kind": "commute"}), GENERAL) == ()
