"""Nobody is served better for who they are or whose they are: home organisations and protected facts move no score."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.candidates import Pairs
from matchmaker.model import Problem
from matchmaker.programmes import built_in, load_programme
from matchmaker.programmes.money_facts import REQUEST_FACTS
from matchmaker.scoring import PROTECTED, ScoreTable, score_pairs
from tests.conftest import ROOT
from tests.scoring.rich_problem import rich_problem
from tests.strategies import all_pairs, problem_of, problems

CENTRES = ("g0", "g1")
OF_PEOPLE = sorted(name.partition(".")[2] for name in PROTECTED if name.startswith("participants."))


def same(one: ScoreTable, other: ScoreTable) -> bool:
    """Whether two tables hold the same pairs with the same parts, sides and totals."""
    return (
        np.array_equal(one.pairs.indptr, other.pairs.indptr)
        and np.array_equal(one.pairs.seat, other.pairs.seat)
        and all(
            np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
            for name in ("parts", "sides", "total")
        )
    )


def with_homes(problem: Problem, homes: list[str | None]) -> Problem:
    column = pl.Series("organisation_id", homes, dtype=pl.String)
    return problem.replace(participants=problem.participants.with_columns(column))


HOMES = st.lists(st.sampled_from((*CENTRES, None)), min_size=5, max_size=5)


@settings(max_examples=12, deadline=None)
@given(problem=problems(always_feasible=True), homes=HOMES, order=st.permutations(range(5)))
def test_home_organisations_move_no_placement(problem: Problem, homes: list[str | None], order: list[int]) -> None:
    """With the home organisations dealt out anew, the plan and its certificate are the same under every kind of rule."""
    n = problem.n_participants
    if problem.scores.is_empty():  # then the scorers would run, which the next two tests do
        return
    first = mm.allocate(with_homes(problem, homes[:n]))
    second = mm.allocate(with_homes(problem, [homes[i] for i in order][:n]))
    assert (first.plan, first.objective, first.bound) == (second.plan, second.objective, second.bound)


@settings(max_examples=3, deadline=None)
@given(problem=problems(with_scores=False, with_decisions=False, max_rules=2), homes=HOMES)
def test_home_organisations_move_no_score(problem: Problem, homes: list[str | None]) -> None:
    """Whatever the home organisations are, which pairs are candidates and every part of their scores are the same."""
    n = problem.n_participants
    assert same(mm.score(problem), mm.score(with_homes(problem, homes[:n])))


def test_home_organisations_move_no_score_of_the_negev_cohort() -> None:
    """On the cohort of 300, dealing out the home organisations in reverse order changes no pair and no part of a score."""
    problem = mm.read(ROOT / "fixtures" / "negev")
    homes = problem.participants["organisation_id"].to_list()
    assert len(set(homes)) > 5
    assert same(mm.score(problem), mm.score(with_homes(problem, homes[::-1])))


def test_home_organisations_move_no_member_of_a_workshop() -> None:
    """On the cohort whose programme has the catalogue of groups, homes dealt out in reverse leave every group as it is."""
    problem = mm.read(ROOT / "fixtures" / "emtza_haderech")
    homes = problem.participants["organisation_id"].to_list()
    assert homes != homes[::-1]
    first, second = mm.fill_groups(problem), mm.fill_groups(with_homes(problem, homes[::-1]))
    assert first.members.height
    assert first.members.equals(second.members)


def test_a_quota_by_home_organisation_does_what_it_says() -> None:
    """Where a quota reserves the one place for people of one organisation, the place moves with the organisation."""
    quota = {"kind": "group_quota", "group": {"organisation_id": "g1"}, "scope": "plan", "max_count": 0}
    problem = problem_of(
        [{"participant_id": "p0", "organisation_id": "g0"}, {"participant_id": "p1", "organisation_id": "g1"}],
        [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 1}],
        [{"opportunity_id": "o0", "kind": "job"}],
        [quota],
        organisations=[{"organisation_id": each} for each in CENTRES],
        scores=[{"participant_id": p, "seat_id": "s0", "score": 0.5} for p in ("p0", "p1")],
    )
    assert dict(mm.allocate(problem).plan.seats) == {"p0": "s0"}
    assert dict(mm.allocate(with_homes(problem, ["g1", "g0"])).plan.seats) == {"p1": "s0"}


@pytest.mark.parametrize("name", built_in())
def test_no_built_in_profile_allows_a_protected_column(name: str) -> None:
    """No built-in profile opens a protected column to a scorer."""
    assert load_programme(name).protected_allowed == ()


@pytest.mark.parametrize("name", built_in())
def test_a_protected_fact_of_a_participant_moves_no_score(name: str) -> None:
    """Passed on from each participant to another, no protected fact changes a part, side or total of any pair.

    Residence (locality, coordinates, district) is among them: travel times are held as they are, since minutes are the
    one way in which where a person lives may count (commuting is by travel time, never by place).
    """
    problem, commutes = rich_problem(8, 4, seed=4, missing=0.1)
    people = problem.participants
    profile, pairs = load_programme(name), all_pairs(problem)
    # Each column by a shift of its own, so that no two changes can cancel out.
    moved = people.with_columns(
        people[column].gather(np.roll(np.arange(8), 1 + i % 7)) for i, column in enumerate(OF_PEOPLE)
    )
    assert not [column for column in OF_PEOPLE if moved[column].equals(people[column])]
    before = score_pairs(problem, pairs, profile, commutes)
    assert before.parts.size
    assert same(before, score_pairs(problem.replace(participants=moved), pairs, profile, commutes))


def test_an_unprotected_fact_does_move_scores() -> None:
    """The comparison sees a difference where there is one: wishes passed on to the next change scores."""
    problem, commutes = rich_problem(12, 6, seed=4, missing=0.1)
    people = problem.participants
    moved = people.with_columns(people["wished_fields"].gather(np.roll(np.arange(12), 1)))
    pairs: Pairs = all_pairs(problem)
    before = score_pairs(problem, pairs, load_programme(), commutes)
    assert not same(before, score_pairs(problem.replace(participants=moved), pairs, load_programme(), commutes))


@settings(max_examples=2, deadline=None)
@given(
    problem=problems(with_scores=False, with_decisions=False, max_rules=0),
    places=st.lists(
        st.lists(st.sampled_from(("רהט", "דימונה", "Omer")), min_size=1, max_size=2), min_size=2, max_size=2
    ),
)
def test_where_an_employer_recruits_from_is_no_filter(problem: Problem, places: list[list[str]]) -> None:
    """Whatever localities an employer says it recruits from, the pairs and every score are the same."""
    told = pl.Series("recruitment_localities", places[: problem.employers.height], dtype=pl.List(pl.String))
    assert same(mm.score(problem), mm.score(problem.replace(employers=problem.employers.with_columns(told))))


def test_no_scholarship_reads_the_economic_background() -> None:
    """What a decision on a scholarship may read is declared, and holds no protected column, no backing and no need."""
    read = {column for fact in REQUEST_FACTS.values() for column in fact.columns}
    assert read
    assert not read & PROTECTED
    needy = ("needs_immediate_income", "barriers", "wage_floor", "supports", "family_backing", "socioeconomic_cluster")
    assert not read & {f"participants.{name}" for name in needy}
