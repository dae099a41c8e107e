"""The tables of the second interim evaluation (002:45-141), reproduced from histories with their counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from matchmaker.outcomes import Indicators
from matchmaker.outcomes.people import people as people_of
from matchmaker.outcomes.persistence import persistence, placements
from matchmaker.outcomes.share import percent
from matchmaker.outcomes.spells import spells
from matchmaker.outcomes.tenure import placement_by_tenure
from tests.outcomes.histories import problem, row, rules, spell, told

AS_OF = date(2018, 11, 30)
NEW = {"reported_on": AS_OF}


@pytest.mark.parametrize(
    ("months", "n", "in_job", "in_employment", "printed"),
    [
        (6, 384, 361, 369, (94, 96)),
        (12, 223, 194, 204, (87, 91)),
        (15, 164, 133, 142, (81, 87)),
        (24, 40, 27, 31, (68, 78)),
    ],
)
def test_persistence_in_the_job_and_in_employment(
    months: int, n: int, in_job: int, in_employment: int, printed: tuple[int, int]
) -> None:
    """Those who stay, those who change employer and those who leave give the counts and percents of 002:81-85."""
    start = date(2018 - (months // 12) if months != 15 else 2017, {6: 6, 12: 12, 15: 9, 24: 12}[months], 1)
    as_of = date(2018, 12, 1)
    history = []
    for person in range(n):
        name = f"P{person:03}"
        left = None if person < in_job else start.replace(day=10)
        history.append(spell(name, start, left, reported_on=as_of))
        if in_job <= person < in_employment:
            # a placement of its own, too new to be judged
            history.append(spell(name, start.replace(day=20), employer_id="E2", reported_on=as_of))
    table = _persistence(history, as_of)
    job, employment = (row(table, months=months, within=within) for within in ("job", "employment"))
    assert [(each["reached"], each["n"]) for each in (job, employment)] == [(in_job, n), (in_employment, n)]
    assert job["too_early"] == in_employment - in_job
    # 77.5 and 67.5 are printed 78 and 68
    assert tuple(int(percent(each["reached"], each["n"])) for each in (job, employment)) == printed


def test_two_years_of_persistence_rest_on_few_observations() -> None:
    """With n = 40 the row is marked as a small sample, with 41 it is not, and the interval is Wilson's."""

    def table(n: int) -> dict[str, Any]:
        history = [spell(f"P{i}", date(2016, 6, 1), None if i < 27 else date(2016, 8, 1), **NEW) for i in range(n)]
        return row(_persistence(history, AS_OF), months=24, within="job")

    small, larger = table(40), table(41)
    assert (small["reached"], small["n"], small["share"], small["small_sample"]) == (27, 40, 0.675, True)
    assert larger["small_sample"] is False
    # worked by hand: (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), z = 1.959964
    assert (round(small["low"], 4), round(small["high"], 4)) == (0.5202, 0.7992)


@pytest.mark.parametrize(
    ("months", "n", "placed", "printed"),
    [
        (3, 984, 268, 27),
        (6, 743, 355, 48),
        (9, 563, 332, 59),
        (12, 397, 267, 67),
        (18, 258, 206, 80),
        (24, 119, 107, 90),
    ],
)
def test_placement_by_minimum_tenure(months: int, n: int, placed: int, printed: int) -> None:
    """Of those with the tenure, those placed within it are counted, not those placed later (002:89-95)."""
    joined = pl.select(pl.lit(AS_OF).dt.offset_by(f"-{months}mo")).item()
    people = [{"participant_id": f"P{i}", "joined_on": joined} for i in range(n)]
    people += [{"participant_id": f"N{i}", "joined_on": date(2018, 11, 29)} for i in range(30)]
    history = [spell(f"P{i}", joined, **NEW) for i in range(placed)]
    found = row(_by_tenure(history, people), tenure_months=months)
    assert (found["reached"], found["n"], found["cannot_say"]) == (placed, n, 0)
    assert int(percent(found["reached"], found["n"])) == printed


def test_who_was_placed_after_the_tenure_is_not_in_it() -> None:
    """A placement on the last day of the window counts, one on the day after it does not."""
    people = [{"participant_id": name, "joined_on": date(2018, 1, 15)} for name in "AB"]
    history = [spell("A", date(2018, 4, 15), **NEW), spell("B", date(2018, 4, 16), **NEW)]
    table = _by_tenure(history, people)
    assert row(table, tenure_months=3)["reached"] == 1
    assert row(table, tenure_months=6)["reached"] == 2
    assert row(table, tenure_months=12)["n"] == 0


