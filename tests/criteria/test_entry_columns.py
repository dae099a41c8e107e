"""What may decide who takes part."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from matchmaker.criteria import ELAPSED, ENTRY_COLUMNS, Criterion, no_entry_criterion
from matchmaker.model import TABLES

CRITERION: TypeAdapter[Any] = TypeAdapter(Criterion)


def refusal(**criterion: Any) -> tuple[str, str] | None:
    """Return what is said of a criterion."""
    return no_entry_criterion(CRITERION.validate_python(criterion), "test")


def test_the_closed_list_names_columns_that_exist() -> None:
    """Every name on it is a column of participants or a time elapsed, whose date is one."""
    known = TABLES["participants"].columns
    assert known.keys() | ELAPSED.keys() >= ENTRY_COLUMNS
    assert {since for since, _ in ELAPSED.values()} <= known.keys()


@pytest.mark.parametrize(
    "name",
    [
        "motivation", "Motivation_level", "mo-ti-va-tion", "unmotivated", "רמת מוטיבציה", "מוטיווציה", "מוֹטִיבַצְיָה",
        "Мотивация", "الدافعية", "motiv\u200bation",
    ],
)  # fmt: skip
def test_motivation_is_refused_however_it_is_written(name: str) -> None:
    """A column, a value or the criterion's own name that speaks of motivation is refused at its place."""
    assert (refusal(column=name, min=3) or ("",))[0] == "test.column"
    assert (refusal(column="barriers", values=[name]) or ("",))[0] == "test.values"
    assert (refusal(column="age", min=3, name=name) or ("",))[0] == "test.name"
    nested = refusal(all_of=[{"column": "age", "min": 3}, {"any_of": [{"column": name, "values": [True]}]}])
    assert nested is not None
    assert nested[0] == "test.all_of[1].any_of[0].column"
    assert "002:329" in nested[1]


@pytest.mark.parametrize("name", ["maturity", "traffic_light", "personality", "occupation_ratings", "name"])
def test_columns_in_which_motivation_has_a_part_are_not_on_the_list(name: str) -> None:
    """A judgement of readiness, the IPRO profile, enthusiasm and a name decide nothing."""
    assert refusal(column=name, values=["x"]) == ("test.column", f"'{name}' may not decide who takes part")


def test_everything_else_may_decide() -> None:
    """Age, a column of the file's own, and a locomotive driver pass."""
    assert refusal(column="age", min=18) is None
    assert refusal(column="centre", values=["lod"]) is None
    assert refusal(at_least=1, of=[{"column": "occupations", "values": ["locomotive driver"]}]) is None
