"""Rows of the list that concern results: ties, empty sets, exact money, contradictions, lies, and names in every output.

Longer than other test files, because they share the makers of small problems and of the result full of hostile names.
"""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.allocation import policies
from matchmaker.cli import main
from matchmaker.io import check, read, write_table
from tests.hostile.case import rows, whole_json
from tests.hostile.inputs import FIXTURES, json_content
from tests.io.small_problem import FILES, write_folder

NAMES = (
    "=HYPERLINK(\"http://x\",\"y\")", "+1", "-2+3", "@SUM(A1)", "＝1+1", "'=1", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "javascript:alert(1)", "]]>", "{0.__class__}", "{{7*7}}", "%s%n", "\u202eדנה\u2067", 'ת"א מ"מ ג׳ורג׳ כפר־סבא שָׁלוֹם', "\u05f4\u05f3",
    "'; DROP TABLE seats; --",
)  # fmt: skip
IDS = (
    "../../x", "/etc/passwd", "CON", "a:b", "א" * 200, ".", "..", "=1+1", "-5", "+5", "'=2", "@x", "{0.__class__}", "a,b", 'a"b', "<b>",
    "%2e%2e", "nul\\x", "-x", "é",
)  # fmt: skip


def _run(data: Path, out: Path, *options: str) -> dict[str, Any]:
    assert main(["allocate", str(data), "--out", str(out), *options]) == 0
    result: dict[str, Any] = whole_json((out / "result.json").read_text("utf-8"))
    return result


def _people(folder: Path) -> dict[str, str]:
    with (folder / "plan.csv").open(encoding="utf-8", newline="") as file:
        return {row["participant_id"]: row["seat_id"] for row in csv.DictReader(file)}


def _problem(folder: Path, people: dict[str, str], seat: str = "S1,O1,E1,1", settings: str = "", **more: str) -> Path:
    """Write people with scores for one seat each; ``more`` are other tables."""
    folder.mkdir(parents=True)
    texts = {
        "participants": "participant_id\n" + "".join(f"{name}\n" for name in people),
        "employers": "employer_id\nE1\n",
        "opportunities": "opportunity_id,kind\nO1,job\n",
        "seats": f"seat_id,opportunity_id,employer_id,count\n{seat}\n",
        "scores": "participant_id,seat_id,score\n" + "".join(f"{name},S1,{score}\n" for name, score in people.items()),
        **more,
    }
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    if settings:
        (folder / "settings.toml").write_text(settings, "utf-8")
    return folder


@rows(35)
def test_no_table_holds_what_a_sheet_cannot(tmp_path: Path) -> None:
    """Controls are shown as escapes, NaN and infinity leave the cell empty."""
    frame = pl.DataFrame({"name": ["a\x00b\x1b[31m", "\ufffe"], "x": [float("nan"), float("inf")]})
    write_table(frame, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["a\\x00b\\x1b[31m", None],
        ["\\ufffe", None],
    ]
    write_table(frame, tmp_path / "t.csv")
    assert "nan" not in (tmp_path / "t.csv").read_text("utf-8").lower()
    assert "\x1b" not in (tmp_path / "t.csv").read_text("utf-8")


