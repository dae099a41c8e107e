"""What holds of the outcomes of any history."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.outcomes.chains import sure_chains
from matchmaker.outcomes.people import people
from matchmaker.outcomes.persistence import placements
from matchmaker.outcomes.spells import spells
from tests.outcomes.histories import problem, rules, spell, told

AS_OF = date(2019, 12, 31)


def _rows(random: Random, n: int = 60) -> list[dict[str, Any]]:
    """Return spells of a third as many people at up to three employers, with facts missing here and there."""
    drawn = []
    for _ in range(n):
        start = None if random.random() < 0.05 else date(2018, 1, 1) + timedelta(days=random.randrange(720))
        length = None if random.random() < 0.3 else random.choice((10, 40, 88, 89, 90, 91, 150, 300))
        drawn.append(
            spell(
                f"P{random.randrange(n // 3)}",
                start,
                None if length is None else (start or date(2018, 1, 1)) + timedelta(days=length),
                employer_id=random.choice((None, "E1", "E1", "E2", "E2", "E3")),
                kind=random.choice((None, "job", "job", "job", "practicum", "workshop", "pre_employment")),
                position_percent=random.choice((None, 40.0, 50.0, 75.0, 75.0)),
                required_training=random.choice((None, False, True, True)),
                weekly_hours=random.choice((None, 20.0, 25.0, 30.0)),
                reported_on=None if random.random() < 0.2 else date(2018, 6, 1) + timedelta(days=random.randrange(700)),
                activity=random.choice((None, "work", "work", "training")),
                matches_studies=random.choice((None, False, True)),
            )
        )
    return drawn


histories = st.integers(0, 2**32).map(lambda seed: _rows(Random(seed)))


def _people(history: list[dict[str, Any]], gap_days: int = 30, as_of: date = AS_OF) -> pl.DataFrame:
    made = rules(gap_days=gap_days)
    given_ = problem(history)
    return people(given_, spells(given_, made, as_of), made, "reported", as_of)


@settings(max_examples=2, deadline=None)
@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(history: list[dict[str, Any]], random: Random) -> None:
    """Every table is the same whatever the order of the history's rows."""
    shuffled = random.sample(history, len(history))
    first, second = (told(each, as_of=AS_OF).tables for each in (history, shuffled))
    for name in first:
        assert first[name].equals(second[name]), name


@settings(max_examples=3, deadline=None)
@given(histories, st.sampled_from((0, 30)))
def test_nobody_is_in_both_kinds_of_employment(history: list[dict[str, Any]], gap_days: int) -> None:
    """Employment and quality employment are never both true, and either is what employed_or_quality says."""
    found = _people(history, gap_days)
    assert not (found["quality"].fill_null(False) & found["employed"].fill_null(False)).any()
    either = found["quality"].fill_null(False) | found["employed"].fill_null(False)
    assert found.filter(either)["employed_or_quality"].all()
    assert found["participant_id"].is_unique().all()


@settings(max_examples=3, deadline=None)
@given(histories, st.randoms(use_true_random=False))
def test_a_later_report_never_turns_a_milestone_off(history: list[dict[str, Any]], random: Random) -> None:
    """A report that a spell went on, made after the last one of it, leaves whoever reached a milestone where they were."""
    told_last: dict[tuple[Any, ...], dict[str, Any]] = {}
    for each in history:
        if each["reported_on"] is not None and all(
            other["end_date"] is None for other in history if _key(other) == _key(each)
        ):
            last = told_last.get(_key(each))
            told_last[_key(each)] = each if last is None or last["reported_on"] < each["reported_on"] else last
    again = [
        {**each, "reported_on": each["reported_on"] + timedelta(days=random.randrange(1, 200))}
        for each in told_last.values()
        if random.random() < 0.5
    ]
    before, after = _people(history), _people([*history, *again])
    for name in ("quality", "employed_or_quality", "scope_increased"):
        had = before.filter(pl.col(name).fill_null(False))["participant_id"]
        assert set(had) <= set(after.filter(pl.col(name).fill_null(False))["participant_id"]), name


