"""Statements: sums, order, ceilings, and what the command prints."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.cli import main
from matchmaker.model import Problem, Settings
from matchmaker.money import Statement, make_statement, statement_frame, with_costs
from matchmaker.programmes import Programme, load_programme
from tests.at_length import at_length
from tests.money.helpers import ASKED, IN_FULL, OJT, PRACTICUM, TOLD, asked, per_group
from tests.strategies import maybe, problem_of

FIRST = date(2027, 1, 1)
FLAG = st.sampled_from((True, True, None, False))


def profiles() -> tuple[Programme, Programme]:
    """Return the newest profile with each reading of the OJT incentive."""
    newest = load_programme("ovdim_beyachad")
    return newest, newest.model_copy(update={"money": per_group()})


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, dict[str, str]]:
    """Draw up to five people placed with two employers, spells for some of them, and two requests."""
    n = draw(st.integers(1, 5))
    seats = [
        {
            "seat_id": f"s{s}", "opportunity_id": f"o{s}", "employer_id": f"e{s // 2}", "count": 5, **IN_FULL,
            "mentor_named": draw(FLAG), "incentive": draw(maybe(st.sampled_from((Decimal(1000), Decimal("4000.10"))))),
        }
        for s in range(4)
    ]  # fmt: skip
    kinds = [draw(st.sampled_from((OJT, OJT, PRACTICUM, "job"))) for _ in seats]
    seat_of = {f"p{i}": f"s{draw(st.integers(0, 3))}" for i in range(n)}
    history = [
        {"participant_id": person, "seat_id": seat, "start_date": FIRST,
         "end_date": FIRST + timedelta(draw(st.integers(0, 250))), **TOLD, "payslips": draw(st.sampled_from((0, 3, None)))}
        for person, seat in seat_of.items() if draw(st.booleans())
    ]  # fmt: skip
    requests = [
        {**ASKED, "request_id": f"r{i}", "amount": draw(maybe(st.sampled_from((Decimal(3000), Decimal(9000))))),
         "demanded_field": draw(FLAG), "companion_opinion": draw(FLAG)}
        for i in range(2)
    ]  # fmt: skip
    people = [{"participant_id": f"p{i}", "certificates": draw(maybe(st.just(("cook",))))} for i in range(n)]
    opportunities = [
        {"opportunity_id": f"o{s}", "kind": kind, "quality_employment": True} for s, kind in enumerate(kinds)
    ]
    return problem_of(people, seats, opportunities, history=history, requests=requests), seat_of


@settings(deadline=None, max_examples=8)
@given(cases(), st.sampled_from((0, 1)))
def test_totals_are_the_sums_of_their_lines(case: tuple[Problem, dict[str, str]], reading: int) -> None:
    """The total is the sum over employers and requests, an employer's that of its lines, a line's that of its months."""
    statement = make_statement(case[0], profiles()[reading], case[1])
    for employer in statement.employers:
        assert {line.employer_id for line in employer.lines} == {employer.employer_id}
        assert employer.total.due == sum(line.due or 0 for line in employer.lines)
        assert employer.total.at_most == sum(line.at_most for line in employer.lines)
    whole = statement.incentives_total
    assert whole.due == sum(employer.total.due for employer in statement.employers)
    assert statement.total.due == whole.due + statement.requests_total.due
    assert statement.total.n_lines == len(statement.incentives) + 2
    for line in statement.incentives:
        assert line.at_most == sum(part.amount for part in line.schedule) or not line.schedule


@settings(deadline=None, max_examples=8)
@given(cases(), st.sampled_from((0, 1)))
def test_no_line_passes_its_ceiling(case: tuple[Problem, dict[str, str]], reading: int) -> None:
    """What is due is at most what may be, which is at most the whole incentive; no request passes 7,000."""
    programme = profiles()[reading]
    assert programme.money is not None
    for line in make_statement(case[0], programme, case[1]).incentives:
        incentive = programme.money.incentive_for(line.kind)  # type: ignore[arg-type]
        own = case[0].seats.filter(pl.col("seat_id") == line.seat_id)["incentive"][0]
        assert 0 <= (line.due or 0) <= line.at_most
        assert line.full <= (incentive.full if own is None and incentive else own)
        assert line.at_most <= (incentive.full if own is None and incentive else own)
        assert (line.due is None) == bool(line.ask)
    for request in make_statement(case[0], programme, {}).requests:
        assert (request.amount or 0) <= (request.at_most or 0) <= (request.highest or 0) <= 7000


@settings(deadline=None, max_examples=8)
@given(cases(), st.randoms(use_true_random=False), st.sampled_from((0, 1)))
def test_order_of_rows_changes_nothing(case: tuple[Problem, dict[str, str]], random: Any, reading: int) -> None:
    """Every table shuffled and every placement told in another order give the same statement."""
    problem, seat_of = case
    told = list(seat_of.items())
    random.shuffle(told)
    shuffled = {
        name: problem.table(name).sample(fraction=1, shuffle=True, seed=random.randrange(99))
        for name in ("participants", "seats", "opportunities", "history", "requests")
    }
    programme = profiles()[reading]
    again = make_statement(problem.replace(**shuffled), programme, dict(told))
    assert again.as_dict() == make_statement(problem, programme, seat_of).as_dict()


@settings(deadline=None, max_examples=8)
@given(cases(), st.sampled_from((0, 1)))
def test_a_fact_learned_keeps_the_amount_within_what_was_open(
    case: tuple[Problem, dict[str, str]], reading: int
) -> None:
    """Filling in the payslips of everybody never brings more than was said at most."""
    problem, seat_of = case
    programme = profiles()[reading]
    before = make_statement(problem, programme, seat_of).incentives_total
    known = problem.replace(history=problem.history.with_columns(pl.col("payslips").fill_null(3)))
    after = make_statement(known, programme, seat_of).incentives_total
    assert before.due <= after.due
    assert after.at_most == before.at_most


@settings(deadline=None, max_examples=8)
@given(cases(), st.sampled_from((0, 1)))
def test_costs_of_a_budget_are_never_less_than_the_statement(
    case: tuple[Problem, dict[str, str]], reading: int
) -> None:
    """What a budget counts for the placements of a plan covers all that may be due for them."""
    problem, seat_of = case
    programme = profiles()[reading]
    rule = {"kind": "budget", "cost": "incentive_due", "max": 1}
    priced = with_costs(problem.replace(settings=Settings(constraint=(rule,))), programme)
    cost = dict(priced.seats.select("seat_id", "incentive_due").iter_rows())
    at_most = make_statement(problem, programme, seat_of).incentives_total.at_most
    assert at_most is not None
    assert at_most <= sum(cost[seat] for seat in seat_of.values())


CASES = (cases(), st.sampled_from((0, 1)))
test_totals_at_length = at_length(test_totals_are_the_sums_of_their_lines, *CASES)
test_no_line_passes_its_ceiling_at_length = at_length(test_no_line_passes_its_ceiling, *CASES)
test_a_fact_learned_at_length = at_length(test_a_fact_learned_keeps_the_amount_within_what_was_open, *CASES)
test_costs_of_a_budget_at_length = at_length(test_costs_of_a_budget_are_never_less_than_the_statement, *CASES)


def test_statement_of_a_problem_holds_its_requests_alone() -> None:
    """Without a plan there are no placements, and every request is judged."""
    statement = mm.statement(asked({}), programme="ovdim_beyachad@2017-01-01")
    assert (statement.version, statement.incentives) == ("2017-2018", ())
    assert (statement.total.due, statement.total.at_most, statement.total.n_open) == (Decimal(0), Decimal(7000), 1)
    assert [request.verdict for request in statement.requests] == ["within_rules"]
    assert ("money.voucher.share", "0.65") in statement.assumed


def test_total_that_cannot_be_said_is_no_number() -> None:
    """A voucher without a price leaves the highest total unsaid, and the table's cell empty."""
    statement = mm.statement(
        asked(
            {"kind": "voucher", "voucher_entitled": True, "course_cost": None},
            {"request_id": "r1", "decided_amount": Decimal(7000), "unanimous": True},
        ),
        programme="ovdim_beyachad",
    )
    assert (statement.total.due, statement.total.at_most, statement.total.n_open) == (Decimal(7000), None, 1)
    assert statement.to_polars()["at_most"].to_list() == [None, Decimal(7000), None]