@rows(40)
def test_what_was_hashed_is_what_was_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes while the run goes on changes nothing in it, and `verify` then says so."""
    data = _problem(tmp_path / "data", {"A": "0.5", "B": "0.25"})
    score = mm.score

    def and_change(*given: Any, **options: Any) -> Any:
        (data / "scores.csv").write_text("participant_id,seat_id,score\nA,S1,0.1\nB,S1,0.9\n", "utf-8")
        return score(*given, **options)

    monkeypatch.setattr(mm, "score", and_change)
    assert _run(data, tmp_path / "out")["objective"] == 0.5
    assert _people(tmp_path / "out") == {"A": "S1"}
    monkeypatch.undo()
    assert "input_changed" in {each.code for each in mm.verify(tmp_path / "out")}


@rows(46)
@pytest.mark.parametrize("name", ["tiny_cohort", "tiny_quota", "tiny_capacity", "ties"])
def test_the_order_of_rows_and_columns_does_not_matter(name: str, tmp_path: Path) -> None:
    """Every CSV with its rows and columns permuted gives the same plan, ties among equal people included."""
    source = FIXTURES / name
    if name == "ties":
        people = dict.fromkeys((f"P{i}" for i in range(6)), "0.5")
        source = _problem(tmp_path / "ties", people, "S1,O1,E1,3")
    plans = []
    for seed in range(3):
        data = tmp_path / f"data{seed}"
        shutil.copytree(source, data)
        rng = random.Random(seed)
        for path in data.glob("*.csv") if seed else ():
            _permute(path, rng)
        _run(data, tmp_path / f"out{seed}")
        plans.append(
            {
                part: (tmp_path / f"out{seed}" / f"{part}.csv").read_text("utf-8")
                for part in ("plan", "cohorts", "unplaced")
            }
        )
    assert plans[0] == plans[1] == plans[2]


def _permute(path: Path, rng: random.Random) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    order = rng.sample(range(len(header)), len(header))
    rng.shuffle(records)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[at] for at in order] for row in [header, *records])


@rows(48)
def test_nobody_and_nothing(tmp_path: Path) -> None:
    """Without people, seats or candidate pairs there is a plan of nobody, proved, with the reason for everyone."""
    empty = {name: pl.DataFrame() for name in ("participants", "employers", "opportunities", "seats")}
    none = mm.Problem.from_frames({})
    result = mm.allocate(none, mm.score(none))
    assert (result.status, result.plan.n_placed, float(result.objective)) == ("optimal", 0, 0.0)
    mm.report(result, tmp_path / "none")
    assert whole_json((tmp_path / "none" / "result.json").read_text("utf-8"))["n_participants"] == 0
    with pytest.raises(mm.InputError):
        mm.read_tables(empty)
    data = _problem(tmp_path / "data", {"A": "0.5"}, seat="S1,O1,E1,0")
    assert _run(data, tmp_path / "full")["placed"] == 0
    (data / "scores.csv").write_text("participant_id,seat_id,score\n", "utf-8")
    scores = tmp_path / "none.csv"
    scores.write_text("participant_id,seat_id,score\n", "utf-8")
    assert _run(data, tmp_path / "pairs", "--scores", str(scores))["placed"] == 0
    assert "no_candidate" in (tmp_path / "pairs" / "unplaced.csv").read_text("utf-8")
    one = _problem(tmp_path / "one", {"A": "0.5"})
    assert _run(one, tmp_path / "1x1")["objective"] == 0.5


@rows(48)
def test_nobody_with_a_hard_target(tmp_path: Path) -> None:
    """A floor that no candidates can meet is infeasible, exit 3, and nothing is written."""
    floor = '[[constraint]]\nkind = "group_quota"\ngroup = { gender = "female" }\nscope = "plan"\nmin_count = 1\n'
    data = _problem(
        tmp_path / "data", {"A": "0.5"}, settings=floor, participants="participant_id,gender\nA,male\nB,female\n"
    )
    assert main(["allocate", str(data), "--out", str(tmp_path / "out")]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@rows(49)
def test_sizes_at_their_ends(tmp_path: Path) -> None:
    """A cohort whose least is over the people who fit stays closed with the reason; 0 is allowed; an employer of 0 is closed."""
    data = _problem(
        tmp_path / "a",
        {"A": "0.5"},
        "S1,O1,E1,9",
        opportunities="opportunity_id,kind,min_size\nO1,triangle_training,2\n",
    )
    assert _run(data, tmp_path / "over")["placed"] == 0
    assert "cohort_closed" in (tmp_path / "over" / "unplaced.csv").read_text("utf-8")
    data = _problem(
        tmp_path / "b", {"A": "0.5"}, opportunities="opportunity_id,kind,min_size\nO1,triangle_training,0\n"
    )
    assert _run(data, tmp_path / "zero")["placed"] == 1
    data = _problem(tmp_path / "c", {"A": "0.5"}, employers="employer_id,max_placements\nE1,0\n")
    assert _run(data, tmp_path / "shut")["placed"] == 0
    assert "limit" in (tmp_path / "shut" / "unplaced.csv").read_text("utf-8")


@rows(51)
@pytest.mark.parametrize(("budget", "placed"), [("0", 0), ("0.30", 3), ("0.3", 3), ("0.29", 2), ("0.2", 2), ("1e9", 3)])
def test_money_is_exact(budget: str, placed: int, tmp_path: Path) -> None:
    """Three times 0.10 is 0.30: equality is allowed, one agora less is not enough, 0 buys nothing."""
    rule = f'[[constraint]]\nkind = "budget"\ncost = "cost"\nmax = {budget}\n'
    seats = "seat_id,opportunity_id,employer_id,count,cost\nS1,O1,E1,3,0.10\n"
    data = _problem(tmp_path / "data", dict.fromkeys("ABC", "0.5"), settings=rule, seats=seats)
    assert _run(data, tmp_path / "out")["placed"] == placed
    assert main(["verify", str(tmp_path / "out")]) == 0


CONTRADICTIONS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "two pins to one place": (
        {"decisions": "participant_id,seat_id,decision,reason,by\nA,S1,pin,x,y\nB,S1,pin,x,y\n"}, ("A", "B", "S1"),
    ),
    "pin to a seat of an employer that is disqualified": (
        {
            "decisions": "participant_id,seat_id,decision,reason,by\nA,S1,pin,x,y\n",
            "employers": "employer_id,circle\nE1,disqualified\n",
        },
        ("A", "disqualified"),
    ),
    "pin and veto": (
        {"decisions": "participant_id,seat_id,decision,reason,by\nA,S1,pin,x,y\nA,S1,veto,x,y\n"}, ("A",),
    ),
    "floor and budget": (
        {
            "participants": "participant_id,gender\nA,female\nB,female\n",
            "seats": "seat_id,opportunity_id,employer_id,count,cost\nS1,O1,E1,2,100\n",
            "settings": '[[constraint]]\nkind = "budget"\ncost = "cost"\nmax = 150\n'
            '[[constraint]]\nkind = "group_quota"\ngroup = { gender = "female" }\nscope = "plan"\nmin_count = 2\n',
        },
        ("budget", "female"),
    ),
}  # fmt: skip


@rows(52)
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictions_are_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3 (or 2, where the input contradicts itself) with the rules that clash by name; nothing is written."""
    tables, words = CONTRADICTIONS[name]
    settings = tables.get("settings", "")
    data = _problem(
        tmp_path / "data",
        {"A": "0.5", "B": "0.5"},
        settings=settings,
        **{k: v for k, v in tables.items() if k != "settings"},
    )
    code = main(["allocate", str(data), "--out", str(tmp_path / "out"), "--json"])
    told = capsys.readouterr()
    assert code in (2, 3)
    assert all(word in told.out + told.err for word in words)
    assert "Traceback" not in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@rows(52)
