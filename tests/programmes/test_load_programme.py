"""Profiles: what comes with the package, and one broken file per rejection."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from matchmaker.criteria import AtLeast
from matchmaker.errors import SettingsError
from matchmaker.programmes import DEFAULT, Programme, assumed_rules, built_in, load_programme, versions_of

OWN = """
base = "general"
name = "own"
title_he = "שלנו"
title_en = "Ours"
version = "1"
valid_from = 2024-01-01
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_built_in_profile_loads_under_its_own_name() -> None:
    """A built-in profile is valid and bears the name it is asked for by."""
    assert [load_programme(name).name for name in built_in()] == list(built_in())


def test_every_version_is_valid_from_the_day_its_file_is_named_for() -> None:
    """The versions of a built-in programme load by their first day, and the day before the first there is none."""
    for name in built_in():
        days = versions_of(name)
        assert [load_programme(f"{name}@{day}").valid_from for day in days] == list(days)
        assert load_programme(name).valid_from == days[-1]
        with pytest.raises(SettingsError, match="had no version on that day"):
            load_programme(f"{name}@{days[0] - timedelta(days=1)}")


def test_a_day_that_is_none_is_refused() -> None:
    """What follows the @ is a day."""
    with pytest.raises(SettingsError, match="names no day"):
        load_programme("general@soon")


def test_general_is_the_default() -> None:
    """Where no programme is named the general one is used, and it restricts nobody."""
    assert load_programme().name == DEFAULT
    assert load_programme().eligibility is None


def test_profile_on_a_base_takes_what_it_does_not_say(tmp_path: Path) -> None:
    """A file with a base changes what it says, key by key, and keeps the rest."""
    own = load_programme(write(tmp_path, OWN + '[weights]\nwage = { value = 9.0, basis = "assumed" }\n'))
    general = load_programme("general")
    assert own.weights["wage"].value == 9.0
    assert {name: own.weights[name] for name in own.weights if name != "wage"} == {
        name: general.weights[name] for name in general.weights if name != "wage"
    }
    assert own.exponent == general.exponent


def test_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """A profile saved with a byte order mark reads as one without."""
    path = tmp_path / "own.toml"
    path.write_bytes(OWN.encode("utf-8-sig"))
    assert load_programme(path).name == "own"


def test_ovdim_beyachad_states_its_four_criteria_with_their_lines() -> None:
    """The eligibility of Ovdim Beyachad is age, district, no quality employment and two of four, each with its line."""
    rules = load_programme("ovdim_beyachad").eligibility
    assert rules is not None
    assert [(c.name, c.source, c.basis) for c in rules.criteria] == [
        ("18-25", "000:327", None),
        ("Southern District", "000:327", None),
        ("not in quality employment", "000:327", None),
        ("at least two of four", "000:327-337", None),
    ]
    of_four = rules.criteria[3].test
    assert isinstance(of_four, AtLeast)
    assert of_four.at_least == 2
    assert [(c.name, c.source) for c in of_four.of] == [
        ("low education", "000:331"),
        ("low basic or employment skills", "000:333"),
        ("no family backing", "000:335"),
        ("locality in cluster 1-6", "000:337"),
    ]


def test_every_weight_of_the_general_profile_is_shown_as_assumed() -> None:
    """No source gives a weight, so every weight, side weight and the exponent is among the assumed values."""
    programme = load_programme()
    assumed = dict(assumed_rules(programme))
    assert {f"weights.{name}" for name in programme.weights} <= assumed.keys()
    assert {f"side_weights.{name}" for name in programme.side_weights} | {"exponent"} <= assumed.keys()
    assert assumed["weights.wish_field"] == "6.0"
    assert "parameters.short_duration.full_weeks" not in assumed


