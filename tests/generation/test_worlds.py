"""What every world holds, and what is refused where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import matchmaker as mm
from matchmaker.errors import UsageError
from matchmaker.generation import generate
from matchmaker.generation.background import DIGITAL, LEVELS, MATRICULATION, SERVICE
from matchmaker.generation.catalogue import load_catalogue
from matchmaker.generation.crowd import EMPLOYMENT_TYPES, MATURITIES
from matchmaker.generation.worlds import World, load_world
from matchmaker.model import TABLES
from matchmaker.programmes import load_programme
from matchmaker.programmes.profiles import built_in

PROGRAMMES = ("emtza_haderech", "ovdim_beyachad", "workit")


@settings(deadline=None, max_examples=12)
@given(st.sampled_from(PROGRAMMES), st.integers(0, 30), st.integers(0, 40), st.integers(0, 1000))
def test_every_row_of_every_world_is_a_valid_record(programme: str, n: int, m: int, seed: int) -> None:
    """Any size and seed gives records that pass their own checks, unique ids, and references that point to rows."""
    problem = generate(n, m, seed, programme)
    assert (problem.n_participants, problem.opportunities.height) == (n, m)
    for name, table in TABLES.items():
        frame = problem.table(name)
        problem.records(table.record)
        assert not table.key or not frame.select(table.key).is_duplicated().any()
        for column in table.columns.values():
            if column.references:
                known = set(problem.table(column.references)[TABLES[column.references].key[0]])
                told = frame[column.name].drop_nulls()
                assert set(told.explode().drop_nulls() if told.dtype.is_nested() else told) <= known


def test_every_built_in_programme_has_a_world() -> None:
    """Whatever profile is shipped, a cohort can be made for it, and its settings name it."""
    for programme in built_in():
        assert generate(5, 5, programme=programme).settings.programme == programme


def test_a_version_of_a_programme_lives_in_its_world() -> None:
    """A day after the name picks a version of the profile, and the same world."""
    assert load_world("ovdim_beyachad@2018-01-01") is load_world("general")
    assert generate(3, 3, programme="ovdim_beyachad@2018-01-01").settings.programme == "ovdim_beyachad@2018-01-01"


@pytest.mark.parametrize(
    ("named", "hint"), [("emtza_hadereh", "emtza_haderech"), ("work it", "workit"), ("ovdim_beyahad", "ovdim_beyachad")]
)
def test_an_unknown_programme_is_refused_with_the_nearest(named: str, hint: str) -> None:
    """A misspelled programme is a usage error that says which one was probably meant."""
    with pytest.raises(UsageError, match=f"did you mean '{hint}'"):
        generate(1, 1, programme=named)


@pytest.mark.parametrize("named", ["", "\x1b[31m", 3, None, "rules.toml"])
def test_what_is_no_programme_is_refused(named: object) -> None:
    """A file, a number or nothing is a usage error that lists the programmes, and shows no control character."""
    with pytest.raises(UsageError, match="emtza_haderech, general, ovdim_beyachad, workit") as raised:
        generate(1, 1, programme=named)  # type: ignore[arg-type]
    assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_weights_of_a_world_follow_their_vocabularies(programme: str) -> None:
    """Each row of weights has one number per word, and each group, centre and town is in the world's own tables."""
    world, catalogue = load_world(programme), load_catalogue(programme)
    people, brought = world.population, world.background
    assert len(people.employment_types) == len(people.maturity_of_type) == len(EMPLOYMENT_TYPES)
    assert {len(row) for row in people.maturity_of_type} == {len(MATURITIES)}
    for rows, words in (
        (brought.schooling, brought.schooling_years), (brought.matriculation, MATRICULATION),
        (brought.degree, brought.degrees), (brought.digital, DIGITAL),
    ):  # fmt: skip
        assert [len(row) for row in rows] == [len(words)] * len(MATURITIES)
    for group in people.group:
        assert (len(group.service), len(group.hebrew), len(group.english)) == (len(SERVICE), len(LEVELS), len(LEVELS))
        assert group.pool in catalogue.names["given"]
    assert {centre.region for centre in people.centre} in (set(), set(catalogue.places["region"]))
    assert all(len(centre.ages or people.ages) == len(people.ages) for centre in people.centre)
    towns = {town for part in world.organisations.accompanying for town in part.towns}
    towns |= {*world.organisations.training_towns, *(centre.town for centre in people.centre)}
    towns |= {*catalogue.travel["origin"], *catalogue.travel["destination"]}
    assert towns <= set(catalogue.place_names)
    assert set(catalogue.places["population_group"]) <= set(catalogue.groups)


def test_a_world_refuses_what_it_does_not_know() -> None:
    """A key that no part has, or a share above 1, is no world."""
    data = load_world("workit").model_dump()
    for change in ({"climate": 1}, {"population": {**data["population"], "women": 1.2}}):
        with pytest.raises(ValidationError):
            World.model_validate({**data, **change})


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_barriers_responses_and_kinds_are_those_of_the_profile(programme: str) -> None:
    """What people and workshops of a world say is what the profile has words for."""
    world, profile = load_world(programme), load_programme(programme)
    assert profile.routing is not None
    words = {name for barrier in profile.routing.barrier.values() for name in (barrier.he, barrier.en, *barrier.names)}
    assert set(world.background.barriers) <= words
    assert set(world.offers.responses) <= {response.code for response in profile.responses}
    for response in profile.responses:
        if response.code in world.offers.responses:
            title, meetings = world.offers.responses[response.code]
            assert title == response.name_he
            assert response.sessions is None or response.sessions <= meetings <= (response.most_sessions or meetings)


@pytest.mark.parametrize(
    ("programme", "n", "m", "seed"),
    [
        ("ovdim_beyachad", 12, 5, 4),  # no one of the group that a floor speaks of has a place within reach
        ("ovdim_beyachad", 20, 8, 3),
        ("ovdim_beyachad", 60, 20, 2),  # the pinned seat was no place for on-the-job training
        ("workit", 20, 8, 11),  # the budget was below what is pinned
        ("workit", 20, 8, 12),
    ],
)
def test_small_cohorts_can_be_allocated(programme: str, n: int, m: int, seed: int) -> None:
    """Pins, floors and the budget of a small cohort do not contradict each other or the rules of its programme."""
    assert mm.allocate(generate(n, m, seed, programme), gap=0.01).status in ("optimal", "within_gap")
