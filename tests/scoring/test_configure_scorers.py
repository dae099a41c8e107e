"""configure_scorers: what a profile may ask for."""

from __future__ import annotations

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import Programme, Sourced, load_programme
from matchmaker.scoring import SCORERS, configure_scorers


def programme(**changes: object) -> Programme:
    return load_programme().model_copy(update=changes)


def weight(value: float) -> Sourced[float]:
    return Sourced[float](value=value, basis="assumed")


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


def test_a_scorer_that_reads_a_section_needs_it() -> None:
    """A profile without the section that scorers read is refused, with each such scorer."""
    with pytest.raises(SettingsError, match="reads the section routing, which is not there") as caught:
        configure_scorers(programme(routing=None))
    assert [f.column for f in caught.value.findings] == ["weights.track", "weights.barrier_support"]


def test_the_matrix_of_the_profile_reaches_the_scorer() -> None:
    """Where a profile's matrix names other steps, the track scorer judges by them."""
    routing = load_programme().routing
    assert routing is not None
    cell = routing.matrix["high"]["quality"].model_copy(update={"steps": ("process",)})
    changed = routing.model_copy(update={"matrix": {"high": {"quality": cell}}})
    ((scorer, _),) = configure_scorers(programme(routing=changed, weights={"track": weight(1)}, parameters={}))
    assert scorer.matrix.suited("high", "quality") == ["process"]  # type: ignore[attr-defined]
