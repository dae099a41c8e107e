"""What every generated problem holds, whatever its size and seed."""

from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.errors import UsageError
from matchmaker.generation import generate
from matchmaker.generation.catalogue import load_catalogue
from matchmaker.model import TABLES, Problem

KINDS = {"triangle_training", "technology_class", "workshop", "on_the_job_training", "practicum", "job"}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate()


@pytest.fixture(scope="module")
def crowd() -> Problem:
    return generate(participants=5000, opportunities=10, seed=3)


def share(frame: pl.DataFrame, column: str, value: object) -> float:
    known = frame[column].drop_nulls()
    return float((known == value).mean())  # type: ignore[arg-type]


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 1000))
def test_every_row_is_a_valid_record_and_every_reference_holds(n: int, m: int, seed: int) -> None:
    """Any size and seed gives records that pass their own checks, unique ids and references that point to rows."""
    problem = generate(n, m, seed)
    assert problem.n_participants == n and problem.opportunities.height == m
    for name, table in TABLES.items():
        frame = problem.table(name)
        problem.records(table.record)
        assert frame.select(table.key).is_duplicated().sum() == 0 if table.key else True
        for column in table.columns.values():
            if column.references:
                (key,) = TABLES[column.references].key
                known = set(problem.table(column.references)[key])
                assert set(frame[column.name].drop_nulls()) <= known


def test_equal_arguments_give_equal_problems_and_seeds_differ(problem: Problem) -> None:
    """The seed alone decides what is drawn."""
    assert problem.equals(generate(300, 100, 0))
    assert not problem.equals(generate(300, 100, 1))


@pytest.mark.parametrize("arguments", [(-1, 1, 0), (1, -1, 0), (1, 1, -1), (1.5, 1, 0), (True, 1, 0)])
def test_a_count_that_is_no_count_is_refused(arguments: tuple[int, int, int]) -> None:
    """Negative or fractional counts and seeds are usage errors."""
    with pytest.raises(UsageError, match="whole number"):
        generate(*arguments)


def test_the_cohort_has_the_parts_the_sources_describe(problem: Problem) -> None:
    """28 accompanying organisations, 12 trainings of both sorts and all phases, 60 employers, 30 localities or more."""
    kinds = dict(problem.organisations["kind"].value_counts().iter_rows())
    assert (kinds["youth_organisation"], kinds["employment_programme"], kinds["youth_centre"]) == (14, 7, 7)
    assert set(problem.opportunities["kind"]) == KINDS
    trainings = problem.opportunities.filter(kind="triangle_training")
    seats = problem.seats.join(trainings.select("opportunity_id"), on="opportunity_id", how="semi")
    hosts = seats.group_by("opportunity_id").len()["len"]
    assert trainings.height == 12
    assert set(seats["start_phase"]) == {"before", "during", "end"}
    assert hosts.min() == 1 and hosts.max() > 1  # type: ignore[operator]
    assert problem.employers.height == 60
    assert problem.participants["locality"].n_unique() >= 30


def test_multi_employer_trainings_take_one_to_five_each(problem: Problem) -> None:
    """In a training of several employers each absorbs one to five (000:4470)."""
    seats = problem.seats.filter(pl.col("seat_id").str.starts_with("T"))
    several = seats.filter(pl.len().over("opportunity_id") > 1)
    assert several["count"].is_between(1, 5).all()


def test_a_course_is_of_its_employers_field_and_near(problem: Problem) -> None:
    """Every host of a course offers the field's own occupations elsewhere too, is not micro, and one at least is near."""
    catalogue = load_catalogue("ovdim_beyachad")
    branch = {name: field.branch for field in catalogue.fields for name in (field.name, *field.spellings)}
    hosts = problem.seats.filter(pl.col("seat_id").str.starts_with("T")).join(problem.employers, on="employer_id")
    hosts = hosts.join(problem.opportunities.select("opportunity_id", "field"), on="opportunity_id")
    assert "micro" not in set(hosts["size"])
    assert all(told is None or told == branch[field] for told, field in hosts.select("branch", "field").iter_rows())