def test_assumed_rules_include_default_rules_and_travel(tmp_path: Path) -> None:
    """Assumed default rules, travel settings and protected uses are listed; sourced ones are not."""
    text = OWN + (
        '[[protected_allowed]]\nfield = "participants.gender"\nscorer = "wage"\nreason = "a court"\nbasis = "assumed"\n'
        '[[constraint]]\nbasis = "assumed"\nrule = { kind = "commute_limit", minutes = 45 }\n'
        '[[constraint]]\nsource = "000:1"\nrule = { kind = "budget" }\n'
        '[travel]\ncircuity = { value = 1.3, basis = "assumed" }\nwalk = { value = true, source = "x" }\n'
    )
    programme = load_programme(write(tmp_path, text))
    assert programme.constraint[:2] == ({"kind": "commute_limit", "minutes": 45}, {"kind": "budget"})
    assert programme.travel == {"circuity": 1.3, "walk": True}
    own = assumed_rules(programme, "protected_allowed", "constraint", "travel")
    assert own == [
        ("protected_allowed[0]", "field = participants.gender, scorer = wage, reason = a court"),
        ("constraint[0]", "kind = commute_limit, minutes = 45"),
        ("travel.circuity", "1.3"),
    ]


def test_programme_survives_a_round_trip() -> None:
    """A profile written out as plain data and read again is the same profile."""
    programme = load_programme("ovdim_beyachad")
    assert Programme.model_validate(programme.model_dump(by_alias=True)) == programme