def test_each_clashing_rule_is_needed(tmp_path: Path) -> None:
    """Without any one of two pins that clash, there is a plan."""
    pins = ["A,S1,pin,x,y\n", "B,S1,pin,x,y\n"]
    header = "participant_id,seat_id,decision,reason,by\n"
    data = _problem(tmp_path / "data", {"A": "0.5", "B": "0.5", "C": "0.9"}, decisions=header + "".join(pins))
    assert mm.allocate(mm.read(data)).status == "infeasible"
    for pin in pins:
        (data / "decisions.csv").write_text(header + pin, "utf-8")
        assert mm.allocate(mm.read(data)).status == "optimal"


@rows(53)
@pytest.mark.parametrize("lie", ["overfull", "objective", "bound", "nobody"])
def test_a_solver_that_lies_is_not_believed(
    lie: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan that breaks a row, a wrong objective or a bound below the plan end with 5 and nothing is written."""
    from dataclasses import replace

    import numpy as np

    honest = policies.POLICIES["optimal"]

    def lying(formulation: Any, scores: Any, effort: Any) -> Any:
        solution = honest(formulation, scores, effort)
        match lie:
            case "overfull":
                return replace(solution, pairs=np.array([0, 1], np.int64))
            case "nobody":
                return replace(solution, pairs=np.array([0, 0], np.int64))
            case "objective":
                return replace(solution, objective=solution.objective * 3, bound=solution.bound * 3)
            case _:
                return replace(solution, bound=0)

    monkeypatch.setattr(
        import_module("matchmaker.allocation.allocate"), "POLICIES", {**policies.POLICIES, "optimal": lying}
    )
    data = _problem(tmp_path / "data", {"A": "0.5", "B": "0.25"})
    code = main(["allocate", str(data), "--out", str(tmp_path / "out")])
    assert "Traceback" not in capsys.readouterr().err
    assert code == 5
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@rows(55)
def test_the_seed_of_hashes_does_not_matter(tmp_path: Path) -> None:
    """Processes with other hash seeds, and with checks by assert switched off, write the same bytes."""
    made = []
    for seed, flags in (("1", []), ("2", ["-O"])):
        out = tmp_path / f"out{seed}"
        command = [
            sys.executable,
            *flags,
            "-m",
            "matchmaker",
            "allocate",
            str(FIXTURES / "tiny_multi_employer"),
            "--out",
            str(out),
        ]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()
        made.append(
            {
                name: (out / name).read_bytes()
                for name in ("plan.csv", "cohorts.csv", "unplaced.csv", "report.html", "plan.xlsx")
            }
        )
    assert made[0] == made[1]


@rows(55)
def test_the_number_of_threads_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores are the same bits with 1 and with 64 threads."""
    problem = mm.generate(participants=40, opportunities=10, seed=3)
    totals = []
    for n in (1, 64):
        monkeypatch.setattr(os, "cpu_count", lambda n=n: n)
        totals.append(mm.score(problem).total.tobytes())
    assert totals[0] == totals[1]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result in which every person bears a hostile name, with one seat for all but one."""
    folder = tmp_path_factory.mktemp("named")
    data = folder / "data"
    data.mkdir()
    content = json_content()
    content["participants"] = [{"participant_id": f"P{i}", "name": name} for i, name in enumerate(NAMES)]
    content["employers"] = [{"employer_id": "E1", "name": NAMES[6]}]
    content["seats"] = [{"seat_id": "S1", "opportunity_id": "O1", "employer_id": "E1", "count": len(NAMES)}]
    (folder / "p.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert main(["allocate", str(folder / "p.json"), "--out", str(folder / "out")]) == 0
    return folder


@rows(61)
def test_names_in_sheets_are_text(named: Path) -> None:
    """No cell of the workbook is a formula, and no cell of the CSV files starts one."""
    book = openpyxl.load_workbook(named / "out" / "plan.xlsx")
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in values)
    assert {name for name in NAMES if "\u202e" not in name} <= {str(cell.value) for cell in values}
    for path in (named / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [
            cell
            for cell in cells
            if cell.startswith(("=", "+", "@", "\t", "\r", "＝")) or (cell[:1] == "-" and not cell[1:2].isdigit())
        ]


@rows(61)
def test_ids_survive_the_apostrophe(tmp_path: Path) -> None:
    """Ids that look like formulas are escaped in CSV, left alone in .raw.csv, and read back by explain and verify."""
    out = _ids_result(tmp_path)
    text = (out / "plan.csv").read_text("utf-8")
    assert "'=1+1" in text
    write_table(pl.DataFrame({"id": ["=1+1", "-5"]}), tmp_path / "t.raw.csv")
    assert (tmp_path / "t.raw.csv").read_text("utf-8") == "id\n=1+1\n-5\n"
    assert main(["verify", str(out)]) == 0
    result = mm.load_result(out)
    assert {mm.explain(result, each)["participant_id"] for each in IDS} == set(IDS)
    for each in ("=1+1", "-x", "../../x"):
        assert main(["explain", str(out), "--", each]) == 0, each


@rows(69)
def test_ids_are_never_file_names(tmp_path: Path) -> None:
    """Ids that look like paths, devices or options make no file and change no name."""
    out = _ids_result(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "out"}
    tables = {"plan.csv", "cohorts.csv", "unplaced.csv", "warned.csv"}
    assert {path.name for path in out.iterdir()} == tables | {
        "result.json",
        "manifest.json",
        "report.html",
        "plan.xlsx",
    }
    for suffix in ("csv", "xlsx", "jsonl", "parquet"):
        assert (
            main(
                [
                    "rank",
                    str(tmp_path / "data" / "p.json"),
                    "--for",
                    "opportunities",
                    "--out",
                    str(tmp_path / f"r.{suffix}"),
                ]
            )
            == 0
        )


def _ids_result(folder: Path) -> Path:
    content = json_content()
    content["participants"] = [{"participant_id": each} for each in IDS]
    content["employers"] = [{"employer_id": each} for each in IDS]
    content["opportunities"] = [{"opportunity_id": each, "kind": "job"} for each in IDS]
    content["seats"] = [{"seat_id": each, "opportunity_id": each, "employer_id": each, "count": 1} for each in IDS]
    content["scores"] = [{"participant_id": each, "seat_id": each, "score": 0.5} for each in IDS]
    (folder / "data").mkdir()
    (folder / "data" / "p.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert main(["allocate", str(folder / "data" / "p.json"), "--out", str(folder / "out")]) == 0
    assert whole_json((folder / "out" / "result.json").read_text("utf-8"))["placed"] == len(IDS)
    return folder / "out"


@rows(62, 70)
def test_names_in_the_page_are_text(named: Path) -> None:
    """No name becomes markup, script, link or template in the page; its policy admits no connection."""
    from html.parser import HTMLParser

    class Page(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[tuple[str, dict[str, str | None]]] = []
            self.text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append((tag, dict(attrs)))

        def handle_data(self, data: str) -> None:
            self.text += data

    page, source = Page(), (named / "out" / "report.html").read_text("utf-8")
    page.feed(source)
    assert not [tag for tag, _ in page.tags if tag in ("img", "iframe", "object", "link", "base", "form")]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not [a for _, a in page.tags for name in ("href", "src", "action") if (a.get(name) or "#")[:1] != "#"]
    assert "alert(1)" not in "".join(part.partition("</script>")[0] for part in source.split("<script")[1:])
    assert "default-src 'none'" in source
    assert "{{7*7}}" in page.text
    assert "{0.__class__}" in page.text
    assert "\u202e" not in page.text


@rows(56, 58)
def test_names_on_the_terminal_are_harmless(named: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Explanations of people with hostile names print no control and no direction override."""
    from matchmaker.explanations import as_text

    result = mm.load_result(named / "out")
    for i in range(len(NAMES)):
        print(as_text(mm.explain(result, f"P{i}")))
    assert main(["explain", str(named / "out"), "P0"]) == 0
    told = capsys.readouterr()
    assert not {character for character in told.out + told.err if not character.isprintable()} - {"\n"}


@rows(58)
def test_what_is_wrong_is_shown_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A hostile value, file name, argument or option is printed with its controls as escapes."""
    hostile = "\x1b]0;owned\x07\x9b31m\u202e"
    data = write_folder(tmp_path / f"d{hostile}")
    (data / "participants.csv").write_text(FILES["participants.csv"].replace("דנה", hostile), "utf-8")
    (data / f"seat{hostile}.csv").write_text("x\n", "utf-8")
    for words in (
        ["check", str(data)],
        ["check", str(tmp_path / f"none{hostile}")],
        ["check", str(data), "--encoding", hostile],
        ["allocate", str(data), "--out", str(tmp_path / hostile / "x")],
        ["allocate", str(data), "--out", str(data)],
        ["allocate", str(data), "--out", str(tmp_path / "o"), "--programme", hostile],
        ["allocate", str(data), "--out", str(tmp_path / "o"), "--policy", hostile],
        ["allocate", str(data), "--out", str(tmp_path / "o"), f"--{hostile}"],
        ["explain", str(tmp_path / hostile), hostile],
        ["rank", str(data), "--out", f"x.{hostile}"],
        [hostile],
    ):
        assert main(words) == 2, words
        told = capsys.readouterr()
        assert not {character for character in told.out + told.err if not character.isprintable()} - {"\n"}, words


@rows(59)
def test_paths_that_are_no_text_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path of bytes that are not UTF-8 gives a message and, asked for, JSON."""
    path = os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff\xfe")
    assert main(["check", path]) == 2
    assert main(["check", path, "--json"]) == 2
    assert whole_json(capsys.readouterr().out)["errors"][0]["code"] == "not-found"


@rows(66)
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ג׳ורג׳", "ג'ורג'", True),
        ("צה״ל", 'צה"ל', True),
        ("כפר־סבא", "כפר-סבא", True),
        ("שָׁלוֹם", "שלום", True),
        ("ת״א", "תל אביב-יפו", False),
        ("שלום", "שלומ", False),
    ],
)
def test_hebrew_identity(one: str, other: str, same: bool, tmp_path: Path) -> None:
    """Geresh, gershayim, maqaf and niqqud make no other id; other letters do."""
    quoted = ['"' + each.replace('"', '""') + '"' for each in (one, other)]
    data = write_folder(tmp_path / "data", participants="participant_id\n" + "\n".join(quoted) + "\n")
    assert [found.code for found in check(data)] == (["primary-key"] if same else [])


