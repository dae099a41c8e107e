"""The page of the programmes is what the profiles say."""

from __future__ import annotations

import re

import pytest
from tools.make_programmes_doc import document

from matchmaker.programmes import built_in, load_programme, rules_of
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "programmes.md"


def test_the_page_is_made_from_the_profiles() -> None:
    """``docs/programmes.md`` is what ``tools/make_programmes_doc.py`` writes from the profiles as they are."""
    assert PAGE.read_text(encoding="utf-8") == document()


def test_every_value_of_every_profile_says_where_it_comes_from() -> None:
    """Every value of every built-in profile has a source, or is marked assumed."""
    for name in built_in():
        rules = rules_of(load_programme(name))
        assert rules
        assert [rule.path for rule in rules if rule.source is None and not rule.assumed] == []


def test_what_is_out_of_scope_says_because_of_what() -> None:
    """Every named system has a treatment with the place where it is found, or the reason why it is left out."""
    for name in built_in():
        for system in load_programme(name).systems:
            assert len(system.how) >= 10, system.name


DOSSIERS = {
    "seed-000a.md": ("## 12", "ovdim_beyachad", "000"),
    "seed-000b.md": ("## 12", "ovdim_beyachad", "000"),
    "seed-002-004.md": ("## 12", "emtza_haderech", None),
    "seed-003.md": ("## 13", "workit", "003"),
}


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_every_named_system_of_the_sources_has_its_treatment(dossier: str) -> None:
    """Every line cited beside a system in the sources' summaries is cited by a system of the programme's profile."""
    path = ROOT.parent / "shared" / "domain" / dossier
    if not path.is_file():
        pytest.skip("the summaries of the sources are not beside the checkout")
    heading, name, document_number = DOSSIERS[dossier]
    cited = _cited("; ".join(system.source or "" for system in load_programme(name).systems))
    section = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    (table,) = (
        part for part in section if f"## {part}".startswith(f"{heading} ") or f"## {part}".startswith(f"{heading}.")
    )
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 15
    for row in rows:
        lines = row.rstrip("| ").rpartition("|")[2]
        if document_number is not None:
            lines = f"{document_number}:{lines.replace('L', '')}"
        assert _cited(lines) & cited, row


def _cited(text: str) -> set[tuple[str, int]]:
    """Return (document, line) of every line or range of lines cited, such as ``002:372-378; 004:83, 224``."""
    found, document_number = set(), ""
    for number, first, last in re.findall(r"(?:(\d{3}): *)?(\d{1,4})(?:[-–](\d{1,4}))?(?!\d*:)", text):
        document_number = number or document_number
        found |= {(document_number, line) for line in range(int(first), int(last or first) + 1)}
    return found