def test_time_to_the_first_placement() -> None:
    """51, 27, 12, 5, 4 and 1 of a hundred fall into the bins of 002:71-77 and sum to all of them."""
    days = {51: date(2016, 4, 1), 27: date(2016, 4, 2), 12: date(2016, 10, 1), 5: date(2017, 1, 1), 4: date(2017, 7, 1),
            1: date(2018, 1, 1)}  # fmt: skip
    history, people = [], []
    for size, day in days.items():
        for i in range(size):
            people.append({"participant_id": f"{size}-{i}", "joined_on": date(2016, 1, 1)})
            history.append(spell(f"{size}-{i}", day, **NEW))
            history.append(spell(f"{size}-{i}", date(2018, 5, 1), employer_id="E2", **NEW))
    table = told(history, as_of=AS_OF, participants=people).tables["time_to_placement"]
    assert table["months"].to_list() == ["0-3", "4-6", "7-9", "10-12", "13-18", "19-24", "25+"]
    assert table["reached"].to_list() == [51, 27, 12, 5, 4, 1, 0]
    assert table["share"].to_list() == [0.51, 0.27, 0.12, 0.05, 0.04, 0.01, 0.0]
    completed = told(history, as_of=AS_OF, participants=people, changed={"placement_month": "completed"})
    assert completed.tables["time_to_placement"]["reached"].to_list() == [78, 0, 12, 5, 4, 1, 0]


def test_who_found_the_job() -> None:
    """731 of 752 placements were found by the people themselves: 97.2%, and 2.8% through the programme (002:122-123)."""
    history = [
        spell(
            f"P{i % 624}",
            date(2017, 1, 1),
            employer_id=f"E{i // 624}",
            source="self" if i < 731 else "programme",
            **NEW,
        )
        for i in range(752)
    ]
    table = told(history, as_of=AS_OF).tables["sources"]
    counts = {each["source"]: (each["reached"], each["n"]) for each in table.iter_rows(named=True)}
    assert counts == {"programme": (21, 752), "self": (731, 752), "other": (0, 752)}
    assert (percent(731, 752, 1), percent(21, 752, 1)) == (Decimal("97.2"), Decimal("2.8"))


def test_the_centres_and_their_placement_rates() -> None:
    """58%, 47% and 47% of 499, 482 and 230 give 51.5% in all, weighted by everybody and not by the active (002:45-50)."""
    sizes = {"Tel Aviv": (499, 289), "Kfar Saba": (482, 227), "Modi'in": (230, 108)}
    people = [
        {"participant_id": f"{centre}{i}", "joined_on": date(2017, 1, 1), "organisation_id": centre}
        for centre, (n, _) in sizes.items()
        for i in range(n)
    ]
    history = [
        spell(f"{centre}{i}", date(2017, 6, 1), **NEW) for centre, (_, placed) in sizes.items() for i in range(placed)
    ]
    table = told(history, as_of=AS_OF, participants=people).tables["shares"]
    rates = [row(table, grouping="organisation_id", group=centre, indicator="placed") for centre in sizes]
    assert [int(percent(each["reached"], each["n"])) for each in rates] == [58, 47, 47]
    everybody = row(table, grouping="all", indicator="placed")
    assert (everybody["n"], percent(everybody["reached"], everybody["n"], 1)) == (1211, Decimal("51.5"))


@pytest.fixture(scope="module")
def age_groups() -> Indicators:
    """973 people up to 60 of whom 472 work, and 435 above it of whom 184 do, with the scope and wage of 002:137-139."""
    groups = {"young": (973, 472, date(1958, 11, 30), 88.0, 9668), "old": (435, 184, date(1957, 11, 30), 72.0, 6561)}
    people = [
        {"participant_id": f"{name}{i}", "joined_on": date(2017, 1, 1), "birth_date": born}
        for name, (n, _, born, _, _) in groups.items()
        for i in range(n)
    ]
    history = [
        spell(f"{name}{i}", date(2017, 6, 1), position_percent=scope, wage=Decimal(wage), **NEW)
        for name, (_, working, _, scope, wage) in groups.items()
        for i in range(working)
    ]
    return told(history, as_of=AS_OF, participants=people)


