"""The published distributions of Emtza HaDerech (002:45-123), in a large draw: within four standard errors."""

from __future__ import annotations

from math import sqrt

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.generation import generate
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.model import Problem

CENTRES = {"G0001": "Tel Aviv", "G0002": "Kfar Saba", "G0003": "Modi'in"}
AGES = {  # 002:56-65; spans begin at these ages
    "Tel Aviv": (1.6, 30.6, 20.4, 20.9, 14.1, 8.1, 4.2, 0.0),
    "Kfar Saba": (3.3, 23.9, 22.2, 18.7, 13.4, 13.4, 4.3, 0.7),
    "Modi'in": (8.9, 29.9, 22.8, 21.8, 10.2, 4.9, 1.3, 0.0),
}
MEAN_AGES = {"Tel Aviv": 54.73, "Kfar Saba": 55.70, "Modi'in": 52.66}  # 002:47-49


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(8000, 20, seed=5, programme="emtza_haderech")


@pytest.fixture(scope="module")
def told(problem: Problem) -> mm.Indicators:
    return mm.indicators(problem)


@pytest.fixture(scope="module")
def people(problem: Problem) -> pl.DataFrame:
    days = pl.lit(REFERENCE_DATE) - pl.col("birth_date")
    return problem.participants.with_columns(
        pl.col("organisation_id").replace_strict(CENTRES).alias("centre"),
        (days.dt.total_days() / 365.2425).floor().alias("age"),
    )


def follows(count: int, n: int, share: float) -> bool:
    """Whether a count lies within four standard errors of a share that was published to a tenth of a percent."""
    return abs(count / n - share) <= 4 * sqrt(share * (1 - share) / n) + 0.001


def test_centres_have_the_shares_of_the_report(people: pl.DataFrame) -> None:
    """499, 482 and 230 of 1,211 participants (002:47-50), living in the centre's region, most often in its town."""
    counts = dict(people["centre"].value_counts().iter_rows())
    for centre, size in (("Tel Aviv", 499), ("Kfar Saba", 482), ("Modi'in", 230)):
        assert follows(counts[centre], people.height, size / 1211)
    modiin = people.filter(centre="Modi'in")["locality"].drop_nulls()
    assert {"ראשון לציון", "חולון", "בת ים"} <= set(modiin)
    assert modiin.value_counts(sort=True)["locality"][0] == "מודיעין-מכבים-רעות"


@pytest.mark.parametrize("centre", AGES)
def test_ages_are_those_of_each_centre(people: pl.DataFrame, centre: str) -> None:
    """Each span has its share (002:56-65), the mean is that of the report (002:47-49), and some ages are not known."""
    ages = people.filter(centre=centre)["age"]
    assert 0 < ages.null_count() < 0.1 * ages.len()
    known = ages.drop_nulls()
    for low, percent in zip(range(40, 80, 5), AGES[centre], strict=True):
        count = int(known.is_between(low, low + 5, closed="left").sum())
        assert follows(count, known.len(), percent / sum(AGES[centre]))
    # whole years, spans of five with all years alike: within a quarter of a year of the mean of the real ages
    assert known.mean() == pytest.approx(MEAN_AGES[centre], abs=4 * known.std() / sqrt(known.len()) + 0.25)  # type: ignore[operator]


def test_as_many_are_placed_as_the_report_says(people: pl.DataFrame, problem: Problem) -> None:
    """58 % of Tel Aviv and 47 % of the others found work since they joined (002:47-49); who still works has state placed."""
    found = people.with_columns(
        pl.col("participant_id").is_in(problem.history["participant_id"].implode()).alias("found")
    )
    for centre, share in (("Tel Aviv", 0.58), ("Kfar Saba", 0.47), ("Modi'in", 0.47)):
        of_centre = found.filter(centre=centre)
        assert follows(int(of_centre["found"].sum()), of_centre.height, share)
    placed = found.filter(state="placed")
    assert placed["found"].all() and placed["out_of_work_since"].min() > REFERENCE_DATE  # type: ignore[operator]
    going_on = problem.history.group_by("participant_id").agg(pl.col("end_date").is_null().any())
    assert set(placed["participant_id"]) == set(going_on.filter("end_date")["participant_id"])


def test_first_placements_come_as_soon_as_the_report_says(told: mm.Indicators) -> None:
    """51, 27, 12, 5, 4 and 1 % within 3, 6, 9, 12, 18 and 24 months (002:71-77)."""
    table = told.tables["time_to_placement"]
    for (reached, n), percent in zip(table.select("reached", "n").iter_rows(), (51, 27, 12, 5, 4, 1, 0), strict=True):
        assert follows(reached, n, percent / 100)


def test_jobs_and_employment_last_as_the_report_says(told: mm.Indicators) -> None:
    """94, 87, 81, 67.5 % are in the job after 6, 12, 15, 24 months, and 96, 91.5, 86.6, 77.5 % in employment (002:81-85)."""
    published = {
        "job": {6: 361 / 384, 12: 194 / 223, 15: 133 / 164, 24: 27 / 40},
        "employment": {6: 369 / 384, 12: 204 / 223, 15: 142 / 164, 24: 31 / 40},
    }
    for months, within, reached, n in told.tables["persistence"].select("months", "within", "reached", "n").iter_rows():
        assert n > 500 and follows(reached, n, published[within][months])


def test_people_find_work_by_themselves(problem: Problem) -> None:
    """731 of 752 placements were found alone (002:122-123)."""
    by_programme = int((problem.history["source"] == "programme").sum())
    assert follows(by_programme, problem.history.height, 21 / 752)


def test_wages_and_positions_are_those_of_the_report(problem: Problem) -> None:
    """Position 83 % (SD 26), wage 9,044 NIS (SD 4,970), the wage known of 256 of 634 whose position is (002:52, 67)."""
    known = problem.history.filter(pl.col("position_percent").is_not_null())
    assert problem.history.filter(pl.col("position_percent").is_null())["wage"].is_null().all()
    assert follows(int(known["wage"].count()), known.height, 256 / 634)
    for column, mean, sd in (("position_percent", 83, 26), ("wage", 9044, 4970)):
        values = known[column].drop_nulls().cast(pl.Float64)
        error = sd / sqrt(values.len())
        assert values.mean() == pytest.approx(mean, abs=4 * error)
        # the error of a standard deviation, with a kurtosis of up to 6
        assert values.std() == pytest.approx(sd, abs=4 * error * sqrt(1.25))


def test_meetings_are_one_to_six_and_three_on_average(people: pl.DataFrame) -> None:
    """Individual meetings: mean 3, at least 1, at most 6 (002:276)."""
    meetings = people["meetings_held"].drop_nulls()
    assert (meetings.min(), meetings.max()) == (1, 6)
    assert meetings.mean() == pytest.approx(3, abs=4 * 1.1 / sqrt(meetings.len()))