@rows(66)
def test_hebrew_names_survive(tmp_path: Path) -> None:
    """Quotes, geresh and niqqud inside names come out as they went in."""
    name = 'ת"א מ״מ ג׳ורג\' שָׁלוֹם, "כפר־סבא"'
    quoted = name.replace('"', '""')
    data = write_folder(tmp_path / "data", participants=f'participant_id,name\nP1,"{quoted}"\n')
    assert read(data).participants["name"].to_list() == [name]
    problem = read(data)
    mm.write(problem, tmp_path / "again")
    assert read(tmp_path / "again").equals(problem)


@rows(70)
@pytest.mark.parametrize("value", ["(a+)+$", ".*", "{0.__class__.__mro__}", "%(x)s", "${PATH}"])
def test_values_of_rules_are_compared_as_they_stand(value: str, tmp_path: Path) -> None:
    """A rule's group that looks like a pattern or a template is a value like any other, and is not expanded."""
    rule = f'[[constraint]]\nkind = "group_quota"\ngroup = {{ district = "{value}" }}\nscope = "plan"\nmax_count = 0\n'
    people = f"participant_id,district\nA,{value}\nB,{'a' * 40}!\n"
    data = _problem(tmp_path / "data", {"A": "0.5", "B": "0.25"}, settings=rule, participants=people)
    _run(data, tmp_path / "out")
    assert _people(tmp_path / "out") == {"B": "S1"}


@rows(18, 53)
@pytest.mark.parametrize("file", ["result.json", "manifest.json", "plan.csv", "cohorts.csv"])
@pytest.mark.parametrize("text", ["", "{}", "null", '{"settings": 1}'])
def test_a_damaged_result_is_refused(
    named: Path, tmp_path: Path, file: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`verify` and `explain` of a folder with a damaged file end with 2 or 5 and a message, not with an internal error."""
    shutil.copytree(named / "out", tmp_path / "out")
    (tmp_path / "out" / file).write_text(text, "utf-8")
    assert main(["verify", str(tmp_path / "out")]) in (2, 5)
    main(["explain", str(tmp_path / "out"), "P1"])
    assert "internal error" not in capsys.readouterr().err
