"""render_html: the report as one page that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from matchmaker.reports.content import Language, Metric, ReportContent
from matchmaker.reports.shown import figure, shown
from matchmaker.reports.words import coded, word

if TYPE_CHECKING:
    from jinja2 import Environment

_CODED = ("policy", "stopped_by")
_SUMMARY_KEYS = (
    "programme", "policy", "strategy", "stopped_by", "objective", "bound", "opening_penalties", "seed", "n_participants",
)  # fmt: skip
_STATUSES = frozenset({"optimal", "within_gap", "feasible", "infeasible", "no_plan_found"})


def render_html(content: ReportContent, *, language: Language | None = None) -> str:
    """Return ``content`` as a page of HTML in ``language`` (else the content's own, else English).

    Every text is escaped, isolated from the direction of its surroundings and cannot run: a content security policy
    admits only the page's own style and script by their hashes, and no connection. The same content gives the same
    page, byte for byte. Tables can be sorted and searched, read aloud, and printed.
    """
    chosen: Language = language or content.get("language") or "en"
    other: Language = "en" if chosen == "he" else "he"
    style, script = _asset("report.css"), _asset("report.js")
    page: str = (
        _environment()
        .get_template("report.html.j2")
        .render(
            language=chosen,
            word=lambda key: word(key, chosen),
            coded=lambda key, value: coded(key, value, chosen),
            other_word=lambda key: word(key, other),
            style=_safe(style),
            script=_safe(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            data=_safe(_json_text(content, chosen)),
            summary=content.get("summary", {}),
            summary_keys=_SUMMARY_KEYS,
            coded_keys=_CODED,
            known_statuses=_STATUSES,
            **{name: content.get(name, ()) for name in _SECTIONS},
        )
    )
    return page


_SECTIONS = ("metrics", "levels", "placements", "cohorts", "unplaced", "unplaced_by_reason", "limits", "employers")


@cache
def _environment() -> Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset), autoescape=True, trim_blocks=True, undefined=jinja2.ChainableUndefined
    )
    environment.filters |= {"shown": _shown, "figure": _figure, "percent": _percent, "label": _label}
    return environment


@cache
def _asset(name: str) -> str:
    return resources.files("matchmaker.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _json_text(content: ReportContent, language: Language) -> str:
    """Return what a script may read from the page as JSON that cannot end the element it stands in."""
    data = {
        "summary": content.get("summary", {}),
        "metrics": list(content.get("metrics", ())),
        "sought": word("sought", language),
    }
    text = json.dumps(_finite(data), ensure_ascii=True, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _finite(value: Any) -> Any:
    """Return the value with ``None`` for what JSON has no number for."""
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _safe(text: str) -> Any:
    """Mark text of our own making as ready for the page."""
    import markupsafe

    return markupsafe.Markup(text)  # noqa: S704 - our own style, script and escaped JSON


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _shown(value: Any) -> str:
    return shown(str(value))


def _figure(value: Any, unit: str | None = None) -> str:
    import jinja2

    return figure(None if isinstance(value, jinja2.Undefined) else value, unit)


def _percent(part: float | None, whole: float | None) -> str:
    if not part or not whole or not math.isfinite(part / whole):
        return "0"
    return f"{100 * min(max(part / whole, 0), 1):.1f}"


def _label(metric: Metric, language: Language) -> str:
    english = metric.get("label") or metric.get("name", "")
    return (metric.get("label_he") or english) if language == "he" else english
