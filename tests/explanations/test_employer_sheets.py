"""What an employer is shown: what was agreed to, what may be agreed to, and nothing of anybody else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.api.sheets import INDEX, sheets
from matchmaker.cli import main
from matchmaker.explanations.employer_sheets import employer_sheets
from matchmaker.model import TABLES, Plan
from matchmaker.programmes import built_in, load_programme
from matchmaker.programmes.disclosure import NEVER_SHARED
from tests.conftest import ROOT
from tests.explanations.problems import seat
from tests.strategies import problem_of

COLUMNS = TABLES["participants"].columns
KEPT = ("participant_id", "consents")
PLANTED = tuple(
    name for name, column in COLUMNS.items() if column.kind in ("text", "texts", "number", "id") and name not in KEPT
)
UNLIKE_ANY = {"latitude": 31.0, "longitude": 35.0}


def planted(column: str, person: int) -> Any:
    """Return a value that stands nowhere else, for a column of one person."""
    at = list(COLUMNS).index(column)
    match COLUMNS[column].kind:
        case "texts":
            return (f"zq{at}x{person}:1:2",) if column == "occupation_ratings" else (f"zq{at}x{person}",)
        case "number":
            return UNLIKE_ANY.get(column, 7) + (at * 10 + person) / 9973
        case _:
            return f"zq{at}x{person}"


def token(column: str, person: int) -> str:
    value = planted(column, person)
    return f"{value:g}" if isinstance(value, float) else value[0] if isinstance(value, tuple) else value


def world(consents: list[list[str]], plan: dict[str, str], pins: list[str]) -> Result:
    """Return four people with a planted value in every column, placed by hand with three employers that have secrets too."""
    people = [
        {"participant_id": f"p{i}", "consents": tuple(told) or None, "traffic_light": "red", "maturity": "initial",
         **{name: planted(name, i) for name in PLANTED}}
        for i, told in enumerate(consents)
    ]  # fmt: skip
    organisations = [{"organisation_id": token("organisation_id", i)} for i in range(4)]
    employers = [
        {"employer_id": f"emp{e}zq", "name": f"name{e}zq", "locality": f"place{e}zq", "contact_person": f"contact{e}zq"}
        for e in range(3)
    ]
    seats = [seat(f"s{e}", f"o{e}", count=4, occupation=f"work{e}zq") | {"employer_id": f"emp{e}zq"} for e in range(3)]
    problem = problem_of(
        people, seats, [{"opportunity_id": f"o{e}", "kind": "job", "name": f"job{e}zq"} for e in range(3)],
        employers=employers, organisations=organisations,
        decisions=[{"participant_id": p, "seat_id": plan[p], "decision": "pin", "reason": "secretzq", "by": "Dana"}
                   for p in pins if p in plan],
    )  # fmt: skip
    made = mm.allocate(problem, mm.score(problem))
    return replace(made, plan=Plan(plan))


def outputs(result: Result) -> Iterator[tuple[int, str]]:
    """Yield (employer, text) for all that is made to be shown to an employer."""
    for sheet in employer_sheets(result):
        yield int(sheet["employer_id"][3]), json.dumps(sheet, ensure_ascii=False)
    with TemporaryDirectory() as folder:
        mm.report(result, Path(folder) / "out")
        page = (Path(folder) / "out" / "report.html").read_text("utf-8")
        section = page[page.index('id="h-employers"') :]
        for block in re.findall("<details.*?</details>", section, re.DOTALL):
            yield int(re.search(r"name(\d)zq", block)[1]), block  # type: ignore[index]
        book = openpyxl.load_workbook(Path(folder) / "out" / "plan.xlsx")
        for row in book["employers"].iter_rows(min_row=2, values_only=True):
            yield int(str(row[0])[3]), " ".join(map(str, row))
        for file_format in ("csv", "xlsx"):
            index = sheets(result, Path(folder) / file_format, file_format=file_format)  # type: ignore[arg-type]
            for name, employer in zip(index["file"], index["employer_id"], strict=True):
                path = Path(folder) / file_format / name
                rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True) if file_format == "xlsx" else ()
                yield int(employer[3]), path.read_text("utf-8") if file_format == "csv" else str(list(rows))


@settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    consents=st.lists(st.lists(st.sampled_from(sorted(COLUMNS)), max_size=30, unique=True), min_size=4, max_size=4),
    plan=st.dictionaries(st.sampled_from(["p0", "p1", "p2", "p3"]), st.sampled_from(["s0", "s1", "s2"]), min_size=1),
    pins=st.lists(st.sampled_from(["p0", "p1", "p2", "p3"]), unique=True),
)
def test_an_employer_sees_nothing_not_agreed_to_and_nothing_of_another(
    consents: list[list[str]], plan: dict[str, str], pins: list[str]
) -> None:
    """Of all values planted in people and employers, sheets hold only those shareable, agreed to, and of their own people."""
    shareable = load_programme().disclosure.shareable.value  # type: ignore[union-attr]
    for employer, text in outputs(world(consents, plan, pins)):
        for person in range(4):
            comes = plan.get(f"p{person}") == f"s{employer}"
            for name in PLANTED:
                if not (comes and name in shareable and name in consents[person]):
                    assert not re.search(rf"\b{re.escape(token(name, person))}\b", text), (employer, person, name)
        for other in {0, 1, 2} - {employer}:
            for word in ("emp", "name", "place", "contact", "work", "job"):
                assert f"{word}{other}zq" not in text
        assert "secretzq" not in text
        assert not re.search(r"\b(red|initial|traffic\w*|barriers?|maturity)\b", text)


def test_what_was_agreed_to_is_shown_in_words_and_who_decided_is_said() -> None:
    """Name and skills appear with consent to them, in the language asked for; a pin's maker is named, a proposal is one."""
    result = world([["name", "skills", "barriers"], [], [], []], {"p0": "s0", "p1": "s0"}, ["p1"])
    (first, second), *_ = (sheet["people"] for sheet in employer_sheets(result, "he"))
    assert (first["participant"], first["shared"]) == (token("name", 0), f"כישורים: {token('skills', 0)}")
    assert (second["participant"], second["shared"]) == (None, None)
    assert (first["decided_by"], second["decided_by"]) == (None, "Dana")


