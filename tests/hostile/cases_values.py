"""Rows 19 to 70 that concern values: settings, numbers, names, identifiers and references."""

from __future__ import annotations

import polars as pl

from matchmaker.scoring.scorers import SCORERS
from tests.hostile import inputs
from tests.hostile.case import Case
from tests.hostile.inputs import edited, files, fixture, json_edited, rule, settings
from tests.io.small_problem import FILES

SETTINGS = "settings.toml"
ZERO_PROGRAMME = 'base = "general"\nside_weights = { participant = { value = 0.0, basis = "assumed" }, '
ZERO_PROGRAMME += 'employer = { value = 0.0, basis = "assumed" }, programme = { value = 0.0, basis = "assumed" } }\n'
WEIGHTS = [scorer.name for scorer in SCORERS]
NAME = ("participants.csv", 2, "name", "control-character")
TWIN = ("participants.csv", 4, "participant_id", "primary-key")


def _rule(row: int, text: str, key: str, code: str = "type-error") -> Case:
    return Case(row, text, rule(text), ((SETTINGS, None, f"constraint[0].{key}", code),))


def _ids(third: str, *finds: tuple[str, int | None, str | None, str]) -> Case:
    return Case(64, f"id {third!a} beside P1", edited("participants", "\nP3,", f"\n{third},"), finds or (TWIN,))


def _name(row: int, what: str, text: str) -> Case:
    return Case(row, what, edited("participants", "דנה", text), (NAME,))


def _wage(row: int, value: str, code: str = "type-error") -> Case:
    return Case(row, f"wage {value!a}", edited("seats", "6500", f'"{value}"'), (("seats.csv", 2, "wage", code),))