@settings(max_examples=2, deadline=None)
@given(histories)
def test_counts_shares_and_coverage_agree(history: list[dict[str, Any]]) -> None:
    """In every table of shares: reached <= n, low <= share <= high, coverage = n / (n + cannot say), null only at n = 0."""
    found = told(history, as_of=AS_OF)
    for name in (
        "shares",
        "definitions",
        "persistence",
        "time_to_placement",
        "placement_by_tenure",
        "sources",
        "standings",
    ):
        for each in found.tables[name].iter_rows(named=True):
            assert 0 <= each["reached"] <= each["n"], name
            assert (each["share"] is None) == (each["n"] == 0), name
            if each["n"]:
                assert each["share"] == each["reached"] / each["n"]
                assert 0 <= each["low"] <= each["share"] <= each["high"] <= 1
            everybody = each["n"] + each["cannot_say"]
            assert each["coverage"] == (each["n"] / everybody if everybody else None)
    n_people = found.tables["people"].height
    everybody_ = found.tables["shares"].filter(pl.col("grouping") == "all", pl.col("indicator") == "quality")
    assert (everybody_["n"] + everybody_["cannot_say"]).sum() == n_people
    n_placements = found.tables["sources"].select(pl.col("n") + pl.col("cannot_say")).to_series()
    persisted = found.tables["persistence"].select(pl.col("n") + pl.col("cannot_say") + pl.col("too_early")).to_series()
    assert set(n_placements) == set(persisted)


@settings(max_examples=3, deadline=None)
@given(histories, st.sampled_from((0, 7, 30)), st.sampled_from(("job", "person")))
def test_stretches_are_those_of_a_walk_day_by_day(history: list[dict[str, Any]], gap_days: int, key: str) -> None:
    """Each stretch begins and ends where a walk over its days, filling breaks of the allowed length, does."""
    told_ = spells(problem(history), rules(gap_days=gap_days), AS_OF)
    kept = told_.filter(pl.col("counts"), pl.col("begun"), pl.col("start_date").is_not_null())
    expected = []
    for name in kept[key].unique():
        days = set()
        for each in kept.filter(pl.col(key) == name).iter_rows(named=True):
            span = (each["sure_until"] - each["start_date"]).days
            days |= {each["start_date"] + timedelta(days=offset) for offset in range(span + 1)}
        ordered = sorted(days)
        first = ordered[0]
        for day, after in zip(ordered, [*ordered[1:], None], strict=True):
            if after is None or (after - day).days > gap_days + 1:
                expected.append((name, first, day))
                first = after
    found = sure_chains(told_, pl.col("counts").fill_null(False), key, gap_days).select(key, "start", "until")
    assert sorted(found.rows()) == sorted(expected)


@settings(max_examples=3, deadline=None)
@given(histories, st.sampled_from((0, 30)))
def test_nobody_stays_longer_in_a_job_than_in_employment(history: list[dict[str, Any]], gap_days: int) -> None:
    """The days known and the days possible in the job lie within those in employment."""
    made = rules(gap_days=gap_days)
    found = placements(spells(problem(history), made, AS_OF), made, AS_OF)
    assert (found["job_until"] <= found["employment_until"]).all()
    assert (found["employment_until"] <= found["employment_maybe"]).all()
    assert (found["job_until"] <= found["job_maybe"]).all()


@pytest.mark.parametrize("as_of", [date(2018, 6, 1), date(2018, 12, 1), AS_OF])
def test_a_milestone_reached_stays_reached_as_time_goes_on(as_of: date) -> None:
    """Looking back from a later day keeps whoever had reached a milestone by an earlier one, on the same day."""
    history = [
        spell("A", date(2018, 2, 1), date(2018, 9, 1), required_training=True, reported_on=AS_OF),
        spell("B", date(2018, 7, 1), None, reported_on=AS_OF),
    ]
    early, late = (_people(history, as_of=day) for day in (as_of, AS_OF))
    had = early.filter(pl.col("quality_on").is_not_null()).select("participant_id", "quality_on")
    assert had.join(late, on=["participant_id", "quality_on"], how="anti").is_empty()


def _key(each: dict[str, Any]) -> tuple[Any, ...]:
    return (each["participant_id"], each["employer_id"], each["start_date"])