def test_a_name_that_speaks_of_another_employer_is_left_out() -> None:
    """An opportunity named for two employers is named to neither; one named for an employer, to that employer alone."""
    result = world([[], [], [], []], {"p0": "s0", "p1": "s1", "p2": "s2"}, [])
    told = {"o0": "course of name0zq", "o1": "course of NAME0zq and name1zq", "o2": "\u200femp1\u200bzq course"}
    named = result.problem.opportunities.with_columns(name=pl.col("opportunity_id").replace_strict(told))
    sheets_of = employer_sheets(replace(result, problem=result.problem.replace(opportunities=named)))
    assert [sheet["people"][0]["opportunity"] for sheet in sheets_of] == ["course of name0zq", None, None]


def test_sheets_are_one_file_per_employer_with_somebody(tmp_path: Path) -> None:
    """Files are named safely and listed in the index; people are numbered and carry no id; proposals say so."""
    result = world([["name"], [], [], []], {"p0": "s0", "p1": "s0", "p2": "s2"}, ["p1"])
    index = sheets(result, tmp_path / "out", file_format="csv")
    assert index.rows() == [
        ("sheet-emp0zq.csv", "emp0zq", "name0zq", 4, 2),
        ("sheet-emp2zq.csv", "emp2zq", "name2zq", 4, 1),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [INDEX, "manifest.json", *index["file"]]
    told = pl.read_csv(tmp_path / "out" / "sheet-emp0zq.csv")
    assert told["No."].to_list() == [1, 2]
    assert told["Participant"].to_list() == [token("name", 0), None]
    assert [text.startswith("A proposal") for text in told["Decided by"]] == [True, False]
    assert not re.search(r"\bp[0-3]\b", (tmp_path / "out" / "sheet-emp0zq.csv").read_text("utf-8"))


def test_ids_alike_but_for_their_signs_have_a_sheet_each(tmp_path: Path) -> None:
    """Two ids whose letters and digits are the same, case apart, give two files, each with its own people."""
    result = world([["name"], ["name"], [], []], {"p0": "s0", "p1": "s1"}, [])
    renamed = pl.col("employer_id").replace({"emp0zq": "a/b", "emp1zq": "A+B"})
    problem = result.problem
    odd = problem.replace(employers=problem.employers.with_columns(renamed), seats=problem.seats.with_columns(renamed))
    index = sheets(replace(result, problem=odd), tmp_path / "out", file_format="csv")
    assert index.select("file", "employer_id").rows() == [("sheet-A_B.csv", "A+B"), ("sheet-a_b-2.csv", "a/b")]
    assert pl.read_csv(tmp_path / "out" / "sheet-a_b-2.csv")["Participant"].to_list() == [token("name", 0)]


def test_an_id_that_is_no_file_name_becomes_one(tmp_path: Path) -> None:
    """An employer's id with slashes, dots and formulas cannot lead out of the folder or start a formula."""
    result = world([[], [], [], []], {"p0": "s0"}, [])
    nasty = "../../=cmd|x"
    problem = result.problem
    renamed = pl.col("employer_id").replace("emp0zq", nasty)
    odd = problem.replace(employers=problem.employers.with_columns(renamed), seats=problem.seats.with_columns(renamed))
    index = sheets(replace(result, problem=odd), tmp_path / "out")
    assert index["file"].to_list() == ["sheet-_______cmd_x.xlsx"]


@pytest.mark.parametrize("name", built_in())
def test_no_profile_shares_a_label_or_a_protected_column(name: str) -> None:
    """Each built-in profile shares columns that exist, are not protected and label nobody."""
    rules = load_programme(name).disclosure
    assert rules is not None
    assert not {*rules.shareable.value} & NEVER_SHARED
    assert not [column for column in rules.shareable.value if COLUMNS[column].protected]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("shareable", '["name", "traffic_light"]', "traffic_light would label a person"),
        ("shareable", '["out_of_work_since"]', "out_of_work_since would label a person"),
        ("shareable", '["works_sabbath"]', "works_sabbath would label a person"),
        ("shareable", '["gender"]', "gender is a protected ground"),
        ("shareable", '["nmae"]', "there is no column nmae"),
        ("shareable", '["name", "name"]', "stands twice"),
        ("dimensions", '["participant_id"]', "tell single people apart"),
        ("dimensions", '["skills"]', "tell single people apart"),
        ("threshold", "1", "greater than or equal to 2"),
        ("means", '["score"]', "commute_minutes"),
    ],
)
def test_a_profile_that_discloses_too_much_is_refused(tmp_path: Path, key: str, value: str, told: str) -> None:
    """A label, a protected ground, an unknown column or totals of single people are refused with the place and the reason."""
    path = tmp_path / "mine.toml"
    path.write_text(
        'base = "general"\nname = "mine"\ntitle_he = "שלי"\ntitle_en = "Mine"\nversion = "1"\nvalid_from = 2020-01-01\n'
        f'[disclosure]\n{key} = {{ value = {value}, basis = "assumed" }}\n',
        "utf-8",
    )
    with pytest.raises(mm.SettingsError, match=told) as caught:
        load_programme(path)
    assert (caught.value.findings[0].column or "").startswith(f"disclosure.{key}")


def test_the_command_writes_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``matchmaker sheets`` writes the folder, says what must be done with it, and gives the index as JSON."""
    data = str(ROOT / "fixtures" / "tiny_multi_employer")
    assert main(["allocate", data, "--out", str(tmp_path / "plan")]) == 0
    assert (
        main(["sheets", str(tmp_path / "plan"), "--out", str(tmp_path / "to_send"), "--format", "csv", "--json"]) == 0
    )
    told = capsys.readouterr()
    index = json.loads(told.out)
    assert index
    assert all((tmp_path / "to_send" / row["file"]).is_file() for row in index)
    assert "decide on it before it is sent" in told.err