BROKEN = {
    "unknown key": ("exponnent = 1", "unknown-key", "exponnent", "did you mean 'exponent'?"),
    "unknown key inside": ('exponent = { valeu = 1.0, basis = "assumed" }', "unknown-key", "exponent.valeu", "'value'"),
    "weight without provenance": ("[weights]\nwage = { value = 1.0 }", "invalid-value", "weights.wage", "source"),
    "negative weight": (
        '[weights]\nwage = { value = -1.0, basis = "assumed" }', "invalid-value", "weights.wage.value", "greater than",
    ),
    "weight true": (
        '[weights]\nwage = { value = true, basis = "assumed" }', "invalid-value", "weights.wage.value", "number",
    ),
    "weight text": (
        '[weights]\nwage = { value = "7", basis = "assumed" }', "invalid-value", "weights.wage.value", "number",
    ),
    "weight nan": (
        '[weights]\nwage = { value = nan, basis = "assumed" }', "invalid-value", "weights.wage.value", "finite",
    ),
    "unknown side": ('[side_weights]\nstate = { value = 1.0, basis = "assumed" }', "invalid-value", "side_weights", ""),
    "not protected": (
        '[[protected_allowed]]\nfield = "participants.skills"\nscorer = "x"\nreason = "y"\nsource = "z"',
        "invalid-value", "protected_allowed[0].field", "not protected",
    ),
    "no such column": (
        '[[protected_allowed]]\nfield = "participants.sex"\nscorer = "x"\nreason = "y"\nsource = "z"',
        "invalid-value", "protected_allowed[0].field", "no such column",
    ),
    "rule without kind": (
        '[[constraint]]\nbasis = "assumed"\nrule = { minutes = 4 }', "invalid-value", "constraint[0].rule", "kind",
    ),
    "wrong basis": ('exponent = { value = 1.0, basis = "guessed" }', "invalid-value", "exponent.basis", "assumed"),
    "toml syntax": ("exponent = ", "toml-syntax", None, ""),
    "number of 5000 digits": ("exponent = " + "9" * 5000, "out-of-range", None, ""),
    "nested too deep": ("exponent = " + "[" * 5000 + "]" * 5000, "too-deep", None, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_profile_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    """Each broken profile is refused with the file, the code and the path inside it."""
    text, code, path, words = BROKEN[case]
    with pytest.raises(SettingsError) as caught:
        load_programme(write(tmp_path, OWN + text))
    (finding,) = [f for f in caught.value.findings if f.code == code]
    assert finding.file == "own.toml"
    assert path is None or (finding.column or "").startswith(path)
    assert words in str(finding)


def test_all_errors_are_reported_at_once(tmp_path: Path) -> None:
    """A profile with three errors gets three findings."""
    text = OWN.replace('version = "1"', "version = 1") + "exponnent = 1\n[weights]\nwage = { value = 1.0 }\n"
    with pytest.raises(SettingsError) as caught:
        load_programme(write(tmp_path, text))
    assert len(caught.value.findings) == 3


def test_an_error_is_told_once_and_in_words(tmp_path: Path) -> None:
    """What is wrong stands once in a finding, at a path as the file has it, and a list is not also called too short."""
    text = (
        "[routing]\nlong_after_weeks = 26\n[routing.matrix.low]\n"
        '[routing.prerequisite.a]\nkinds = ["job"]\nen = "a"\nhe = "a"\n'
        'requires = [{ kind = "language", language = "french", level = "basic" }]\n'
        '[routing.prerequisite.b]\nkinds = ["job"]\nen = "a"\nhe = "a"\nbasis = "assumed"\n'
        'requires = [{ kind = "meeting" }, {}, 7]\n'
        '[routing.warning.a]\nen = "a"\nhe = "a"\n'
    )
    with pytest.raises(SettingsError) as caught:
        load_programme(write(tmp_path, OWN + text))
    told = {found.column: str(found).partition("invalid-value: ")[2] for found in caught.value.findings}
    assert told == {
        "routing.long_after_weeks": "stands without its source (value: '26'); expected a table such as "
        '{ value = 26, source = "..." }, or with basis = "assumed"',
        "routing.matrix.low": "is none of the choices (value: 'low'); expected initial, medium or high",
        "routing.prerequisite.a.requires[0].language": "is none of the choices (value: 'french'); expected hebrew, arabic, "
        "english, russian or amharic",
        "routing.prerequisite.b.requires[0].kind": "is no such kind (value: 'meeting'); expected completed, language, "
        "meetings, no_entitlement, main_barrier, ready_for; did you mean 'meetings'?",
        "routing.prerequisite.b.requires[1].kind": "",
        "routing.prerequisite.b.requires[2]": "is no table (value: '7'); expected a table as in docs/programmes.md",
        "routing.warning.a": 'it needs a source, or basis = "assumed"',
    }


def test_missing_keys_are_named(tmp_path: Path) -> None:
    """A profile without base must say everything that has no default."""
    with pytest.raises(SettingsError) as caught:
        load_programme(write(tmp_path, 'name = "own"\n'))
    missing = {f.column for f in caught.value.findings if f.code == "missing-key"}
    assert {"title_he", "title_en", "version", "valid_from", "weights", "side_weights", "exponent"} == missing


def test_weights_all_zero_are_refused(tmp_path: Path) -> None:
    """A profile in which every side weighs nothing is refused."""
    sides = "".join(f'{s} = {{ value = 0.0, basis = "assumed" }}\n' for s in ("participant", "employer", "programme"))
    with pytest.raises(SettingsError, match="greater than 0"):
        load_programme(write(tmp_path, OWN + "[side_weights]\n" + sides))


def test_unknown_name_suggests_the_nearest() -> None:
    """A misspelled programme gets the nearest name."""
    with pytest.raises(SettingsError, match="did you mean 'ovdim_beyachad'"):
        load_programme("ovdim_beyahad")


def test_unknown_base_is_refused(tmp_path: Path) -> None:
    """A base that is no built-in programme is refused."""
    with pytest.raises(SettingsError, match=r"column base: unknown-programme.*did you mean 'general'"):
        load_programme(write(tmp_path, OWN.replace("general", "generic")))


@pytest.mark.parametrize("make", ["absent", "folder", "large", "cp1255", "null"])
def test_unreadable_files_are_refused(make: str, tmp_path: Path) -> None:
    """What is no readable UTF-8 file of reasonable size is refused with a finding."""
    path = tmp_path / "own.toml"
    if make == "folder":
        path.mkdir()
    elif make == "large":
        path.write_bytes(b"#" * 1_000_001)
    elif make == "cp1255":
        path.write_bytes("# שלום".encode("cp1255"))
    elif make == "null":
        path = tmp_path / "a\0.toml"
    with pytest.raises(SettingsError):
        load_programme(path)


def test_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operating-system error while reading becomes a finding that says so."""
    path = write(tmp_path, OWN)

    def fail(self: Path) -> bytes:
        raise PermissionError("no")

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_programme(path)
