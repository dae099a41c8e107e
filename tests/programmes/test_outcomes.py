"""The outcomes of a profile: what is refused, and what the built-in profiles say."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import assumed_rules, built_in, load_programme

HEAD = 'base = "general"\nname = "own"\ntitle_he = "שלי"\ntitle_en = "Own"\nversion = "1"\nvalid_from = 2020-01-01\n'
DURATION = '{ kind = "duration", length = 3, unit = "months", bound = "at_least", within = "job", basis = "assumed" }'
TARGET = '{ indicator = "quality", plan = 5, each = "programme", basis = "assumed" }'

BROKEN = {
    'outcomes.placement_kinds = { value = ["job", "pre_employment"], basis = "assumed" }': "never a placement",
    'outcomes.quality_definition = { value = "best", basis = "assumed" }': "none of tender, footnote, reported, label",
    'outcomes.employment_definition = { value = "any", basis = "assumed" }': "none of reported, footnote",
    'outcomes.quality.own = [{ kind = "position", least_percent = 75.0, basis = "assumed" }]': "0 durations",
    f"outcomes.quality.own = [{DURATION}, {DURATION}]": "2 durations",
    f'outcomes.quality.own = [{DURATION}, {{ kind = "position", least_percent = 50.0, basis = "assumed" }}, '
    '{ kind = "position", least_percent = 75.0, basis = "assumed" }]': "more than one position",
    f'outcomes.quality.own = [{DURATION}, {{ kind = "role", any_of = ["horizon"], basis = "assumed" }}, '
    '{ kind = "role", any_of = ["horizon"], holds = false, basis = "assumed" }]': "cannot be met",
    f'outcomes.quality.own = [{DURATION}, {{ kind = "role", any_of = ["motivation"], basis = "assumed" }}]': "is none of the choices",
    f'outcomes.quality.own = [{DURATION}, {{ kind = "wage", least = 8000, basis = "assumed" }}]': "is no such kind",
    'outcomes.quality.own = [{ kind = "duration", length = 3, unit = "months", bound = "at_least", within = "job" }]': (
        "needs a source"
    ),
    'outcomes.persistence_months = { value = [12, 6], basis = "assumed" }': "must ascend",
    'outcomes.gap_days = { value = -1, basis = "assumed" }': "greater than or equal to 0",
    'outcomes.confidence = { value = 1.0, basis = "assumed" }': "less than 1",
    f"outcomes.targets = [{TARGET}, {TARGET}]": "2 targets for quality",
    'outcomes.targets = [{ indicator = "happiness", plan = 5, each = "programme", basis = "assumed" }]': "is none of the choices",
    "outcomes.colour = 1": "is no key of this part",
}


@pytest.mark.parametrize("line", BROKEN)
def test_an_impossible_outcome_section_is_refused(line: str, tmp_path: Path) -> None:
    """The finding names the file, the path inside it below outcomes, and the reason."""
    path = tmp_path / "own.toml"
    path.write_text(HEAD + line + "\n", "utf-8")
    with pytest.raises(SettingsError) as told:
        load_programme(path)
    (finding,) = told.value.findings
    assert finding.file == "own.toml"
    assert (finding.column or "").startswith("outcomes")
    assert BROKEN[line] in f"{finding.message} {finding.expected}"


@pytest.mark.parametrize("name", built_in())
def test_every_built_in_profile_has_definitions_with_their_lines(name: str) -> None:
    """All four definitions of quality employment are there, and what no source gives is listed as assumed: of the reported
    one, whether "persisted" means in one job."""
    found = load_programme(name).outcomes
    assert found is not None
    assert {"tender", "footnote", "reported", "label"} <= set(found.quality)
    assumed = dict(assumed_rules(load_programme(name), "outcomes"))
    assert assumed["outcomes.gap_days"] == "30"
    assert [path for path in assumed if path.startswith("outcomes.quality.reported")] == [
        "outcomes.quality.reported[2]"
    ]


def test_a_programme_may_bring_a_definition_of_its_own() -> None:
    """Emtza HaDerech counts what suits the person's abilities, with neither size nor time of its own (002:35)."""
    found = load_programme("emtza_haderech").outcomes
    assert found is not None
    assert found.quality_definition.value == "suited"
    assert [part.kind for part in found.quality["suited"]] == ["role", "duration"]
