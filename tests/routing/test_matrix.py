"""The matrix of maturity and type of employment, from the table of the source."""

from __future__ import annotations

from typing import get_args

import polars as pl
import pytest

from matchmaker.model.vocabulary import EmploymentType, Maturity, OpportunityKind
from matchmaker.programmes import load_programme
from matchmaker.programmes.routing import Routing
from matchmaker.routing import Matrix, states_of, tracks_of


def section(name: str = "ovdim_beyachad") -> Routing:
    """Return a profile's section."""
    found = load_programme(name).routing
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("maturity", "ready", "track", "steps"),
    [
        ("initial", "pre_employment", "prolonged_process", {"process"}),
        ("initial", "experiential", "prolonged_process", set()),
        ("initial", "quality", "prolonged_process", set()),
        ("medium", "pre_employment", "prolonged_process", {"process"}),
        ("medium", "experiential", "short_process", {"process", "short_training", "experiential_placement"}),
        ("medium", "quality", "placement", {"quality_placement", "long_training"}),
        ("high", "pre_employment", "placement", set()),
        ("high", "experiential", "placement", {"experiential_placement"}),
        ("high", "quality", "placement", {"quality_placement", "long_training"}),
        ("medium", None, None, {"process", "short_training", "long_training", "experiential_placement", "quality_placement"}),
    ],
)  # fmt: skip
def test_a_cell_of_the_table(maturity: str, ready: str | None, track: str | None, steps: set[str]) -> None:
    """Track and steps of every cell (000:3992-4014), the level's track where there is none (000:4011-4029)."""
    row = tracks_of(section()).filter(
        (pl.col("maturity") == maturity) & pl.col("employment_type_ready").eq_missing(pl.lit(ready))
    )
    assert row["track"].to_list() == [track]
    assert set(Matrix.of(section()).suited(maturity, ready)) == steps


def test_without_maturity_there_is_no_track() -> None:
    """Nothing is said of the track of a person whose maturity is not known; with maturity alone its level's is told."""
    tracks = tracks_of(section())
    assert tracks.filter(pl.col("maturity").is_null())["track"].null_count() == 4
    level = tracks.filter((pl.col("maturity") == "high") & pl.col("employment_type_ready").is_null())
    assert level.select("track", "level_track").rows() == [(None, "placement")]


@pytest.mark.parametrize(
    ("kind", "facts", "step"),
    [
        ("workshop", {}, "process"),
        ("pre_employment", {}, "process"),
        ("triangle_training", {"weeks": 26.0}, "short_training"),
        ("triangle_training", {"weeks": 26.5}, "long_training"),
        ("technology_class", {}, ""),
        ("on_the_job_training", {"weeks": 13.0}, "short_training"),
        ("job", {"quality_employment": True}, "quality_placement"),
        ("job", {"quality_employment": True, "position_percent": 74.0}, "experiential_placement"),
        ("job", {"quality_employment": False, "position_percent": 100.0}, "experiential_placement"),
        ("practicum", {}, ""),
    ],
)
def test_an_opportunity_is_a_step(kind: str, facts: dict[str, object], step: str) -> None:
    """Half a year parts short from long training, and three quarters of a position experiential from quality work."""
    schema = {"kind": pl.String, "weeks": pl.Float64, "quality_employment": pl.Boolean, "position_percent": pl.Float64}
    frame = pl.DataFrame([{"kind": kind, **facts}], schema=schema)
    assert Matrix.of(section()).steps(frame).to_list() == [step]


def state(
    maturity: str | None,
    ready: str | None,
    kind: str,
    step: str,
    light: str | None = None,
    name: str = "ovdim_beyachad",
) -> str:
    """Return the state of one combination."""
    frame = states_of(section(name)).filter(
        pl.col("maturity").eq_missing(pl.lit(maturity, dtype=pl.String))
        & pl.col("employment_type_ready").eq_missing(pl.lit(ready, dtype=pl.String))
        & pl.col("traffic_light").eq_missing(pl.lit(light, dtype=pl.String))
        & (pl.col("kind") == kind)
        & (pl.col("step") == step)
    )
    (found,) = frame["state"].to_list()
    return str(found)


def test_states_worked_by_hand() -> None:
    """Initial maturity is warned against training and experiential work, whatever else is known (000:3901)."""
    assert state("initial", "pre_employment", "workshop", "process") == "recommended"
    assert state("initial", "pre_employment", "triangle_training", "short_training") == "warned"
    assert state("initial", None, "job", "experiential_placement") == "warned"
    assert state("initial", None, "workshop", "process") == "cannot_say"
    assert state("initial", "experiential", "workshop", "process") == "open"
    assert state("medium", "experiential", "triangle_training", "short_training") == "recommended"
    assert state("medium", "experiential", "triangle_training", "long_training") == "open"
    assert state(None, "quality", "job", "quality_placement") == "cannot_say"


def test_the_traffic_light_is_a_profile_s_own() -> None:
    """In Emtza HaDerech red recommends a process and warns against placement, green recommends it, no colour says nothing."""
    told = {
        light: state(None, None, "job", "quality_placement", light, "emtza_haderech")
        for light in ("red", "green", None)
    }
    assert told == {"red": "warned", "green": "recommended", None: "cannot_say"}
    assert state(None, None, "workshop", "process", "red", "emtza_haderech") == "recommended"
    assert set(states_of(section())["traffic_light"].to_list()) == {None}


@pytest.mark.parametrize("name", ["general", "ovdim_beyachad", "emtza_haderech", "workit"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_every_readiness_and_kind_has_one_state(name: str, language: str) -> None:
    """Each combination stands once, with a reason, and with a source unless it cannot be said; the warned state is as wide
    as the profile's warnings, whatever the type of employment."""
    frame = states_of(section(name), "he" if language == "he" else "en")
    keys = ["maturity", "employment_type_ready", "traffic_light", "kind", "step"]
    lights = 4 if section(name).light else 1
    offers = {(kind, step) for kind, step in frame.select("kind", "step").iter_rows()}
    assert frame.select(keys).n_unique() == frame.height == 4 * 4 * lights * len(offers)
    assert {kind for kind, _ in offers} == set(get_args(OpportunityKind))
    assert frame["reason"].null_count() == 0
    assert frame.filter(pl.col("state") != "cannot_say")["source"].null_count() == 0
    warned = frame.filter(pl.col("state") == "warned").group_by("maturity", "traffic_light", "kind", "step").len()
    assert set(warned["len"].to_list()) == {len(get_args(EmploymentType)) + 1}
    assert len(get_args(Maturity)) == 3