def test_slip_184_of_435_is_42_3_percent_and_not_43(age_groups: Indicators) -> None:
    """The employed rate above 60 comes out as 42.3%, where 002:139 prints 43%; up to 60 it is 48.5%, printed 49%."""
    table = age_groups.tables["shares"]
    old = row(table, grouping="age_group", group="61+", indicator="working")
    young = row(table, grouping="age_group", group="0-60", indicator="working")
    assert (old["reached"], old["n"], percent(old["reached"], old["n"], 1)) == (184, 435, Decimal("42.3"))
    assert (young["reached"], young["n"], percent(young["reached"], young["n"])) == (472, 973, Decimal(49))


def test_slip_the_two_age_groups_are_more_people_than_the_programme_has(age_groups: Indicators) -> None:
    """973 and 435 are 1,408 people, and 002:50 counts 1,211 in all: the rows here count everybody once."""
    table = age_groups.tables["shares"]
    by_age = table.filter(pl.col("grouping") == "age_group", pl.col("indicator") == "working")["n"].sum()
    assert by_age == 1408 == row(table, grouping="all", indicator="working")["n"] != 1211


def test_slip_full_time_wage_above_60_is_9112_50(age_groups: Indicators) -> None:
    """Wage over scope is 6,561 / 0.72 = 9,112.50 (printed 9,112) and 9,668 / 0.88 = 10,986.36 (printed 10,986)."""
    table = age_groups.tables["means"]
    means = {
        group: row(table, grouping="age_group", group=group, measure="full_time_wage")["mean"]
        for group in ("0-60", "61+")
    }
    assert means == {"0-60": Decimal("10986.36"), "61+": Decimal("9112.50")}


def test_every_mean_has_its_n_and_coverage() -> None:
    """Of 634 with a known scope 256 tell a wage: the wage's mean says so, with its deviation (002:52, 67)."""
    history = [
        spell(
            f"P{i}",
            date(2017, 6, 1),
            position_percent=83.0,
            wage=Decimal(9000 + 88 * (i % 2)) if i < 256 else None,
            **NEW,
        )
        for i in range(634)
    ]
    table = told(history, as_of=AS_OF).tables["means"]
    wage = row(table, grouping="all", measure="wage")
    assert (wage["mean"], wage["n"], wage["of"], round(wage["coverage"], 3)) == (Decimal(9044), 256, 634, 0.404)
    assert wage["sd"] == 44.09  # 44 * sqrt(256 / 255)
    scope = row(table, grouping="all", measure="position_percent")
    assert (scope["mean"], scope["n"], scope["coverage"], scope["small_sample"]) == (Decimal(83), 634, 1.0, False)
    age = row(table, grouping="all", measure="age")
    assert (age["mean"], age["n"], age["of"]) == (None, 0, 634)


def test_full_time_wage_is_of_the_latest_placements_whose_wage_and_scope_are_known() -> None:
    """A wage without a scope and a job left behind do not count: 5,000 for half a post is 10,000, of one of two people."""
    history = [
        spell("A", date(2017, 1, 1), position_percent=None, wage=Decimal(8000), **NEW),
        spell("B", date(2016, 1, 1), date(2016, 5, 1), position_percent=100.0, wage=Decimal(3000), **NEW),
        spell("B", date(2017, 1, 1), position_percent=50.0, wage=Decimal(5000), **NEW),
    ]
    table = told(history, as_of=AS_OF).tables["means"]
    found = row(table, grouping="all", measure="full_time_wage")
    assert (found["mean"], found["n"], found["of"]) == (Decimal(10000), 1, 2)
    assert row(table, grouping="all", measure="wage")["mean"] == Decimal(6500)


def _persistence(history: list[dict[str, Any]], as_of: date) -> pl.DataFrame:
    made = rules()
    return persistence(placements(spells(problem(history), made, as_of), made, as_of), made, as_of)


def _by_tenure(history: list[dict[str, Any]], people: list[dict[str, Any]]) -> pl.DataFrame:
    made, given = rules(), problem(history, participants=people)
    everybody = people_of(given, spells(given, made, AS_OF), made, "reported", AS_OF)
    return placement_by_tenure(everybody, made, AS_OF)
