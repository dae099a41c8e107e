"""What WORKIT's report says of classes, courses, employers and barriers (003), in a generated cohort."""

from __future__ import annotations

import polars as pl
import pytest

from matchmaker.generation import generate
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.model import Problem


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(seed=1, programme="workit")


def test_two_classes_have_sixty_places_and_their_commitment(problem: Problem) -> None:
    """60 candidates in two classes (003:697); each employer is medium or large and places 70 % (003:695)."""
    classes = problem.opportunities.filter(kind="technology_class")
    seats = problem.seats.join(classes.select("opportunity_id"), on="opportunity_id", how="semi")
    sizes = seats.join(problem.employers, on="employer_id")["size"]
    assert (classes.height, seats["count"].sum()) == (2, 60)
    assert classes["committed_places"].to_list() == [21, 21]
    assert set(sizes) <= {"medium", "large"}
    assert problem.opportunities.filter(kind="triangle_training").height == 3  # 003:942


def test_employers_answer_the_survey_with_its_skips(problem: Problem) -> None:
    """Satisfaction is told only by those in contact (003:1081-1083), help only by those who hire (003:1058)."""
    employers = problem.employers
    assert (
        employers.filter(~pl.col("service_contact"))["satisfaction"].null_count()
        == (~employers["service_contact"]).sum()
    )
    assert employers.filter("service_contact")["satisfaction"].count() > 0
    assert employers.filter(~pl.col("expects_hiring"))["needs_hiring_help"].is_null().all()
    windows = employers["hiring_windows"].explode().drop_nulls()
    assert set(windows) == {"now", "1_2_months", "3_6_months", "6_months_or_more"}
    assert (employers["in_house_training"] == (employers["training_offer"] != "none")).all()
    places = dict(problem.seats.group_by("employer_id").agg(pl.col("count").sum()).iter_rows())
    assert all(n == places.get(e, 0) for e, n in employers.select("employer_id", "open_vacancies").iter_rows())
    told = employers.filter(pl.col("contact_person").is_not_null())
    assert 0 < told.height < employers.height and told["contact_phone"].null_count() == 0


def test_the_other_worlds_were_not_surveyed() -> None:
    """Columns that only the survey fills are empty where it was not held."""
    employers = generate(5, 40, seed=1).employers
    assert employers["hiring_windows"].null_count() == employers["contact_person"].null_count() == employers.height


def test_barriers_are_those_of_the_taxonomy(problem: Problem) -> None:
    """People name only barriers of the report (003:593), and day-care (003:636)."""
    named = set(problem.participants["barriers"].explode().drop_nulls())
    assert named == {
        "השכלה מתאימה", "נגישות ותחבורה", "שפתי", "העדר ניסיון תעסוקתי מותאם", "גילאי", "מגבלה פיזית", "חסמים אישיים",
        "טיפול בילדים",
    }  # fmt: skip


@pytest.mark.parametrize("programme", ["emtza_haderech", "ovdim_beyachad", "workit"])
def test_contacts_and_requests_are_past_and_after_joining(programme: str) -> None:
    """Nobody was met before joining or in the future, and nobody asks twice."""
    problem = generate(400, 20, seed=3, programme=programme)
    joined = problem.participants.select("participant_id", "joined_on")
    held = problem.contacts.join(joined, on="participant_id")
    assert held.height > 0 and (held["held_on"] >= held["joined_on"]).all()
    assert held["held_on"].max() <= REFERENCE_DATE  # type: ignore[operator]
    assert 0 < problem.requests.height < 60 and not problem.requests["participant_id"].is_duplicated().any()
    assert problem.requests["requested_on"].max() < REFERENCE_DATE  # type: ignore[operator]
