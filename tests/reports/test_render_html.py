"""The report as one page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from matchmaker.reports import ReportContent, render_html
from tests.reports.contents import ATTACKS, hostile, ordinary


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.text = ""
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")
        if tag == "style":
            self.styles.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside == "style":
            self.styles[-1] += data
        else:
            self.text += data

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(sorted(attributes))) for tag, attributes in self.elements]


def test_everything_given_is_shown() -> None:
    """Every name, figure, reason and note of the content stands on the page."""
    text = re.sub(r"\s+", " ", Page(render_html(ordinary())).text)
    for part in (
        "מחזור סתיו", "Proved best", "1 / 2", "50.0%", "31", "commute limit 45 minutes", "o2 was closed in round 1",
        "unknown-column × 2", "12345", "נועה לוי", "012345678", 'מתכת הנגב בע"מ', "0.830", "the field she wished for",
        "skills", "3 people", "All are taken", "adds 0.41", "2026-11-01", "e2", "–",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize(("language", "direction", "heading"), [("he", "rtl", "שיבוצים"), ("en", "ltr", "Placements")])
def test_a_page_has_a_language_and_its_direction(language: str, direction: str, heading: str) -> None:
    """In Hebrew the page reads right to left with Hebrew headings, in English left to right; names find their own."""
    page = Page(render_html(ordinary(), language=language))  # type: ignore[arg-type]
    assert page.elements[0] == ("html", {"lang": language, "dir": direction})
    assert heading in page.text
    cells = [attributes for tag, attributes in page.elements if tag == "span" and attributes.get("class") == "name"]
    assert {attributes.get("dir") for attributes in cells} == {"auto"}
    assert ("שיעור" in page.text) == (language == "he")


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_changes_nothing_but_text(attack: str) -> None:
    """Whatever the texts hold, the elements, attributes and scripts of the page are those of a harmless text."""
    harmless, page = Page(render_html(hostile("harmless"))), Page(render_html(hostile(attack)))
    assert page.shape() == harmless.shape()
    assert page.scripts[1] == harmless.scripts[1]
    assert len(page.scripts) == 2
    assert page.styles == harmless.styles
    assert "49" not in page.text.replace("\\u2069", "")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_control_or_direction_override_stands_on_a_page(attack: str) -> None:
    """Controls, overrides and lone surrogates are shown as escapes, so the page is valid and cannot be turned."""
    html = render_html(hostile(attack))
    html.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]", html)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_data_in_the_page_is_json(attack: str) -> None:
    """The data block cannot end its element, and parses back to the summary."""
    content = hostile(attack)
    data = Page(render_html(content)).scripts[0]
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data)["summary"]["title"] == attack


def test_the_policy_admits_only_the_pages_own_parts() -> None:
    """The content security policy allows no connection, and exactly the page's style and script by hash."""
    page = Page(render_html(ordinary()))
    (policy,) = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    own = [
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (page.styles[0], page.scripts[1])
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{own[0]}'; script-src 'sha256-{own[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    attributes = {name for _, given in page.elements for name in given}
    assert not attributes & {"style", "src", "href", "onclick", "onload"}
    assert "http" not in "".join(page.styles + page.scripts)


def test_the_page_can_be_read_aloud() -> None:
    """Every table has a name or a row of headers with a scope, and sections are labelled by their headings."""
    page = Page(render_html(ordinary()))
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    labels = [attributes["aria-labelledby"] for _, attributes in page.elements if "aria-labelledby" in attributes]
    assert labels
    assert set(labels) <= ids
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.elements if tag == "th")


def test_an_empty_report_is_a_page() -> None:
    """A content without any section still gives a page, and says nothing it was not told."""
    page = Page(render_html({}))
    assert "Allocation" in page.text
    assert "None" not in page.text
    assert not [tag for tag, _ in page.elements if tag == "table"]


def test_numbers_that_are_none_are_not_shown() -> None:
    """NaN and infinity appear neither as text nor in the data of a page."""
    nan = float("nan")
    content: ReportContent = {
        "summary": {"placed": 0, "n_participants": 0, "gap": nan, "objective": None},
        "metrics": [{"name": "mean", "value": nan, "unit": "share"}, {"name": "far", "value": float("inf")}],
        "cohorts": [{"opportunity_id": "o", "size": 1, "max_size": 2, "opened": True}],
    }
    html = render_html(content)
    visible = Page(html)
    assert "nan" not in visible.text.lower()
    assert "inf" not in visible.text.lower()
    assert json.loads(visible.scripts[0])["summary"]["gap"] is None


def test_the_same_content_gives_the_same_page() -> None:
    """Two renderings are equal byte for byte."""
    assert render_html(ordinary()) == render_html(ordinary())


def test_a_browser_runs_nothing_of_it(tmp_path: Path) -> None:
    """In Chromium the page's own script works, and no hostile text ever runs."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("chromium is not installed")
    (tmp_path / "page.html").write_text(render_html(hostile(" ".join(ATTACKS))), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--dump-dom"]
    command = [browser, *options, f"--user-data-dir={tmp_path / 'profile'}", (tmp_path / "page.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    page = Page(done.stdout)
    assert 'type="search"' in done.stdout, "the page's own script did not run"
    assert "<title>PWNED</title>" not in done.stdout
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert "img" not in [tag for tag, _ in page.elements]
