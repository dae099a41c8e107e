"""Make ``docs/programmes.md`` from the profiles: every rule with its value and its source line, or "assumed".

Run ``python tools/make_programmes_doc.py`` after changing a profile; a test holds the page to the profiles.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from matchmaker.programmes import (
    DEFAULT,
    NamedSystem,
    Programme,
    Rule,
    built_in,
    differences,
    load_programme,
    rules_of,
    versions_of,
)

TARGET = Path(__file__).resolve().parent.parent / "docs" / "programmes.md"
_OPENING = """# The programmes, rule by rule

Made from the profiles by `python tools/make_programmes_doc.py`; what a number such as 000:2675 means stands in
[sources.md](sources.md). *Assumed* says that no source gives the value: it is a setting, and every output that rests on
it lists it. With a source beside it, the source gives the direction and the number is assumed.
"""


def document() -> str:
    """Return the page."""
    parts = [_OPENING, *_programme(load_programme(DEFAULT), None)]
    general = load_programme(DEFAULT)
    for name in built_in():
        if name != DEFAULT:
            parts += _programme(load_programme(name), general)
    return "\n".join(parts) + "\n"


def _programme(programme: Programme, base: Programme | None) -> list[str]:
    days = ", ".join(str(day) for day in versions_of(programme.name))
    rules = [rule for rule in rules_of(programme) if not rule.path.startswith("system[")]
    same = set() if base is None else {(rule.path, rule.value, rule.source) for rule in rules_of(base)}
    own = [rule for rule in rules if (rule.path, rule.value, rule.source) not in same]
    lines = [f"\n## {programme.title_en}\n", f"`{programme.name}`, {programme.title_he}; versions from {days}."]
    if base is not None:
        lines.append(f"What is not listed is as in `{base.name}`.")
    lines += ["", "| Rule | Value | Source |", "|---|---|---|", *map(_line, own)]
    for earlier, later in zip(versions_of(programme.name), versions_of(programme.name)[1:], strict=False):
        lines += _changes(programme.name, str(earlier), str(later))
    if programme.systems:
        lines += ["\n### Named systems\n", "| Name | Treatment | How, or because | Source |", "|---|---|---|---|"]
        lines += map(_system, programme.systems)
    return lines


def _changes(name: str, earlier: str, later: str) -> list[str]:
    changed = differences(load_programme(f"{name}@{earlier}"), load_programme(f"{name}@{later}"))
    rows = (
        f"| `{each.path}` | {_said(each.first)} | {_said(each.second)} | {_from(each.second or each.first)} |"
        for each in changed
    )
    return [f"\n### What changed on {later}\n", "| Rule | Before | After | Source |", "|---|---|---|---|", *rows]


def _line(rule: Rule) -> str:
    return f"| `{rule.path}` | {_cell(rule.value)} | {_from(rule)} |"


def _system(system: NamedSystem) -> str:
    name = " · ".join(part for part in (system.name, system.name_he) if part)
    because = "out of scope, because" if system.treatment == "out of scope" else system.treatment
    return f"| {_cell(name)} | {because} | {_cell(system.how)} | {_cell(system.source or 'assumed')} |"


def _said(rule: Rule | None) -> str:
    return "-" if rule is None else _cell(rule.value)


def _from(rule: Rule | None) -> str:
    if rule is None:
        return ""
    return _joined((rule.source and _cell(rule.source), "assumed" if rule.assumed else None))


def _joined(parts: Iterable[str | None]) -> str:
    return "; ".join(part for part in parts if part)


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    sys.stderr.write(f"{TARGET}\n")