def test_companions_work_near_their_course(problem: Problem) -> None:
    """The accompanying organisation of every course is within 30 km of it, and no two courses share one."""
    courses = problem.opportunities.filter(pl.col("opportunity_id").str.starts_with("T"))
    towns = dict(problem.organisations.select("organisation_id", "locality").iter_rows())
    catalogue = load_catalogue("ovdim_beyachad")
    assert courses["companion_org_id"].is_duplicated().sum() == 0
    for body, companion in courses.select("training_body_id", "companion_org_id").iter_rows():
        km = catalogue.km_from(towns[body])[catalogue.place_names.index(towns[companion])]
        assert km <= 30


def test_every_large_town_has_an_employer(problem: Problem) -> None:
    """Towns of 30,000 people and more, Eilat among them, have an employer each."""
    catalogue = load_catalogue("ovdim_beyachad")
    large = catalogue.places["population"] >= 30_000
    towns = set(problem.employers["locality"])
    for spellings, is_large in zip(catalogue.place_spellings, large, strict=True):
        assert not is_large or towns & set(spellings), spellings[0]


def test_quality_seats_are_of_three_quarters_and_more(problem: Problem) -> None:
    """An opportunity marked as quality employment has no seat below 75 %, and every opportunity has a name."""
    quality = problem.opportunities.filter("quality_employment")
    seats = problem.seats.join(quality, on="opportunity_id", how="semi")
    assert seats["position_percent"].min() >= 75  # type: ignore[operator]
    assert problem.opportunities["name"].null_count() == 0


def test_a_technology_class_is_taken_on_by_one_larger_employer(problem: Problem) -> None:
    """Its one employer commits to seven tenths of the places."""
    ((count, least),) = problem.seats.join(
        problem.opportunities.filter(kind="technology_class"), on="opportunity_id", how="semi"
    ).select("count", "min_count").iter_rows()  # fmt: skip
    assert least >= 0.7 * count > least - 1


def test_people_without_a_certificate_say_so(crowd: Problem) -> None:
    """Most write that they hold none, some hold one, and for about one in seven it is not known."""
    certificates = crowd.participants["certificates"]
    none = certificates.list.contains("אין")
    assert certificates.null_count() / crowd.n_participants == pytest.approx(0.15, abs=0.03)
    assert 0.5 < none.sum() / crowd.n_participants < 0.8
    assert certificates.filter(none).list.len().max() == 1


def test_some_people_share_their_name(crowd: Problem) -> None:
    """More than half let employers see the name, a third or so share nothing, and what is shared are columns."""
    consents = crowd.participants["consents"]
    assert 0.5 < consents.list.contains("name").fill_null(value=False).mean() < 0.7  # type: ignore[operator]
    assert 0.25 < consents.null_count() / crowd.n_participants < 0.45
    assert set(consents.explode().drop_nulls()) <= set(crowd.participants.columns)


def test_most_people_can_start_before_most_opportunities(problem: Problem) -> None:
    """Of pairs with both dates known, most but not all people are free by the first day."""
    starts = problem.participants["earliest_start"].drop_nulls().to_numpy()[:, None]
    share_free = float((starts <= problem.opportunities["start_date"].to_numpy()).mean())
    assert 0.7 < share_free < 0.95


def test_some_seats_ask_for_experience(problem: Problem) -> None:
    """Some ordinary jobs ask for years of experience, with the reason; trainings never do."""
    asking = problem.seats.filter(pl.col("min_experience_years").is_not_null())
    jobs = problem.opportunities.filter(kind="job")
    assert 5 <= asking.height <= 40
    assert asking["requirement_reason"].null_count() == 0
    assert set(asking["opportunity_id"]) <= set(jobs["opportunity_id"])


def test_field_names_are_written_as_people_do(crowd: Problem) -> None:
    """No field of several words is hyphenated throughout."""
    fields = set(crowd.participants["wished_fields"].explode().drop_nulls())
    assert not {"ניהול-מדיה-דיגיטלית", "שירות-לקוחות", "הגיל-הרך"} & fields
    assert {"ניהול מדיה דיגיטלית", "שיווק דיגיטלי"} <= fields


