"""The section ``routing`` of the profiles, and one broken profile per rejection."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import built_in, load_programme
from matchmaker.programmes.routing import cycle_of

HEAD = 'base = "ovdim_beyachad"\nname = "own"\ntitle_he = "א"\ntitle_en = "a"\nversion = "1"\nvalid_from = 2024-01-01\n'
WORDS = 'en = "a"\nhe = "א"\nbasis = "assumed"\n'


def refused(tmp_path: Path, text: str) -> list[tuple[str | None, str]]:
    """Return path and message of every finding about an own profile."""
    path = tmp_path / "own.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_programme(path)
    return [(each.column, each.message) for each in caught.value.findings]


def test_every_built_in_profile_routes() -> None:
    """Each profile has a matrix; the booklet's barriers are in one, the report's in another, the model's nine in both."""
    sections = {name: load_programme(name).routing for name in built_in()}
    assert all(section is not None and section.matrix for section in sections.values())
    nine = {"education", "transport", "language", "ethnic", "gender", "experience", "age", "physical", "personal"}
    assert all(section is not None and nine <= section.barrier.keys() for section in sections.values())
    ovdim, emtza = sections["ovdim_beyachad"], sections["emtza_haderech"]
    assert ovdim is not None
    assert emtza is not None
    assert {"survival_outlook", "bureaucracy", "first_months"} <= ovdim.barrier.keys() - emtza.barrier.keys()
    assert {"over_focused", "wage_expectations"} <= emtza.barrier.keys() - ovdim.barrier.keys()
    assert set(emtza.light) == {"red", "yellow", "green"}
    assert not ovdim.light


def test_what_the_sources_do_not_give_is_assumed() -> None:
    """The meaning of the traffic light's colours and the level of Hebrew are marked as assumed."""
    emtza = load_programme("emtza_haderech").routing
    assert emtza is not None
    assert {each.basis for each in (*emtza.light.values(), emtza.warning["red_light"])} == {"assumed"}
    assert emtza.prerequisite["course_in_hebrew"].basis == "assumed"
    assert emtza.warning["initial_maturity"].basis is None


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        (
            f'[routing.prerequisite.a]\nitem = "hebrew_course"\nrequires = [{{kind = "completed", item = "pre_employment"}}]\n{WORDS}'
            f'[routing.prerequisite.b]\nitem = "pre_employment"\nrequires = [{{kind = "completed", item = "hebrew_course"}}]\n{WORDS}',
            "routing",
            "each of these must come before itself: hebrew_course -> pre_employment -> hebrew_course",
        ),
        (
            f'[routing.barrier.transport]\nsupports = ["bus"]\n{WORDS}',
            "routing",
            "barrier.transport names the support 'bus', which is not there",
        ),
        (
            f'[routing.prerequisite.a]\nitem = "swimming"\nrequires = [{{kind = "meetings", at_least = 1}}]\n{WORDS}',
            "routing",
            "prerequisite.a names the item 'swimming', which is not there",
        ),
        (
            f'[routing.prerequisite.a]\nitem = "hebrew_course"\nrequires = [{{kind = "main_barrier", barrier = "x"}}]\n{WORDS}',
            "routing",
            "prerequisite.a names the barrier 'x', which is not there",
        ),
        (
            f'[routing.barrier.bus]\nnames = ["תַחבורה"]\n{WORDS}',
            "routing",
            "'תַחבורה' names two barriers: transport and bus",
        ),
        (
            f'[routing.warning.a]\nmaturity = ["high"]\nsteps = ["quality_placement"]\n{WORDS}',
            "routing",
            "warning.a warns high maturity against quality_placement, which its matrix names",
        ),
        (
            f'[routing.warning.a]\nsteps = ["process"]\n{WORDS}',
            "routing.warning.a",
            "a warning names either levels of maturity or colours of the traffic light",
        ),
        (f'[routing.warning.a]\nlight = ["red"]\n{WORDS}', "routing.warning.a", "a warning names kinds of opportunity, or steps"),
        (
            f'[routing.prerequisite.a]\nsteps = ["process"]\nrequires = [{{kind = "meetings", at_least = 1}}]\n{WORDS}',
            "routing.prerequisite.a",
            "a prerequisite for steps advises only: write binding = false",
        ),
        (
            f'[routing.prerequisite.a]\nkinds = ["job"]\nrequires = [{{kind = "ready_for", type = "quality"}}]\n{WORDS}',
            "routing.prerequisite.a",
            "main_barrier and ready_for bind no plan: use them for items, or write binding = false",
        ),
        (
            f'[routing.prerequisite.a]\nrequires = [{{kind = "meetings", at_least = 1}}]\n{WORDS}',
            "routing.prerequisite.a",
            "a prerequisite is for an item, for kinds (perhaps taught in a language), or for steps",
        ),
        (
            f'[routing.prerequisite.a]\nkinds = ["job"]\nrequires = [{{kind = "meetings", at_least = 0}}]\n{WORDS}',
            "routing.prerequisite.a.requires[0].at_least",
            "Input should be greater than or equal to 1",
        ),
        (f'[routing.support.a]\nnames = ["voucher"]\n{WORDS}', "routing", "'voucher' names two supports: voucher and a"),
        (
            f'[routing.warning.a]\nlight = ["red"]\nsteps = ["process"]\n{WORDS}',
            "routing", "warning.a names the colour 'red', which is not there; known: none",
        ),
        (
            f'[routing.warning.a]\nlight = ["red"]\nsteps = ["process"]\n{WORDS}'
            f'[routing.light.red]\nrecommends = ["process"]\n{WORDS}',
            "routing", "warning.a warns of a red light in process, which light.red recommends",
        ),
        (
            f'[routing.warning.a]\nmaturity = ["high"]\nkinds = ["job", "practicum"]\n{WORDS}',
            "routing", "warning.a warns high maturity against experiential_placement, which its matrix names",
        ),
        (
            f'[routing.item.hebrew_course]\ngives = {{ language = "hebrew", level = "basic" }}\n{WORDS}',
            "routing", "prerequisite.course_in_hebrew takes hebrew_course for hebrew conversational, but it gives hebrew basic",
        ),
        (
            f'[routing.prerequisite.a]\nkinds = ["job"]\nrequires = [{{kind = "language", language = "hebrew", level = "none"}}]\n{WORDS}',
            "routing.prerequisite.a.requires[0].level", "is none of the choices",
        ),
        ('[routing.support.a]\nhe = "א"\nen = "  "\nbasis = "assumed"\n', "routing.support.a.en", "is blank"),
        ('[[constraint]]\nrule = { kind = "prerequisites" }\nbasis = "assumed"\n', "constraint[0].rule", "what must come first stands"),
        (
            '[routing.matrix.medium.pre_employment]\ntrack = "placement"\nsteps = ["process"]\n',
            "routing.matrix.medium.pre_employment",
            'it needs a source, or basis = "assumed"',
        ),
    ],
)  # fmt: skip
def test_a_contradictory_section_is_refused(tmp_path: Path, text: str, column: str, message: str) -> None:
    """The finding names the path inside the profile and says what is impossible."""
    (where, told), *_ = refused(tmp_path, text)
    assert where == column
    assert told.startswith(message)


def test_a_cycle_is_told_from_its_first_name_on() -> None:
    """A ring is told the same wherever one enters it; a graph without a ring has none."""
    assert cycle_of({"c": ("b",), "b": ("a",), "a": ("c",)}) == ["a", "b", "c", "a"]
    assert cycle_of({"c": ("b",), "b": ("a",), "a": ()}) == []
    assert cycle_of({"a": ("a",)}) == ["a", "a"]
