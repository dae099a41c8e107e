"""collect: everything a report shows about a result, as one plain dict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from matchmaker.allocation import Result
from matchmaker.allocation.frames import cohorts_frame, plan_frame
from matchmaker.allocation.opening_charges import opening_charges
from matchmaker.allocation.sentences import Language, sentence
from matchmaker.allocation.unplaced import unplaced_frame
from matchmaker.errors import Finding
from matchmaker.explanations.closed_cohorts import closed_cohorts
from matchmaker.explanations.counsellors import counsellors
from matchmaker.explanations.effects import LEAST_EFFECT, average_parts, effects
from matchmaker.explanations.employer_sheets import employer_sheets
from matchmaker.explanations.labels import value_label
from matchmaker.explanations.level_rows import level_rows
from matchmaker.explanations.low_parts import low_parts
from matchmaker.explanations.names import names_of
from matchmaker.explanations.to_know import to_know
from matchmaker.explanations.training_to_know import training_to_know
from matchmaker.metrics import METRICS, Placed, compute_metrics, placed_of
from matchmaker.programmes import Programme, assumed_rules, load_programme

_MOST_REASONS = 3


_RESTS_ON = (
    "weights", "parameters", "side_weights", "exponent", "constraint", "travel", "eligibility", "routing", "training",
)  # fmt: skip
"""The sections of a profile that a plan rests on."""


def collect(result: Result, language: Language = "en", warnings: Sequence[Finding] = ()) -> dict[str, Any]:
    """Return the content of a report (`matchmaker.reports.ReportContent`) of a result that holds a plan.

    ``language`` is that of the page's headings and of the reasons; names stay as they were written. ``warnings`` about
    the data are counted by code.

    A placement's ``up`` and ``down`` are its parts with the largest effects (`effects`), and every part that is as good as
    unmet; employers' sheets show only what each participant agreed to share.
    """
    profile = load_programme(result.programme)
    labels = profile.labels if language == "he" else {}
    titles = (profile.title_en, profile.title_he)
    values = compute_metrics(result)
    short = closed_cohorts(result, language)
    opportunity = names_of(result.problem.opportunities, "opportunity_id")
    companion = names_of(result.problem.organisations, "organisation_id")
    unplaced = _unplaced(result, language, labels)
    return {
        "language": language,
        "summary": {
            "title": " · ".join(titles[::-1] if language == "he" else titles),
            "programme": profile.name,
            "status": result.status,
            "objective": None if result.objective is None else float(result.objective),
            "bound": None if result.bound is None else float(result.bound),
            "gap": result.gap,
            **_penalties(result),
            "policy": result.policy,
            "strategy": result.strategy,
            "stopped_by": result.stopped_by,
            "seed": result.seed,
            "n_participants": result.problem.n_participants,
            "placed": result.plan.n_placed,
            "assumed": []
            if result.scores.given
            else [f"{path} = {value}" for path, value in assumed_rules(profile, *_RESTS_ON)],
            "notes": [*result.notes, *to_know(result, language), *training_to_know(result, language)],
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
        **({"levels": level_rows(result, language)} if result.levels else {}),
        "placements": _placements(result, profile, language),
        "cohorts": [
            {
                **row,
                "opportunity": opportunity[row["opportunity_id"]],
                "companion": companion.get(row["companion_org_id"]) or row["companion_org_id"],
                "short": short.get(row["opportunity_id"]),
            }
            for row in cohorts_frame(result).iter_rows(named=True)
        ],
        "unplaced": unplaced,
        "unplaced_by_reason": _tallies(unplaced, language),
        "employers": employer_sheets(result, language),
        "counsellors": counsellors(result, unplaced),
    }


def _penalties(result: Result) -> dict[str, float]:
    """Return what was taken off the sum of scores for opening cohorts; nothing where no cohort has a penalty."""
    has_any = (result.problem.opportunities["opening_penalty"] > 0).any()
    return {"opening_penalties": float(opening_charges(result.problem, result.plan.opened))} if has_any else {}


def _counts(warnings: Sequence[Finding]) -> dict[str, int]:
    codes = [finding.code for finding in warnings]
    return {code: codes.count(code) for code in sorted(set(codes))}


def _unplaced(result: Result, language: Language, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    person = names_of(result.problem.participants, "participant_id")
    frame = unplaced_frame(result, language, labels)
    return [{**row, "participant": person[row["participant_id"]]} for row in frame.iter_rows(named=True)]


def _tallies(unplaced: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    counts = Counter(row["reason_code"] for row in unplaced)
    return [
        {"reason_code": code, "reason": sentence(f"tally_{code}", language), "count": n}
        for code, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _placements(result: Result, profile: Programme, language: Language) -> list[dict[str, Any]]:
    problem = result.problem
    person = names_of(problem.participants, "participant_id")
    opportunity = names_of(problem.opportunities, "opportunity_id")
    employer = names_of(problem.employers, "employer_id")
    occupation = names_of(problem.seats, "seat_id", "occupation")
    kind = names_of(problem.opportunities, "opportunity_id", "kind")
    reasons = _reasons(result, placed_of(result), profile, language)
    return [
        {
            **row,
            "participant": person[row["participant_id"]],
            # Plain jobs often have no name of their own.
            "opportunity": opportunity[row["opportunity_id"]]
            or occupation[row["seat_id"]]
            or value_label(kind[row["opportunity_id"]], language),
            "employer": employer[row["employer_id"]],
            "occupation": occupation[row["seat_id"]],
            **reasons.get(row["participant_id"], {"up": [], "down": []}),
        }
        for row in plan_frame(result).iter_rows(named=True)
    ]


def _reasons(
    result: Result, placed: Placed, profile: Programme, language: Language
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the parts with the largest effects up and down of every placement, by participant id.

    Parts that count and are as good as unmet (`low_parts`) always stand among those that lower it.
    """
    scores = result.scores
    labels = profile.labels if language == "he" else {}
    if not scores.scorers or not placed.position.size:
        return {}
    effect = np.nan_to_num(effects(scores, placed.position, average_parts(scores)))
    parts = scores.parts[placed.position]
    low = low_parts(scores, placed.position, profile)
    # Stable, so that equal effects stand in the order of the scorers.
    order = np.argsort(-effect, axis=1, kind="stable")

    def reason(row: int, k: int) -> dict[str, Any]:
        name = scores.scorers[k]
        text = labels.get(name, name.replace("_", " "))
        return {"side": scores.sides_of[k], "name": name, "text": text, "value": round(float(parts[row, k]), 3)}

    return {
        result.scores.pairs.participant_ids[participant]: {
            "up": [reason(row, k) for k in order[row, :_MOST_REASONS] if effect[row, k] > LEAST_EFFECT],
            "down": [
                reason(row, k)
                for at, k in enumerate(order[row, ::-1])
                if low[row, k] or (at < _MOST_REASONS and effect[row, k] < -LEAST_EFFECT)
            ],
        }
        for row, participant in enumerate(placed.participant.tolist())
    }
