"""collect: everything a report shows about a result, as one plain dict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import polars as pl

from matchmaker.allocation import Result
from matchmaker.errors import Finding
from matchmaker.explanations.closed_cohorts import closed_cohorts
from matchmaker.explanations.effects import average_parts, effects
from matchmaker.explanations.employer_sheets import employer_sheets
from matchmaker.explanations.names import names_of
from matchmaker.metrics import METRICS, Placed, compute_metrics, placed_of
from matchmaker.programmes import assumed_rules, load_programme

_MOST_REASONS = 3
_LEAST_EFFECT = 0.005


def collect(result: Result, language: Literal["en", "he"] = "en", warnings: Sequence[Finding] = ()) -> dict[str, Any]:
    """Return the content of a report (`matchmaker.reports.ReportContent`) of a result that holds a plan.

    ``language`` is that of the page's headings and of the reasons; names stay as they were written. ``warnings`` about
    the data are counted by code.

    A placement's ``up`` and ``down`` are its parts with the largest effects (`effects`); employers' sheets show only what each
    participant agreed to share.
    """
    profile = load_programme(result.programme)
    frames = result.to_frames()
    values = compute_metrics(result)
    short = closed_cohorts(result)
    opportunity = names_of(result.problem.opportunities, "opportunity_id")
    labels = profile.labels if language == "he" else {}
    return {
        "language": language,
        "summary": {
            "title": f"{profile.title_en} · {profile.title_he}",
            "programme": profile.name,
            **{key: result.as_dict()[key] for key in ("status", "objective", "bound", "gap", "policy", "strategy")},
            "stopped_by": result.stopped_by,
            "seed": result.seed,
            "n_participants": result.problem.n_participants,
            "placed": result.plan.n_placed,
            "assumed": [] if result.scores.given else [f"{path} = {value}" for path, value in assumed_rules(profile)],
            "notes": list(result.notes),
            "warnings": _counts(warnings),
        },
        "metrics": [
            {
                "name": each.name,
                "label": each.label,
                "label_he": each.label_he,
                "value": values[each.name],
                "unit": each.unit,
            }
            for each in METRICS
        ],
        "placements": _placements(result, frames["plan"], labels),
        "cohorts": [
            {**row, "opportunity": opportunity[row["opportunity_id"]], "short": short.get(row["opportunity_id"])}
            for row in frames["cohorts"].iter_rows(named=True)
        ],
        "unplaced": _unplaced(result, frames["unplaced"]),
        "unplaced_by_reason": frames["unplaced"]
        .group_by("reason_code", maintain_order=True)
        .agg(count=pl.len())
        .sort("count", "reason_code", descending=[True, False])
        .to_dicts(),
        "employers": employer_sheets(result),
    }


def _counts(warnings: Sequence[Finding]) -> dict[str, int]:
    codes = [finding.code for finding in warnings]
    return {code: codes.count(code) for code in sorted(set(codes))}


def _unplaced(result: Result, unplaced: pl.DataFrame) -> list[dict[str, Any]]:
    person = names_of(result.problem.participants, "participant_id")
    return [{**row, "participant": person[row["participant_id"]]} for row in unplaced.iter_rows(named=True)]


def _placements(result: Result, plan: pl.DataFrame, labels: dict[str, str]) -> list[dict[str, Any]]:
    problem = result.problem
    person = names_of(problem.participants, "participant_id")
    opportunity = names_of(problem.opportunities, "opportunity_id")
    employer = names_of(problem.employers, "employer_id")
    occupation = names_of(problem.seats, "seat_id", "occupation")
    reasons = _reasons(result, placed_of(result), labels)
    return [
        {
            **row,
            "participant": person[row["participant_id"]],
            "opportunity": opportunity[row["opportunity_id"]],
            "employer": employer[row["employer_id"]],
            "occupation": occupation[row["seat_id"]],
            **reasons.get(row["participant_id"], {"up": [], "down": []}),
        }
        for row in plan.iter_rows(named=True)
    ]


def _reasons(result: Result, placed: Placed, labels: dict[str, str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the parts with the largest effects up and down of every placement, by participant id."""
    scores = result.scores
    if not scores.scorers or not placed.position.size:
        return {}
    effect = np.nan_to_num(effects(scores, placed.position, average_parts(scores)))
    parts = scores.parts[placed.position]
    # Stable, so that equal effects stand in the order of the scorers.
    order = np.argsort(-effect, axis=1, kind="stable")

    def reason(row: int, k: int) -> dict[str, Any]:
        name = scores.scorers[k]
        text = labels.get(name, name.replace("_", " "))
        return {"side": scores.sides_of[k], "name": name, "text": text, "value": round(float(parts[row, k]), 3)}

    return {
        result.scores.pairs.participant_ids[participant]: {
            "up": [reason(row, k) for k in order[row, :_MOST_REASONS] if effect[row, k] > _LEAST_EFFECT],
            "down": [reason(row, k) for k in order[row, : -_MOST_REASONS - 1 : -1] if effect[row, k] < -_LEAST_EFFECT],
        }
        for row, participant in enumerate(placed.participant.tolist())
    }
