"""render_terminal: the report as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.reports.content import Cohort, Level, Limit, Metric, ReasonCount, ReportContent, Summary
from matchmaker.reports.shown import figure
from matchmaker.reports.text_table import fit, text_table
from matchmaker.reports.words import word

_MAX_ROWS = 20
_MIN_WIDTH = 40


def render_terminal(content: ReportContent, *, width: int = 100) -> str:
    """Return ``content`` as plain text, no line wider than ``width`` cells (40 at least).

    Text from outside is escaped (no control sequence reaches the terminal) and isolated (a Hebrew name cannot turn the
    columns around it). Long sections show their first rows and say how many more there are. Placements and employers
    are left to the workbook and the page.
    """
    width = max(width, _MIN_WIDTH)
    blocks = [_head(content.get("summary", {}), width), *_sections(content, width)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(summary: Summary, width: int) -> list[str]:
    lines = [summary.get("title") or word("title", "en")]
    if "status" in summary:
        lines.append(word(f"status_{summary['status']}", "en"))
    if "placed" in summary:
        total = f" of {figure(summary['n_participants'])}" if "n_participants" in summary else ""
        lines.append(f"Placed {figure(summary['placed'])}{total}")
    if "objective" in summary:
        bound = f", and no plan exceeds {figure(summary['bound'])}" if summary.get("bound") is not None else ""
        gap = f" (gap {figure(summary['gap'], 'gap')})" if summary.get("gap") is not None else ""
        lines.append(f"Sum of scores {figure(summary['objective'])}{bound}{gap}")
    if summary.get("opening_penalties") is not None:
        lines.append(f"{word('opening_penalties', 'en')} {figure(summary['opening_penalties'])}")
    return [*(fit(line, width) for line in lines), *text_table(_how(summary), width)]


def _how(summary: Summary) -> list[tuple[str, str]]:
    values = {
        "programme": summary.get("programme"),
        "policy": summary.get("policy"),
        "strategy": summary.get("strategy"),
        "stopped_by": summary.get("stopped_by"),
        "seed": summary.get("seed"),
    }
    return [(word(key, "en"), str(value)) for key, value in values.items() if value is not None]


def _sections(content: ReportContent, width: int) -> Iterator[list[str]]:
    summary = content.get("summary", {})
    yield _section("Figures", [_metric(metric) for metric in content.get("metrics", ())], width)
    yield _section(word("levels", "en"), [_level(level) for level in content.get("levels", ())], width)
    yield _section("Cohorts", [_cohort(cohort) for cohort in content.get("cohorts", ())], width)
    yield _section("Not placed", [_count(reason) for reason in content.get("unplaced_by_reason", ())], width)
    yield _section("Limits that bind", [_limit(limit) for limit in content.get("limits", ())], width)
    yield _section("To know", [(note,) for note in summary.get("notes", ())], width)
    yield _section(word("assumed", "en"), [(text,) for text in summary.get("assumed", ())], width)
    warnings = sorted(summary.get("warnings", {}).items())
    yield _section(word("warnings", "en"), [(code, figure(count)) for code, count in warnings], width)


def _section(heading: str, rows: Sequence[Sequence[str]], width: int) -> list[str]:
    if not rows:
        return []
    more = len(rows) - _MAX_ROWS
    lines = [heading, *text_table(rows[:_MAX_ROWS], width)]
    return [*lines, f"  … and {more:,} more"] if more > 0 else lines


def _metric(metric: Metric) -> tuple[str, str]:
    unit = metric.get("unit")
    name = metric.get("label") or metric.get("name", "")
    shown_unit = f" {unit}" if unit == "minutes" and metric.get("value") is not None else ""
    return name, figure(metric.get("value"), unit) + shown_unit


def _level(level: Level) -> tuple[str, str, str, str]:
    value = f"{figure(level.get('value'))} {level.get('unit', '')}"
    best = f"best {figure(level.get('best'))}, none better than {figure(level.get('no_better'))}, held at {figure(level.get('held'))}"
    return level.get("level", ""), value, best, level.get("about") or ""


def _cohort(cohort: Cohort) -> tuple[str, str, str, str]:
    sizes = f"{figure(cohort.get('size'))} ({figure(cohort.get('min_size'))} to {figure(cohort.get('max_size'))})"
    state = "opens" if cohort.get("opened") else "closed"
    return cohort.get("opportunity") or cohort.get("opportunity_id", ""), state, sizes, cohort.get("short") or ""


def _count(reason: ReasonCount) -> tuple[str, str]:
    return figure(reason.get("count")), reason.get("reason") or reason.get("reason_code", "")


def _limit(limit: Limit) -> tuple[str, str, str]:
    unit = limit.get("unit")
    used = f"{figure(limit.get('used'), unit)} of {figure(limit.get('limit'), unit)}"
    return limit.get("name", ""), used, limit.get("meaning") or ""
