"""statement_frame: a statement as one table for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal

import polars as pl

from matchmaker.model import MONEY
from matchmaker.money.check import Check
from matchmaker.money.incentive_line import IncentiveLine
from matchmaker.money.request_decision import RequestDecision
from matchmaker.money.statement import Statement

Language = Literal["en", "he"]

SCHEMA: Mapping[str, Any] = MappingProxyType(
    {
        "line": pl.String, "employer_id": pl.String, "participant_id": pl.String, "seat_id": pl.String,
        "request_id": pl.String, "kind": pl.String, "standing": pl.String, "start_date": pl.Date, "months": pl.Float64,
        "pro_rata": pl.Boolean, "full": MONEY, "due": MONEY, "at_most": MONEY, "schedule": pl.String,
        "met": pl.String, "failed": pl.String, "cannot_say": pl.String, "ask": pl.String,
    }
)  # fmt: skip
"""The columns. ``line`` is ``placement``, ``employer`` (a total), ``request`` or ``total``; amounts are NIS."""

_HEBREW: Mapping[str, str] = MappingProxyType(
    {
        "placement": "השמה", "employer": "מעסיק", "request": "בקשה", "total": "סך הכול", "due": "לתשלום",
        "not_due": "לא לתשלום", "cannot_say": "לא ניתן לומר", "granted": "אושרה", "within_rules": "במסגרת הכללים, טרם הוחלט",
        "refused": "נדחתה",
        "deferred": "נדחתה לדיון הבא", "lapsed": "פקעה", "scholarship": "מלגה", "voucher": "שובר",
        "assessment": "אבחון", "on_the_job_training": "הכשרה תוך כדי עבודה", "practicum": "פרקטיקום",
        "job": "משרה", "triangle_training": "הכשרה במודל משולש", "technology_class": "כיתה טכנולוגית",
        "workshop": "סדנה", "pre_employment": "טרום תעסוקה",
    }
)  # fmt: skip
"""Words of the columns line, kind and standing in Hebrew."""


def statement_frame(statement: Statement, language: Language = "en") -> pl.DataFrame:
    """Return one row per placement, then its employer's total, then one per request, and the total last.

    Amounts are exact decimals. A condition stands under ``met``, ``failed`` or ``cannot_say``, by its name and line;
    ``ask`` names the columns that would settle what is open. ``language`` is that of words, never of ids and columns.
    """
    rows: list[dict[str, Any]] = []
    for employer in statement.employers:
        rows += [_placement(line, language) for line in employer.lines]
        total = employer.total
        rows.append(
            {"line": "employer", "employer_id": employer.employer_id, "due": total.due, "at_most": total.at_most}
        )
    rows += [_request(request, language) for request in statement.requests]
    rows.append({"line": "total", "due": statement.total.due, "at_most": statement.total.at_most})
    frame = pl.DataFrame(rows, schema=dict(SCHEMA), orient="row")
    if language == "en":
        return frame
    return frame.with_columns(pl.col("line", "kind", "standing").replace(dict(_HEBREW)))


def _placement(line: IncentiveLine, language: Language) -> dict[str, Any]:
    return {
        "line": "placement",
        "employer_id": line.employer_id,
        "participant_id": line.participant_id,
        "seat_id": line.seat_id,
        "kind": line.kind,
        "standing": line.standing,
        "start_date": line.start,
        "months": None if line.months is None else float(line.months),
        "pro_rata": line.is_pro_rata,
        "full": line.full,
        "due": line.due,
        "at_most": line.at_most,
        "schedule": "; ".join(f"{part.until or part.number}: {part.amount}" for part in line.schedule) or None,
        **_by_answer(line.checks, language),
        "ask": "; ".join(line.ask) or None,
    }


def _request(request: RequestDecision, language: Language) -> dict[str, Any]:
    return {
        "line": "request",
        "request_id": request.request_id,
        "participant_id": request.participant_id,
        "kind": request.kind,
        "standing": request.verdict,
        "full": request.highest,
        "due": request.due,
        "at_most": request.at_most,
        **_by_answer((*request.checks, *request.enlarged_checks), language),
        "ask": "; ".join(request.ask) or None,
    }


def _by_answer(checks: Iterable[Check], language: Language) -> dict[str, str | None]:
    found: dict[str, list[str]] = {"met": [], "failed": [], "cannot_say": []}
    for check in checks:
        name = check.name_he if language == "he" and check.name_he else check.name
        answer = "cannot_say" if check.holds is None else "met" if check.holds else "failed"
        found[answer].append(f"{name} [{check.source}]" if check.source else name)
    return {answer: "; ".join(names) or None for answer, names in found.items()}