def _identity_numbers() -> list[tuple[int, int]]:
    """Twenty identity numbers with their check digits, the first of them wrong."""

    def check(number: int) -> int:
        products = (int(digit) * (1 + at % 2) for at, digit in enumerate(str(number)))
        return -sum(product // 10 + product % 10 for product in products) % 10

    return [(number, (check(number) + (number == 20_000_000)) % 10) for number in range(20_000_000, 20_000_020)]


def _score(value: str, code: str, row: int = 41) -> Case:
    text = f"participant_id,seat_id,score\nP1,S1,0.5\nP2,S1,{value}\n"
    return Case(row, f"score {value}", inputs.scores(text), (("mine.csv", 3, "score", code),))


CASES = (
    # 19, 20: settings
    *(
        _rule(19, f"employer_maximum max = {value}", "max", code)
        for value, code in (
            ("true", "type-error"),
            ('"7"', "type-error"),
            ("7.0", "type-error"),
            ("-1", "out-of-range"),
            ("nan", "out-of-range"),
            ("inf", "out-of-range"),
            ("9223372036854775808", "out-of-range"),
        )
    ),
    _rule(19, 'budget cost = "wage"\nmax = "12000"', "max"),
    _rule(19, 'budget cost = "wage"\nmax = -1', "max", "out-of-range"),
    _rule(19, 'budget cost = "wage"\nmax = 0.001', "max", "out-of-range"),
    _rule(19, "commute_limit minutes = true", "minutes"),
    _rule(19, "commute_limit minutes = -5", "minutes", "out-of-range"),
    _rule(19, 'group_quota group = { gender = "female" }\nscope = "plan"\nmin_share = 1.5', "min_share", "out-of-range"),
    _rule(19, 'group_quota group = { gender = "female" }\nscope = "plan"\nmin_count = 2.0', "min_count"),
    Case(19, "programme = 7", settings("programme = 7\n"), ((SETTINGS, None, "programme", "type-error"),)),
    Case(19, "weight that is true", settings("[weights]\nwage = true\n"), ((SETTINGS, None, "weights.wage", "type-error"),)),
    Case(19, "weight that is text", settings('[weights]\nwage = "2"\n'), ((SETTINGS, None, "weights.wage", "type-error"),)),
    Case(19, "constraint that is no list", settings('constraint = "none"\n'), ((SETTINGS, None, "constraint", "type-error"),)),
    Case(19, "one [constraint] instead of [[constraint]]", settings('[constraint]\nkind = "budget"\n'), ((SETTINGS, None, "constraint", "type-error"),)),
    Case(19, "every error of three rules at once", settings(
        '[[constraint]]\nkind = "employer_maximum"\nmax = true\n'
        '[[constraint]]\nkind = "bugdet"\n'
        '[[constraint]]\nkind = "commute_limit"\nminuts = 4\n'
    ), (
        (SETTINGS, None, "constraint[0].max", "type-error"),
        (SETTINGS, None, "constraint[1].kind", "unknown-kind"),
        (SETTINGS, None, "constraint[2].minuts", "unknown-key"),
        (SETTINGS, None, "constraint[2].minutes", "missing-key"),
    )),
    Case(20, "misspelt setting", settings('programm = "general"\n'), ((SETTINGS, None, "programm", "unknown-key"),), says="'programme'"),
    Case(20, "misspelt key of a rule", rule("employer_maximum max = 3\nscop = 1"), ((SETTINGS, None, "constraint[0].scop", "unknown-key"),), says="'scope'"),
    Case(20, "misspelt scorer", settings("[weights]\nwagee = 1.0\n"), ((SETTINGS, None, "weights.wagee", "unknown-key"),), says="'wage'"),
    Case(20, "misspelt travel setting", settings("[travel]\nspeedd = 1\n"), ((SETTINGS, None, "travel.speedd", "unknown-key"),)),
    Case(20, "misspelt programme", settings('programme = "ovdim"\n'), (("ovdim", None, None, "unknown-programme"),), says="ovdim_beyachad"),
    Case(20, "misspelt key of a programme", inputs.programme('base = "general"\nexponnt = 1\n'), (("mine.toml", None, "exponnt", "unknown-key"),), says="'exponent'"),
    # 41, 43, 44: numbers
    *(_wage(41, value, "missing-marker") for value in ("NaN", "nan", "NULL", "N/A", "-", "None", "?")),
    *(_wage(41, value, "out-of-range") for value in ("inf", "-inf", "Infinity", "1e400", "-1")),
    *(_score(value, "missing-marker") for value in ("nan", "NULL", "N/A", "-")),
    *(_score(value, "out-of-range") for value in ("inf", "1e400")),
    Case(41, "score that is empty", inputs.scores("participant_id,seat_id,score\nP1,S1,\n"), (("mine.csv", 2, "score", "missing-cell"),)),
    Case(41, "NaN in the scores of JSON lines", inputs.scores('{"participant_id": "P1", "seat_id": "S1", "score": NaN}\n', "mine.jsonl"), (("mine.jsonl", 1, None, "type-error"),)),
    *(
        Case(41, f"minutes {value}", files({"travel.csv": f"origin,destination,mode,minutes\nדימונה,ערד,car,{value}\n"}), (("travel.csv", 2, "minutes", code),))
        for value, code in (("nan", "missing-marker"), ("inf", "out-of-range"), ("-1", "out-of-range"), ("1441", "out-of-range"))
    ),
    Case(41, "NaN in Parquet", inputs.parquet_seats(inputs.parquet_bytes(inputs.seats_frame(position_percent=pl.Series([float("nan"), 50.0, 50.0])))), (("seats.parquet", 2, "position_percent", "missing-marker"),)),
    Case(43, "count of 2^53 + 1", edited("seats", "S1,O1,E1,1", f"S1,O1,E1,{2**53 + 1}"), (("seats.csv", 2, "count", "out-of-range"),)),
    Case(43, "count of 2^63", edited("seats", "S1,O1,E1,1", f"S1,O1,E1,{2**63}"), (("seats.csv", 2, "count", "out-of-range"),)),
    Case(43, "count of 2^64", edited("seats", "S1,O1,E1,1", f"S1,O1,E1,{2**64}"), (("seats.csv", 2, "count", "out-of-range"),)),
    Case(43, "amount over 10^12 agorot", fixture("broken/amount_too_large"), (("seats.csv", 2, "wage", "out-of-range"),)),
    Case(43, "budget over 10^12 agorot", rule('budget cost = "wage"\nmax = 10000000001'), ((SETTINGS, None, "constraint[0].max", "out-of-range"),)),
    Case(43, "ids that are large numbers", files({
        "employers.csv": f"employer_id\n{2**53 + 1}\n{2**64}\n",
        "seats.csv": f"seat_id,opportunity_id,employer_id,count\n{2**63},O1,{2**53 + 1},3\n{2**63 + 1},O2,{2**64},1\n",
    }), exit_code=0),
    *(_wage(44, value) for value in ("6500,5", "6,500", "₪ 5,300", "5300 ש\"\"ח", "1_000", "٦٥٠٠", "６５００", "6²", " 6500", "6500 ", "0x10", "1e3", "+6500")),
    Case(44, "count 1_000", edited("seats", "S1,O1,E1,1", "S1,O1,E1,1_000"), (("seats.csv", 2, "count", "type-error"),)),
    Case(44, "count of Arabic-Indic digits", edited("seats", "S1,O1,E1,1", "S1,O1,E1,٣"), (("seats.csv", 2, "count", "type-error"),)),
    _score('"0,5"', "type-error", 44),
    _score("٠", "type-error", 44),
    # 45: scores and weights
    *(_score(value, "out-of-range", 45) for value in ("1.1", "-0.1", "2", "1.0000000000000002")),
    Case(45, "every error of given scores", fixture("broken/score_out_of_range"), (
        ("scores.csv", 3, "score", "out-of-range"),
        ("scores.csv", 4, "seat_id", "foreign-key"),
        ("scores.csv", 5, "participant_id", "primary-key"),
    )),
    Case(45, "negative weight", settings("[weights]\nwage = -1.0\n"), ((SETTINGS, None, "weights.wage", "out-of-range"),)),
    Case(45, "weights that are all zero", settings("[weights]\n" + "".join(f"{name} = 0.0\n" for name in WEIGHTS)), ((SETTINGS, None, "weights", "invalid-value"),)),
    Case(45, "negative weight of a programme", inputs.programme('base = "general"\n[weights]\nwage = { value = -1.0, basis = "assumed" }\n'), (("mine.toml", None, "weights.wage.value", "invalid-value"),)),
    Case(45, "sides that all weigh zero", inputs.programme(ZERO_PROGRAMME), (("mine.toml", None, "side_weights", "invalid-value"),)),
    # 49: sizes
    Case(49, "minimum over maximum", fixture("broken/minimum_over_maximum"), (("opportunities.csv", 2, "min_size", "ordering"),)),
    Case(49, "least of an employer over its places", edited("seats", "S2,O1,E2,2,1", "S2,O1,E2,2,3"), (("seats.csv", 3, "min_count", "ordering"),)),
    Case(49, "quota whose floor is over its ceiling", rule('group_quota group = { gender = "female" }\nscope = "plan"\nmin_count = 3\nmax_count = 2'), ((SETTINGS, None, "constraint[0].min_count", "out-of-range"),)),
    # 56, 58, 59: characters
    *(
        Case(56, f"U+{ord(mark):04X} in an id", files({
            "employers.csv": f"employer_id,name\nE{mark}1,a\nE2,b\n", "seats.csv": FILES["seats.csv"].replace(",E1,", ",E2,")
        }), (("employers.csv", 2, "employer_id", "control-character"),))
        for mark in "\u200e\u200f\u202a\u202e\u2066\u2069\u200b\ufeff\u00ad"
    ),
    Case(56, "direction marks in a name", edited("participants", "דנה", "\u202eדנה\u2067!\u200f"), exit_code=0),
    _name(58, "ESC", "a\x1b[31mb"),
    _name(58, "BEL", "a\x07b"),
    _name(58, "C1", "a\x9b31mb"),
    _name(58, "DEL", "a\x7fb"),
    _name(58, "line break", '"a\nb"'),
    _name(58, "carriage return", '"a\rb"'),
    _name(58, "line separator", "a\u2028b"),
    Case(58, "NUL", fixture("broken/nul_in_cell"), (("participants.csv", 3, "name", "control-character"),)),
    Case(58, "ESC in a label", edited("participants", "birth_date", "birth\x1b[31mdate"), (("participants.csv", 1, "birth\x1b[31mdate", "extra-label"),), exit_code=0),
    Case(58, "ESC in a sheet's name of JSON", json_edited('"participants"', '"a\\u001b[31m": 1, "participants"'), (("problem.json", 2, None, "unknown-table"),), exit_code=0),
    Case(59, "lone surrogate in a name", json_edited("דנה", "\\ud800"), (("problem.json", 3, None, "lone-surrogate"),)),
    Case(59, "lone surrogate in an id", json_edited('"P2"', '"P\\udfff"'), (("problem.json", 4, None, "lone-surrogate"),)),
    Case(59, "lone surrogate in a key", json_edited('"name": "דנה"', '"\\ud800": "דנה"'), (("problem.json", 3, None, "lone-surrogate"),)),
    Case(59, "lone surrogate as a table's name", json_edited('"participants"', '"\\ud800": 1, "participants"'), (("problem.json", 2, None, "lone-surrogate"),)),
    Case(59, "lone surrogate in the settings", json_edited('"participants"', '"settings": {"programme": "\\ud800"},\n "participants"'), (("problem.json", 2, None, "lone-surrogate"),)),
    Case(59, "CESU-8", files({"participants.csv": FILES["participants.csv"].encode().replace("דנה".encode(), b"\xed\xa0\x80")}), (("participants.csv", 2, None, "encoding"),)),
    # 64, 65: identifiers
    *(_ids(third) for third in ("P1", "p1", " P1", "P1 ", "Ｐ１")),
    _ids("P\u200b1", TWIN, ("participants.csv", 4, "participant_id", "control-character")),
    Case(64, "NFC and NFD", files({"employers.csv": "employer_id\nE1\nE2\ncaf\u00e9\ncafe\u0301\n"}), (("employers.csv", 5, "employer_id", "primary-key"),)),
    Case(64, "presentation form of shin", files({"employers.csv": "employer_id\nE1\nE2\n\ufb2a\n\u05e9\u05c1\n"}), (("employers.csv", 5, "employer_id", "primary-key"),)),
    Case(64, "reference by another case", fixture("broken/reference_differs_by_case"), (("seats.csv", 3, "employer_id", "foreign-key"),)),
    Case(65, "scientific notation", fixture("broken/id_damaged_by_excel"), (("participants.csv", 4, "participant_id", "damaged-by-excel"),)),
    Case(65, "leading zero lost in a reference", files({
        "employers.csv": "employer_id\n012345674\nE2\n", "seats.csv": FILES["seats.csv"].replace(",E1,", ",12345674,")
    }), tuple(("seats.csv", row, "employer_id", "foreign-key") for row in (2, 4)), says="012345674"),
    Case(65, "leading zero kept", files({
        "participants.csv": "participant_id\n012345674\n12345674\n000000018\n"
    }), (("participants.csv", 3, "participant_id", "identity-number"),), exit_code=0),
    Case(65, "check digit", files({
        "participants.csv": "participant_id\n" + "".join(f"{i}{check}\n" for i, check in _identity_numbers())
    }), (("participants.csv", 2, "participant_id", "identity-number"),), exit_code=0),
    Case(65, "id with a decimal point", edited("seats", "S1,O1,E1,1", "S1,O1,E1.0,1"), (("seats.csv", 2, "employer_id", "foreign-key"),)),
    # 68: references
    Case(68, "reference to nothing", fixture("broken/unknown_id"), (("seats.csv", 3, "employer_id", "foreign-key"),)),
    Case(68, "reference to nothing, near one", edited("seats", "S2,O1,E2", "S2,O1,E22"), (("seats.csv", 3, "employer_id", "foreign-key"),), says="'E2'"),
    Case(68, "rule for an employer that is not there", rule('employer_maximum max = 1\nscope = { employer_id = ["E22"] }'), ((SETTINGS, None, "constraint[0].scope.employer_id", "foreign-key"),), says="'E2'"),
    Case(68, "pin of nobody", fixture("broken/pin_of_nobody"), (
        ("decisions.csv", 2, "participant_id", "foreign-key"),
        ("decisions.csv", 3, "reason", "missing-cell"),
    )),
    Case(68, "organisation that is not there", fixture("broken/dangling_organisation"), (("opportunities.csv", 2, "companion_org_id", "foreign-key"),)),
)  # fmt: skip