def test_a_name_that_a_spreadsheet_would_run_is_printed_as_text(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What goes to stdout is disarmed like a file of it: people open both in a spreadsheet."""
    made = mm.statement(mm.load_result(folder))
    line = replace(made.incentives[0], employer_id="=HYPERLINK(1)")
    monkeypatch.setattr(mm, "statement", lambda *_, **__: replace(made, incentives=(line,)))
    assert main(["statement", str(folder)]) == 0
    assert ",'=HYPERLINK(1)," in capsys.readouterr().out


def test_economic_column_is_reported_and_not_read() -> None:
    """A request table that tells a person's means gives the same decisions and a finding (000:2835-2841)."""
    plain = asked({})
    for name in ("family_income", "Family Income", "רקע כלכלי"):
        told = plain.replace(requests=plain.requests.with_columns(pl.lit("low").alias(name)))
        statement = mm.statement(told, programme="ovdim_beyachad")
        assert [(finding.code, finding.column) for finding in statement.findings] == [("economic-column", name)]
        assert statement.as_dict()["requests"] == mm.statement(plain, programme="ovdim_beyachad").as_dict()["requests"]


def test_amounts_above_the_programmes_are_reported() -> None:
    """A seat that promises more than 5,000 and a scholarship decided above 7,000 are findings with their row."""
    seat = {"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 1, "incentive": Decimal(5001)}
    problem = problem_of(
        [{"participant_id": "p0"}], [seat], [{"opportunity_id": "o0", "kind": OJT}],
        requests=[{**ASKED, "decided_amount": Decimal(7001)}],
    )  # fmt: skip
    findings = make_statement(problem, load_programme("ovdim_beyachad"), {}).findings
    assert [(f.file, f.row, f.column, f.code) for f in findings] == [
        ("seats.csv", 2, "incentive", "above-ceiling"), ("requests.csv", 2, "decided_amount", "above-ceiling"),
    ]  # fmt: skip


def test_profile_without_money_says_so() -> None:
    """A programme that says nothing of money has an empty statement and a finding."""
    programme = load_programme("ovdim_beyachad").model_copy(update={"money": None})
    statement = make_statement(asked({}), programme, {})
    assert ([finding.code for finding in statement.findings], statement.requests) == (["no-money"], ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The verified output of an allocation of two people to two employers, under a budget of just both incentives."""
    data = tmp_path_factory.mktemp("data")
    files = {
        "participants": "participant_id,certificates,birth_date,district,in_quality_employment,family_backing,"
        "socioeconomic_cluster\nP1,cook,1998-01-01,south,false,false,3\nP2,cook,1998-01-01,south,false,false,3\n",
        "employers": "employer_id\nE1\nE2\n",
        "opportunities": f"opportunity_id,kind,quality_employment\nO1,{OJT},true\nO2,{PRACTICUM},true\n",
        "seats": "seat_id,opportunity_id,employer_id,count,position_percent,mentor_named,agreement_signed\n"
        "S1,O1,E1,1,100,true,true\nS2,O2,E2,1,80,true,true\n",
        "scores": "participant_id,seat_id,score\nP1,S1,0.9\nP2,S2,0.8\n",
        "history": "participant_id,seat_id,start_date,end_date,reported_on,payslips,payment_demanded_on\n"
        "P1,S1,2026-04-01,2026-06-15,2026-07-01,2,2026-07-02\n",
        "requests": "request_id,participant_id,kind,amount\nR1,P1,scholarship,3000\n",
    }
    for name, text in files.items():
        (data / f"{name}.csv").write_text(text, "utf-8")
    rule = '[[constraint]]\nkind = "budget"\ncost = "incentive_due"\nmax = 11000\n'
    (data / "settings.toml").write_text(f'programme = "ovdim_beyachad"\n{rule}', "utf-8")
    assert main(["allocate", str(data), "--out", str(data / "out")]) == 0
    assert main(["verify", str(data / "out")]) == 0
    return data / "out"


def test_command_writes_a_table_and_prints_the_statement(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table holds placements, totals and requests; --json holds the same in exact decimal text."""
    out = tmp_path / "statement.csv"
    assert main(["statement", str(folder), "--out", str(out), "--json"]) == 0
    told = capsys.readouterr()
    table = pl.read_csv(out)
    assert table["line"].to_list() == ["placement", "employer", "placement", "employer", "request", "total"]
    assert table["due"].to_list() == [4166.67, 4166.67, None, 0.0, None, 4166.67]
    printed = json.loads(told.out)
    assert printed["employers"][0]["placements"][0]["due"] == "4166.67"
    assert printed["total"] == {"due": "4166.67", "at_most": "13166.67", "lines": 3, "open": 2}
    assert "due: 4,166.67 NIS" in told.err
    assert main(["statement", str(folder), "--out", str(out)]) == 2
    assert "--replace" in capsys.readouterr().err


def test_command_in_hebrew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words are Hebrew, ids and columns stay."""
    assert main(["statement", str(folder), "--language", "he"]) == 0
    table = capsys.readouterr().out
    assert "הכשרה תוך כדי עבודה" in table
    assert "נחתם הסכם [000:4634-4636, against 000:2895-2897]" in table
    assert table.startswith("line,employer_id,participant_id,seat_id")


def test_employers_statement_holds_nothing_of_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--employer leaves its own lines only; an id that is nowhere is refused with the nearest one (000:4732)."""
    assert main(["statement", str(folder), "--employer", "E2", "--json", "--as-of", "2026-12-31"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["total"]["lines"] == 1
    assert "E1" not in printed
    assert "P1" not in printed
    assert main(["statement", str(folder), "--employer", "E22"]) == 2
    assert "did you mean 'E2'?" in capsys.readouterr().err


def test_frame_of_an_empty_statement_is_its_total() -> None:
    """A plan without incentives and a problem without requests give one line of nothing."""
    empty = make_statement(asked(), load_programme("ovdim_beyachad"), {})
    assert isinstance(empty, Statement)
    assert statement_frame(empty)["line"].to_list() == ["total"]
    assert empty.total.as_dict() == {"due": "0.00", "at_most": "0.00", "lines": 0, "open": 0}
