"""No employer states a condition on a protected ground, unless the law that allows it is on record."""

from __future__ import annotations

import polars as pl
import pytest

from matchmaker.errors import InputError
from matchmaker.io import read_tables
from matchmaker.io.protected_grounds import ASKING, ground_of
from matchmaker.model import TABLES
from tests.strategies import problem_of


def tables(table: str, **more: list[str | None]) -> dict[str, pl.DataFrame]:
    """Return the tables of a problem with one person, employer, opportunity and seat, and more columns in one of them."""
    problem = problem_of(
        [{"participant_id": "p0"}],
        [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 1}],
        [{"opportunity_id": "o0", "kind": "job"}],
    )
    frames = {name: problem.table(name) for name in ("participants", "employers", "opportunities", "seats")}
    return {**frames, table: frames[table].with_columns(pl.Series(k, v, dtype=pl.String) for k, v in more.items())}


@pytest.mark.parametrize(
    ("column", "ground"),
    [
        ("required_gender", "gender"), ("maxAge", "age"), ("age_range", "age"), ("women only", "gender"),
        ("Required Religion", "religion"), ("nationality", "nationality"), ("marital_status", "family status"),
        ("has_children", "parenthood"), ("no_disability", "disability"), ("criminal_record", "justice record"),
        ("residents_only", "place of residence"), ("required_city", "place of residence"),
        ("population_group", "population group"), ("reserve_duty", "reserve duty"), ("political_views", "party"),
        ("economic_background", "economic background"), ("sexual_orientation", "gender"),
        ("גיל מקסימלי", "age"), ("מגדר", "gender"), ("גברים בלבד", "gender"), ("לנשים", "gender"), ("דת", "religion"),
        ("הדת הנדרשת", "religion"), ("מצב משפחתי", "family status"), ("מקום מגורים", "place of residence"),
        ("שירות מילואים", "reserve duty"), ("עבר פלילי", "justice record"), ("לאום", "nationality"),
        ("language", None), ("stage", None), ("wage", None), ("family_business", None), ("public_sector", None),
        ("city", None), ("manager", None), ("average", None), ("percentage", None), ("זמינות", None), ("משכורת", None),
        ("תעודות", None), ("managed", None), ("רגיל", None), ("economic_branch", None),
    ],
)  # fmt: skip
def test_the_ground_that_a_name_speaks_of(column: str, ground: str | None) -> None:
    """Names in English and Hebrew are known by whole words, with prefixed letters in Hebrew; others are left alone."""
    found = ground_of(column)
    assert (found is None) == (ground is None)
    if column != "sexual_orientation":  # either of its two words tells
        assert found == ground


@pytest.mark.parametrize("table", ASKING)
def test_no_column_of_the_records_speaks_of_a_ground(table: str) -> None:
    """The records of those who offer work have no column for such a condition, so nothing of theirs is refused."""
    spoken = {name for name in TABLES[table].columns if ground_of(name)}
    assert spoken == set()


@pytest.mark.parametrize("table", ASKING)
def test_a_condition_is_refused_with_its_place(table: str) -> None:
    """A filled cell in such a column is an error with row, column, value, and where the law is to be recorded."""
    with pytest.raises(InputError) as caught:
        read_tables(tables(table, required_gender=["male"]))
    (found,) = caught.value.findings
    assert (found.code, found.file, found.row, found.column) == ("protected-ground", table, 2, "required_gender")
    assert (found.value, "legal_ground" in str(found.expected)) == ("male", True)


@pytest.mark.parametrize("table", ASKING)
def test_a_condition_on_record_is_kept_and_an_empty_column_is_none(table: str) -> None:
    """With the law named in the same row the column is kept as it is; an empty cell states nothing."""
    kept = read_tables(tables(table, required_gender=["male"], legal_ground=["permit 7"]))
    assert kept.table(table)["required_gender"].to_list() == ["male"]
    assert read_tables(tables(table, required_gender=[None])).table(table).height == 1


def test_facts_of_participants_are_no_conditions() -> None:
    """A column of one's own among the participants may speak of anything: quotas may need it, and no score reads it."""
    assert read_tables(tables("participants", religion=["druze"])).participants["religion"].to_list() == ["druze"]
