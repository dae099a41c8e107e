"""The indicators of a locality (003:674, 846)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from matchmaker.outcomes import Indicators
from tests.outcomes.histories import row, spell, told

AS_OF = date(2021, 11, 15)
TABLES: dict[str, list[dict[str, Any]]] = {
    "participants": [
        {"participant_id": "A", "locality": "Rahat"},
        {"participant_id": "B", "locality": "רהט"},
        {"participant_id": "C", "locality": "Rahat"},
        {"participant_id": "D", "locality": "Rahat", "state": "placed"},
        {"participant_id": "E", "locality": "Dimona"},
        {"participant_id": "F"},
        {"participant_id": "G", "locality": "Rahat", "state": "left"},
    ],
    "employers": [
        {"employer_id": "E1", "locality": "Rahat"}, {"employer_id": "E2", "locality": "Dimona"}, {"employer_id": "E3"},
    ],
    "opportunities": [
        {"opportunity_id": "O1", "kind": "job"}, {"opportunity_id": "O2", "kind": "workshop"},
        {"opportunity_id": "O3", "kind": "job", "end_date": date(2021, 11, 14)},
    ],
    "seats": [
        {"seat_id": "S1", "opportunity_id": "O1", "employer_id": "E1", "count": 3, "occupation": "Baker", "wage": Decimal(6000)},
        {"seat_id": "S2", "opportunity_id": "O1", "employer_id": "E2", "count": 1, "occupation": "clerk", "wage": Decimal(8000),
         "locality": "Rahat"},
        {"seat_id": "S3", "opportunity_id": "O1", "employer_id": "E1", "count": 2, "occupation": " baker"},
        {"seat_id": "S4", "opportunity_id": "O2", "employer_id": "E1", "count": 9},
        {"seat_id": "S5", "opportunity_id": "O3", "employer_id": "E1", "count": 9},
    ],
    "localities": [{"locality_id": "1161", "name_he": "רהט", "name_en": "Rahat", "labour_force": 20000}],
}  # fmt: skip


def _table(**changed: Any) -> Indicators:
    tables: dict[str, Any] = {**TABLES, **changed}
    return told([spell("C", date(2021, 1, 1), reported_on=AS_OF)], as_of=AS_OF, programme="workit", **tables)


@pytest.fixture(scope="module")
def found_there() -> Indicators:
    """The indicators of `TABLES`."""
    return _table()


def test_jobs_variety_wage_jobseekers_employers_and_unemployment_of_a_locality(found_there: Indicators) -> None:
    """All spellings of a place are one row; ended jobs and workshops are no jobs; who works, was placed or left seeks none."""
    found = row(found_there.tables["localities"], locality_id="1161")
    assert (found["quarter"], found["jobs"], found["variety"], found["occupation_known"]) == ("2021-Q4", 6, 2, 6)
    assert (found["average_wage"], found["wage_n"]) == (6500.0, 4)
    assert (found["jobseekers"], found["employers"]) == (2, 2)
    assert found["unemployment_rate"] == 2 / 20000


def test_unemployment_cannot_be_said_without_the_labour_force() -> None:
    """A locality without a labour force has no rate, and the field is asked for."""
    localities = [{**TABLES["localities"][0], "labour_force": None}]
    found = _table(localities=localities)
    table = found.tables["localities"]
    assert table["unemployment_rate"].null_count() == table.height
    assert row(found.tables["missing"], table="localities", field="labour_force")["missing"] == 1


def test_what_no_place_is_told_of_stands_in_a_row_of_its_own(found_there: Indicators) -> None:
    """The jobseeker and the employer without a place are counted where the locality is null, so nobody is lost."""
    table = found_there.tables["localities"]
    nowhere = table.filter(table["locality"].is_null())
    assert (nowhere["jobseekers"].to_list(), nowhere["employers"].to_list()) == ([1], [1])
    assert table["jobseekers"].sum() == 4
    assert table["jobs"].sum() == 6


def test_the_profile_says_which_indicators_are_shown() -> None:
    """Indicators that a profile leaves out have no column."""
    tables: dict[str, Any] = {**TABLES}
    found = told([], as_of=AS_OF, changed={"locality_indicators": ("jobs",)}, **tables).tables["localities"]
    assert found.columns == ["quarter", "locality_id", "locality", "jobs"]
