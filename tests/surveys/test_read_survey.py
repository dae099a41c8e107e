"""The employers' survey read into employers, opportunities and seats, worked by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.cli import main
from matchmaker.errors import InputError
from matchmaker.model import TABLES, Decision, frame_of
from matchmaker.programmes import load_programme
from matchmaker.surveys import Survey, stale_surveys, stale_warnings
from matchmaker.surveys.words import HEADERS
from tests.surveys.forms import BAKERY, CLOSED, LINES, TODAY, fill_template, folder, read, write_csv


@pytest.fixture(scope="module")
def tiny(fixtures: Path) -> mm.Problem:
    """People, and employers of their own, that a survey is added to."""
    return mm.read(fixtures / "tiny_quota")


def codes(survey: Survey) -> list[str]:
    """Return the codes of the warnings."""
    return sorted(finding.code for finding in survey.warnings)


def test_an_employer_is_what_it_answered(tmp_path: Path) -> None:
    """Each answer stands in its column, with the size its number of employees means."""
    told = read(tmp_path / "s", [BAKERY, CLOSED])
    bakery, software = told.employers.to_dicts()
    expected = {
        "employer_id": "מאפיית השחר", "name": "מאפיית השחר", "branch": "ייצור מזון", "branch_code": "C10", "size": "small",
        "employees": 18, "locality": "כרמיאל", "recruitment_localities": ["כרמיאל", "סח'נין"],
        "remote_stance": "not_relevant", "open_vacancies": 5, "hiring_windows": ["now", "1_2_months", "6_months_or_more"],
        "expects_hiring": True, "needs_hiring_help": True, "in_house_training": True, "training_offer": "sometimes",
        "training_need": "handover", "service_contact": True, "satisfaction": 4, "wants_contact": True,
        "wants_community": False, "contact_person": "דנה לוי", "contact_email": "dana@example.org",
        "contact_phone": "04-5550100", "survey_date": date(2026, 5, 3),
    }  # fmt: skip
    assert {name: value for name, value in bakery.items() if value is not None} == expected
    assert {name: value for name, value in software.items() if value is not None} == {
        "employer_id": "Carmel Software", "name": "Carmel Software", "remote_stance": "hybrid", "open_vacancies": 0,
        "expects_hiring": False, "service_contact": False, "survey_date": date(2025, 1, 1),
    }  # fmt: skip


def test_windows_become_opportunities_and_lines_seats(tmp_path: Path) -> None:
    """Now: two lines and the two vacancies no line lists; in 1-2 months one line, from 3 June on; half a year has no line."""
    told = read(tmp_path / "s", [BAKERY, CLOSED])
    name = BAKERY["company_name"]
    assert told.opportunities.select("opportunity_id", "kind", "name", "start_date").rows() == [
        (f"{name}/now", "job", name, None),
        (f"{name}/1_2_months", "job", name, date(2026, 6, 3)),
    ]
    assert told.seats.select(
        "seat_id", "count", "occupation", "occupation_code", "training_need", "hybrid_days"
    ).rows() == [
        (f"{name}/now/1", 2, "אופה", "751210", "handover", 0.0),
        (f"{name}/now/2", 1, "נהג", "832210", "handover", 0.0),
        (f"{name}/now/3", 2, None, None, "handover", 0.0),
        (f"{name}/1_2_months/1", 3, "אופה", None, "handover", 0.0),
    ]
    assert codes(told) == ["vacancies-not-listed", "window-without-vacancies"]


@pytest.mark.parametrize(("stance", "days"), [("hybrid", 2.0), ("considered", None), ("not_relevant", 0.0), ("", None)])
def test_a_stance_stands_for_days_from_home(tmp_path: Path, stance: str, days: float | None) -> None:
    """Hybrid work is days from home, "not relevant" is none, and what is considered or not asked says nothing."""
    told = read(tmp_path / "s", [{**BAKERY, "remote_stance": stance}])
    assert set(told.seats["hybrid_days"]) == {days}


@pytest.mark.parametrize(("offer", "trains"), [("regularly", True), ("none", False), ("", None)])
def test_who_offers_no_training_has_none(tmp_path: Path, offer: str, trains: bool | None) -> None:
    """Any training on offer is training in house, none is none, and no answer cannot be said (003:1066-1071)."""
    told = read(tmp_path / "s", [{**CLOSED, "training_offer": offer}], None)
    assert told.employers["in_house_training"].to_list() == [trains]


@pytest.mark.parametrize(
    ("employees", "size"), [(4, "micro"), (5, "small"), (20, "small"), (100, "medium"), (101, "large")]
)
def test_sizes_begin_where_the_profile_says(tmp_path: Path, employees: int, size: str) -> None:
    """Up to 4, 20 and 100 employees, and above."""
    assert read(tmp_path / "s", [{**BAKERY, "employees": str(employees)}]).employers["size"].to_list() == [size]


def test_what_was_not_asked_is_not_known(tmp_path: Path) -> None:
    """An employer with only a name has no windows, no vacancies and no expectation, which is not the same as none."""
    told = read(tmp_path / "s", [{"company_name": "x", "locality": "y"}], None)
    (row,) = told.employers.to_dicts()
    assert (row["open_vacancies"], row["hiring_windows"], row["expects_hiring"], row["size"]) == (
        None,
        None,
        None,
        None,
    )
    assert codes(told) == ["missing-though-required"]
    assert told.seats.is_empty()


@pytest.mark.parametrize("names", ["hebrew", "numbers", "english"])
def test_headers_in_any_words_mean_the_same(tmp_path: Path, names: str) -> None:
    """Hebrew headers, the numbers of the questions and English names give equal tables."""
    plain = read(tmp_path / "plain", [BAKERY, CLOSED])
    called = {
        "hebrew": {column: words[0].replace('"', "") for column, words in HEADERS.items() if '"' not in words[0]},
        "numbers": {column: next((w for w in words if w.startswith("q")), column) for column, words in HEADERS.items()},
        "english": {column: column.upper() for column in HEADERS},
    }[names]
    written = folder(tmp_path / "s", [BAKERY, CLOSED])
    write_csv(written / "survey.csv", [BAKERY, CLOSED], called)
    write_csv(written / "vacancies.csv", list(LINES), called)
    told = mm.read_survey(written, as_of=TODAY)
    for name, frame in told.tables.items():
        assert frame.equals(plain.tables[name]), name


def test_the_form_of_the_template_reads_like_the_files(tmp_path: Path) -> None:
    """The workbook that `write_template` makes, filled in, gives the tables of the same answers in CSV."""
    plain = read(tmp_path / "s", [BAKERY, CLOSED])
    told = mm.read_survey(fill_template(tmp_path / "form.xlsx", [BAKERY, CLOSED], LINES), as_of=TODAY)
    for name, frame in told.tables.items():
        assert frame.equals(plain.tables[name]), name
        assert frame.schema == TABLES[name].schema


def test_the_same_row_twice_counts_once(tmp_path: Path) -> None:
    """An equal row is a warning, and its vacancies are not doubled; spaces and case make no other employer."""
    told = read(tmp_path / "s", [CLOSED, {**CLOSED, "company_name": " carmel  software"}], None)
    assert told.employers.height == 1
    assert codes(told) == ["duplicate-row"]


def test_two_sites_of_one_name_need_ids(tmp_path: Path) -> None:
    """With an id each, two rows of one company are two employers, whose vacancies are told by the id."""
    sites = [{**BAKERY, "employer_id": "E1"}, {**BAKERY, "employer_id": "E2", "locality": "עכו"}]
    lines = tuple({**line, "employer_id": "E2"} for line in LINES)
    told = read(tmp_path / "s", sites, lines)
    assert told.employers["employer_id"].to_list() == ["E1", "E2"]
    assert told.seats.group_by("employer_id", maintain_order=True).agg(pl.col("count").sum()).rows() == [
        ("E1", 5),
        ("E2", 8),
    ]


def test_what_is_old_is_listed_with_its_seats(tmp_path: Path) -> None:
    """182 days are fresh, 183 stale; an employer without a date is not in the list."""
    assert read(tmp_path / "s", [BAKERY, CLOSED]).stale["employer_id"].to_list() == ["Carmel Software"]
    told = read(tmp_path / "t", [{**BAKERY, "survey_date": "2025-12-01"}, {**CLOSED, "survey_date": ""}])
    of = {days: stale_surveys(told.employers, told.seats, days, TODAY) for days in (181, 182)}
    assert of[182].is_empty()
    (row,) = of[181].to_dicts()
    assert (row["age_days"], row["n_seats"], row["places"]) == (182, 4, 8)


def test_check_warns_of_what_is_old(tmp_path: Path, tiny: mm.Problem) -> None:
    """`check` has a warning for each employer asked too long ago, and none on the day of the survey."""
    told = read(tmp_path / "s", [BAKERY], into=tiny)
    mm.write(told.problem(), tmp_path / "data")
    assert stale_warnings(mm.read(tmp_path / "data"), load_programme("general"), date(2026, 11, 1)) == ()
    (warning,) = (f for f in mm.check(tmp_path / "data", today=date(2026, 11, 2)) if f.code == "stale-survey")
    assert "4 seats" in warning.message
    assert (warning.file, warning.column, warning.severity) == ("employers.csv", "survey_date", "warning")


@pytest.mark.slow
def test_a_survey_goes_into_data_and_is_allocated(tmp_path: Path, tiny: mm.Problem) -> None:
    """Added to people, it is checked without an error and gives a plan that is verified; people find its seats."""
    data = tmp_path / "people"
    mm.write(tiny.replace(scores=tiny.scores.clear()), data)
    form = fill_template(tmp_path / "form.xlsx", [BAKERY, CLOSED], LINES)
    words = ["survey", str(form), "--into", str(data), "--out", str(tmp_path / "data"), "--as-of", "2026-06-01"]
    assert main(words) == 0
    assert not [f for f in mm.check(tmp_path / "data", today=TODAY) if f.severity == "error"]
    result = mm.allocate(mm.read(tmp_path / "data"))
    assert result.status == "optimal"
    assert mm.verify(result) == []
    assert "מאפיית השחר/now/1" in set(result.problem.seats["seat_id"])
    assert result.scores.pairs.n_pairs > 0


def test_the_same_survey_again_changes_nothing(tmp_path: Path, tiny: mm.Problem) -> None:
    """Read into its own outcome, a survey gives equal tables: nothing is doubled."""
    once = read(tmp_path / "s", [BAKERY, CLOSED], into=tiny).problem()
    twice = read(tmp_path / "s", [BAKERY, CLOSED], into=once).problem()
    assert twice.equals(once)


def test_a_later_survey_replaces_the_earlier_and_keeps_what_it_does_not_say(tmp_path: Path, tiny: mm.Problem) -> None:
    """Of a known employer new answers count, old facts stay where nothing new is said, and old seats of the survey go."""
    known = tiny
    first = read(tmp_path / "s", [BAKERY], into=known).problem()
    later = {"company_name": BAKERY["company_name"], "survey_date": "2026-05-30", "has_vacancies": "no"}
    second = read(tmp_path / "t", [later], None, into=first).problem()
    (row,) = second.employers.filter(pl.col("name") == BAKERY["company_name"]).to_dicts()
    assert (row["open_vacancies"], row["branch_code"], row["survey_date"]) == (0, "C10", date(2026, 5, 30))
    assert second.seats.equals(known.seats)
    assert second.opportunities.equals(known.opportunities)


def test_what_was_added_by_hand_stays_with_its_seat(tmp_path: Path, tiny: mm.Problem) -> None:
    """A wage written on a seat stays when the survey is read again, and goes when the seat is of another occupation."""
    once = read(tmp_path / "s", [BAKERY], into=tiny).problem()
    seat = pl.col("seat_id") == "מאפיית השחר/now/1"
    paid = once.replace(
        seats=once.seats.with_columns(wage=pl.when(seat).then(pl.lit(7000).cast(once.seats["wage"].dtype)))
    )
    assert read(tmp_path / "s", [BAKERY], into=paid).problem().equals(paid)
    other = ({**LINES[0], "occupation": "קונדיטור"}, *LINES[1:])
    (wage,) = read(tmp_path / "t", [BAKERY], other, into=paid).problem().seats.filter(seat)["wage"]
    assert wage is None


def test_an_employer_of_the_data_is_found_by_name(tmp_path: Path, tiny: mm.Problem) -> None:
    """Without an id, the name finds the employer that is there, and its seats carry that id."""
    known = tiny
    employers = known.employers.with_columns(name=pl.lit("מאפיית השחר") + pl.col("employer_id"))
    first = known.employers["employer_id"][0]
    row = {**BAKERY, "company_name": f"מאפיית השחר{first}"}
    lines = tuple({**line, "company_name": row["company_name"]} for line in LINES)
    told = read(tmp_path / "s", [row], lines, into=known.replace(employers=employers))
    assert told.employers["employer_id"].to_list() == [first]
    assert set(told.seats["employer_id"]) == {first}


def test_a_decision_about_a_seat_that_goes_is_an_error(tmp_path: Path, tiny: mm.Problem) -> None:
    """Who pinned a person to a seat of the earlier survey is told, with the row, when the later has no such seat."""
    once = read(tmp_path / "s", [BAKERY], into=tiny).problem()
    person = once.participants["participant_id"][0]
    pin = Decision(participant_id=person, seat_id="מאפיית השחר/now/2", decision="pin", reason="chosen", by="Ruth")
    pinned = once.replace(decisions=frame_of([pin], TABLES["decisions"]))
    later = {"company_name": BAKERY["company_name"], "has_vacancies": "no"}
    with pytest.raises(InputError, match="foreign-key"):
        read(tmp_path / "t", [later], None, into=pinned).problem()


def test_the_printed_form_s_own_words_are_known(tmp_path: Path) -> None:
    """Headings and answers as the form prints them (003:1026-1062), a slip of its spelling included, are read."""
    answers = {
        "שם החברה": "א", "מיקום גיאוגרפי של בית העסק": "עכו", "מה מספר המועסקים הכללי בעסק?": "12",
        "האם קיימות בעסק משרות פנויות?": "לא", "q8_1": "כן", "q8_5": "לא", "q9": "הארגון כבר עובד בשיטה היברדית",
    }  # fmt: skip
    line = {"שם החברה": "א", "מספר משרות פנויות": "4", "שם מקצוע": "נהג", "מועד גיוס": '"כן, בתוך 1-2 חודשים"'}
    told = read(tmp_path / "s", [answers], (line,))
    (employer,) = told.employers.select("locality", "employees", "remote_stance").rows()
    assert employer == ("עכו", 12, "hybrid")
    assert told.seats.select("seat_id", "count").rows() == [("א/1_2_months/1", 4)]