def test_history_and_travel_are_there(problem: Problem) -> None:
    """Earlier people have spells that end after they begin or go on; some town pairs have minutes, one has no bus."""
    spells = problem.history
    assert spells.height == 45
    assert not set(spells["participant_id"]) & set(problem.participants["participant_id"])
    assert 0 < spells["end_date"].null_count() < spells.height
    assert (spells["end_date"] > spells["start_date"]).drop_nulls().all()
    assert (spells["reported_on"] > spells["start_date"]).all()
    assert problem.travel.height >= 12 and problem.travel["minutes"].null_count() == 1
    assert generate(40, 0).history.is_empty()


def test_incentive_tracks_obey_their_rules(problem: Problem) -> None:
    """On-the-job training and practicum are of 75 % or more, with an incentive pro rata; practicum asks a certificate."""
    seats = problem.seats.join(problem.opportunities.select("opportunity_id", "kind"), on="opportunity_id")
    on_the_job, practicum = (seats.filter(kind=kind) for kind in ("on_the_job_training", "practicum"))
    assert on_the_job["position_percent"].min() >= 75 and practicum["position_percent"].min() >= 75  # type: ignore[operator]
    for seats_of, full in ((on_the_job, 5000), (practicum, 6000)):
        assert [full * percent / 100 for percent in seats_of["position_percent"]] == seats_of["incentive"].to_list()
        assert seats_of["cost"].equals(seats_of["incentive"])
    assert practicum["required_certificates"].null_count() == 0
    assert on_the_job["min_schooling_years"].null_count() == on_the_job.height


def test_employment_types_have_the_shares_of_the_sources(crowd: Problem) -> None:
    """About 9 % pre-employment, 65 % experiential and 26 % quality (000:3772, 3809, 3848)."""
    people = crowd.participants
    assert share(people, "employment_type_ready", "pre_employment") == pytest.approx(0.09, abs=0.02)
    assert share(people, "employment_type_ready", "experiential") == pytest.approx(0.65, abs=0.03)
    assert share(people, "employment_type_ready", "quality") == pytest.approx(0.26, abs=0.03)


def test_maturity_agrees_with_schooling_and_experience(crowd: Problem) -> None:
    """Medium maturity has 12 years of school and no vocational training; initial has no significant experience."""
    people = crowd.participants
    medium, initial = people.filter(maturity="medium"), people.filter(maturity="initial")
    assert medium["schooling_years"].min() == 12
    assert medium["vocational_field"].null_count() == medium.height
    assert set(initial["experience_level"].drop_nulls()) == {"none_significant"}


def test_wages_are_mostly_missing_and_age_sometimes(crowd: Problem) -> None:
    """Four in five tell no wage floor (002:67), and some birth dates are absent (002:54)."""
    people = crowd.participants
    assert people["wage_floor"].null_count() / people.height == pytest.approx(0.79, abs=0.03)
    assert 0.02 < people["birth_date"].null_count() / people.height < 0.1


def test_places_and_titles_are_written_in_many_ways(crowd: Problem) -> None:
    """Localities stand in several Hebrew spellings, in Latin and in Arabic; occupations in all three gendered forms."""
    names = set(crowd.participants["locality"].drop_nulls())
    titles = set(crowd.participants["occupations"].explode().drop_nulls())
    assert {"באר שבע", "באר-שבע", "Be'er Sheva"} <= names
    assert {"קריית גת", "קרית גת"} <= names
    assert any("\u0600" <= name[0] <= "\u06ff" for name in names)
    assert {"מוכר", "מוכרת", "מוכר/ת"} <= titles


def test_ten_thousand_people_take_seconds() -> None:
    """10,000 participants and 1,000 opportunities are made within 30 seconds of processor time (2 to 5 here)."""
    start = time.process_time()
    problem = generate(10_000, 1_000, seed=1)
    assert time.process_time() - start < 30
    assert problem.n_participants == 10_000
