"""configure_scorers: what a profile may ask for, and the guard of protected columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl
import pytest

from matchmaker.errors import ProtectedInputError, SettingsError
from matchmaker.features import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.programmes import Programme, ProtectedUse, Sourced, load_programme
from matchmaker.scoring import PROTECTED, SCORERS, Scorer, Side, configure_scorers
from matchmaker.scoring.scorer import Judgement


@dataclass
class _Gender(Extractor):
    left = ("participants.gender",)
    names = ("gender",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        return np.ones((1, left.height, right.height), np.float32)


@dataclass(frozen=True)
class _Biased(Scorer):
    name: ClassVar[str] = "biased"
    side: ClassVar[Side] = "employer"

    @property
    def extractor(self) -> Extractor:
        return _Gender()

    def judge(self, features: Features) -> Judgement:
        return features[0]


def programme(**changes: object) -> Programme:
    return load_programme().model_copy(update=changes)


def weight(value: float) -> Sourced[float]:
    return Sourced[float](value=value, basis="assumed")


def test_scorer_of_a_protected_column_is_refused() -> None:
    """A scorer that declares gender is refused, with the column and the way to allow it."""
    with pytest.raises(ProtectedInputError, match=r"participants\.gender") as caught:
        configure_scorers(programme(weights={"biased": weight(1)}), scorers=(*SCORERS, _Biased()))
    (finding,) = caught.value.findings
    assert (finding.column, finding.code) == ("weights.biased", "protected-input")


def test_scorer_of_a_protected_column_passes_with_a_reason() -> None:
    """The scorer passes where the profile names it, the column and a reason; another's entry does not help."""
    allowed = ProtectedUse(field="participants.gender", scorer="biased", reason="a law", source="law")
    profile = programme(weights={"biased": weight(1)}, parameters={}, protected_allowed=(allowed,))
    assert [s.name for s, _ in configure_scorers(profile, scorers=(_Biased(),))] == ["biased"]
    other = allowed.model_copy(update={"scorer": "wage"})
    profile = profile.model_copy(update={"protected_allowed": (other,)})
    with pytest.raises(ProtectedInputError):
        configure_scorers(profile, scorers=(_Biased(),))


def test_protected_columns_are_those_of_the_model() -> None:
    """Gender, age, population group, residence and economic background are protected."""
    named = (
        "gender",
        "birth_date",
        "population_group",
        "locality",
        "district",
        "socioeconomic_cluster",
        "family_backing",
    )
    assert {f"participants.{name}" for name in named} <= PROTECTED


def test_only_weighed_scorers_run_in_registry_order() -> None:
    """A profile that weighs two scorers gets these two, in the registry's order."""
    profile = programme(weights={"wage": weight(2), "wish_field": weight(0)}, parameters={})
    assert [(s.name, w) for s, w in configure_scorers(profile)] == [("wish_field", 0.0), ("wage", 2.0)]


def test_parameters_reach_the_scorer() -> None:
    """A parameter of the profile takes the place of the scorer's default."""
    profile = programme(weights={"wage": weight(2)}, parameters={"wage": {"full_at": weight(3)}})
    ((scorer, _),) = configure_scorers(profile)
    assert scorer.full_at == 3.0  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"weights": {"wagge": weight(1)}}, "weights.wagge", "did you mean 'wage'"),
        ({"parameters": {"wagge": {}}}, "parameters.wagge", "did you mean 'wage'"),
        ({"parameters": {"wage": {"full": weight(1)}}}, "parameters.wage.full", "did you mean 'full_at'"),
        ({"parameters": {"track": {"neighbour": weight(2)}}}, "parameters.track", "expected a number from 0 to 1"),
    ],
)
def test_wrong_profile_is_refused(changes: dict[str, object], path: str, words: str) -> None:
    """An unknown scorer or parameter, and one out of range, is refused with its place."""
    with pytest.raises(SettingsError, match=words) as caught:
        configure_scorers(programme(**changes))
    assert [f.column for f in caught.value.findings] == [path]
    assert caught.value.findings[0].file == "general.toml"


@pytest.mark.parametrize(
    ("weights", "paths"),
    [
        ({"wagge": 1.0}, ["weights.wagge"]),
        (
            {"wage": -1.0, "track": float("nan"), "promotion": float("inf")},
            ["weights.wage", "weights.track", "weights.promotion"],
        ),
        ({scorer.name: 0.0 for scorer in SCORERS}, ["weights"]),
    ],
)
def test_wrong_settings_are_refused(weights: dict[str, float], paths: list[str]) -> None:
    """Unknown scorers, weights that are no finite number >= 0 and weights all zero are refused, all at once."""
    with pytest.raises(SettingsError) as caught:
        configure_scorers(load_programme(), weights)
    assert [f.column for f in caught.value.findings] == paths
    assert {f.file for f in caught.value.findings} == {"settings.toml"}
