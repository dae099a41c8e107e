"""The section eligibility: one broken section per rejection."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme

OWN = 'base = "general"\nname = "own"\ntitle_he = "שלנו"\ntitle_en = "Ours"\nversion = "1"\nvalid_from = 2024-01-01\n'
ONE = '[[eligibility.criteria]]\nname = "a"\nsource = "000:1"\n'
TWO = '[[eligibility.criteria]]\nname = "b"\nsource = "000:1"\n'
AGE = ONE + 'test = { column = "age", min = 18, max = 25 }\n'
OTHER = TWO + 'test = { column = "car", values = [true] }\n'
APPROVER = '[eligibility]\napprover = { value = "manager", source = "002:306" }\n'
MAY_MISS = 'may_miss = { value = 1, basis = "assumed" }\n'
MISSABLE = 'may_be_missed = { value = true, basis = "assumed" }\n'
AT = "eligibility.criteria[0]"

BROKEN = {
    "motivation column": (ONE + 'test = { column = "motivation", min = 3 }', f"{AT}.test", "speaks of motivation"),
    "motivation in Hebrew, deep inside": (
        ONE + 'test = { all_of = [{ column = "age", min = 3 }, { column = "רמת מוטיבציה", values = ["גבוהה"] }] }',
        f"{AT}.test", "test.all_of[1].column: 'רמת מוטיבציה' speaks of motivation",
    ),
    "motivation among barriers": (
        ONE + 'test = { column = "barriers", values = ["lack of motivation"] }', f"{AT}.test", "test.values",
    ),
    "motivation by name": (
        ONE.replace('"a"', '"motivated"') + 'test = { column = "score", min = 3 }', AT, "speaks of motivation",
    ),
    "motivation in almost": (
        APPROVER + ONE + 'test = { column = "barriers", values = ["x"] }\n'
        'near = { values = ["low motivation"], basis = "assumed" }', AT, "speaks of motivation",
    ),
    "column that may not decide": (
        ONE + 'test = { column = "maturity", values = ["high"] }', f"{AT}.test", "may not decide who takes part",
    ),
    "no criteria": ('[eligibility]\ncriteria = []', "eligibility", "there is no criterion"),
    "no provenance": (AGE.replace('source = "000:1"\n', ""), AT, "source"),
    "no such form": (ONE + 'test = { column = "age" }', f"{AT}.test", "is no criterion"),
    "two forms": (ONE + 'test = { column = "age", min = 3, any_of = [] }', f"{AT}.test", "is no criterion"),
    "min over max": (ONE + 'test = { column = "age", min = 30, max = 20 }', f"{AT}.test", "min is greater than max"),
    "more than there are": (
        ONE + 'test = { at_least = 3, of = [{ column = "age", min = 3 }] }', f"{AT}.test", "is no criterion",
    ),
    "misspelled key": (AGE + 'alternative = ["over 18"]', f"{AT}.alternative", "did you mean 'alternatives'?"),
    "never a value": (
        ONE + 'test = { column = "matriculation", values = ["half"] }', f"{AT}.test", "never 'half', but none, partial",
    ),
    "text for a number": (ONE + 'test = { column = "car", values = ["yes"] }', f"{AT}.test", "cannot be a value of car"),
    "nobody reaches min": (
        ONE + 'test = { column = "socioeconomic_cluster", min = 11 }', f"{AT}.test", "nobody can meet min = 11",
    ),
    "nobody stays under max": (
        ONE + 'test = { column = "schooling_years", max = -1 }', f"{AT}.test", "nobody can meet max = -1",
    ),
    "ranges that exclude each other": (
        AGE + TWO + 'test = { column = "age", min = 45 }', "eligibility", "nobody can meet both 'a' and 'b'",
    ),
    "values that exclude each other": (
        ONE + 'test = { column = "district", values = ["south"] }\n' + TWO + 'test = { column = "district", values = ["north"] }',
        "eligibility", "nobody can meet both",
    ),
    "a value outside a range": (
        ONE + 'test = { column = "age", values = [17] }\n' + TWO + 'test = { column = "age", min = 18 }',
        "eligibility", "nobody can meet both",
    ),
    "limits inside one criterion that exclude each other": (
        ONE + 'test = { all_of = [{ column = "age", max = 20 }, { column = "age", min = 45 }] }',
        "eligibility", "nobody can meet 'a'",
    ),
    "a limit against one that another criterion joins": (
        AGE + TWO + 'test = { all_of = [{ column = "age", min = 45 }, { column = "car", values = [true] }] }',
        "eligibility", "nobody can meet both 'a' and 'b'",
    ),
    "three that leave nothing in common": (
        "".join(
            ONE.replace('"a"', f'"{name}"') + f'test = {{ column = "district", values = {values} }}\n'
            for name, values in (("a", ["n", "s"]), ("b", ["s", "e"]), ("c", ["n", "e"]))
        ),
        "eligibility", "nobody can meet all of it",
    ),
    "two of two that exclude each other": (
        ONE + 'test = { at_least = 2, of = [{ column = "car", values = [true] }, { column = "car", values = [false] }, '
        '{ column = "car", values = [false, false], name = "walks" }, { column = "age", min = 200 }] }\n'
        + TWO + 'test = { column = "car", values = [true] }', "eligibility", "nobody can meet both 'a' and 'b'",
    ),
    "an age between two years": (
        ONE + 'test = { column = "age", min = 18.2, max = 18.7 }', "eligibility", "nobody can meet 'a'",
    ),
    "an age of nobody": (ONE + 'test = { column = "age", max = -1 }', "eligibility", "nobody can meet 'a'"),
    "two of one name": (AGE + OTHER.replace('"b"', '"a"'), "eligibility", "two criteria are called 'a'"),
    "a name with a separator": (AGE.replace('"a"', '"a;b"'), f"{AT}.name", "pattern"),
    "alternatives without a choice": (
        AGE + 'alternatives = ["over 18"]', AT, 'a choice among alternatives needs basis = "assumed"',
    ),
    "almost without an approver": (AGE + 'near = { min = 17, basis = "assumed" }', "eligibility", "no approver is named"),
    "an approver of nothing": (APPROVER + AGE, "eligibility", "nothing says what may be approved"),
    "almost no wider": (APPROVER + AGE + 'near = { min = 18, basis = "assumed" }', AT, "no wider than 18"),
    "almost narrower": (APPROVER + AGE + 'near = { max = 20, basis = "assumed" }', AT, "no wider than 25"),
    "almost where there is no limit": (
        APPROVER + ONE + 'test = { column = "age", min = 18 }\nnear = { max = 20, basis = "assumed" }', AT, "has none",
    ),
    "almost of another sort": (APPROVER + AGE + 'near = { values = [17], basis = "assumed" }', AT, "does not widen"),
    "almost asks as many": (
        APPROVER + ONE + 'test = { at_least = 1, of = [{ column = "age", min = 3 }] }\n'
        'near = { at_least = 1, basis = "assumed" }', AT, "fewer than 1",
    ),
    "almost names nothing new": (
        APPROVER + ONE + 'test = { column = "district", values = ["south"] }\n'
        'near = { values = ["south"], basis = "assumed" }', AT, "no value beside",
    ),
    "almost without provenance": (APPROVER + AGE + "near = { min = 17 }", f"{AT}.near", "source"),
    "almost and missed": (
        APPROVER + MAY_MISS + AGE + 'near = { min = 17, basis = "assumed" }\n' + MISSABLE, AT, "exclude each other",
    ),
    "missed without a number": (APPROVER + AGE + MISSABLE, "eligibility", "need each other"),
    "a number without missed": (
        APPROVER + MAY_MISS + 'special_circumstances = { value = true, source = "x" }\n' + AGE, "eligibility", "need each other",
    ),
    "more missed than may be": (
        APPROVER + MAY_MISS.replace("1", "2") + AGE + MISSABLE, "eligibility", "may_miss is 2, and only 1",
    ),
    "an unknown status": (
        AGE + '[eligibility.next_steps]\nrejected = { value = "x", source = "y" }',
        "eligibility.next_steps.rejected", "eligible",
    ),
    "a referral for a column that is not there": (
        AGE + '[[eligibility.referrals]]\nname = "x"\nsource = "y"\nwhen = { column = "distress", values = ["x"] }',
        "eligibility.referrals[0].when", "is not a column",
    ),
    "eligibility among the rules": (
        '[[constraint]]\nsource = "x"\nrule = { kind = "eligibility", criteria = [] }', "constraint[0].rule", "section eligibility",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_section_is_refused_with_file_path_and_reason(case: str, tmp_path: Path) -> None:
    """The one finding names the file, where in it, and why."""
    text, path, reason = BROKEN[case]
    (tmp_path / "own.toml").write_text(OWN + text, "utf-8")
    with pytest.raises(SettingsError) as refused:
        load_programme(tmp_path / "own.toml")
    (finding,) = refused.value.findings
    assert finding.file == "own.toml"
    assert (finding.column or "").startswith(path)
    assert reason in str(finding)


def test_a_whole_section_loads(tmp_path: Path) -> None:
    """Two criteria on one column that leave something in common, near, missable and circumstances go together."""
    text = (
        APPROVER + MAY_MISS + 'special_circumstances = { value = false, source = "x" }\n'
        + AGE + 'near = { min = 17, max = 26, basis = "assumed" }\n' + OTHER + MISSABLE
        + '[[eligibility.criteria]]\nname = "c"\nsource = "x"\ntest = { column = "age", min = 20 }\n'
        + '[[eligibility.criteria]]\nname = "d"\nsource = "x"\ntest = { column = "centre", values = ["lod"] }\n'
    )  # fmt: skip
    (tmp_path / "own.toml").write_text(OWN + text, "utf-8")
    rules = load_programme(tmp_path / "own.toml").eligibility
    assert rules is not None
    almost = rules.criteria[0].almost
    assert almost is not None
    assert (almost.describe(), almost.model_dump()["min"], almost.model_dump()["max"]) == ("a", 17, 26)
    assert [item.is_missable for item in rules.criteria] == [False, True, False, False]
    assert not rules.takes_special_circumstances
