"""CompanionHours: every cohort that opens has an accompanying organisation with the hours for it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import ClassVar, Literal

import numpy as np

from matchmaker.constraints.companion_columns import CompanionColumns, companion_columns
from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.exact import integers, numeric_column
from matchmaker.constraints.row_block import row_block, select, stack
from matchmaker.constraints.seat_index import rows_of, seat_opportunity
from matchmaker.criteria import decimal_of
from matchmaker.model import Problem
from matchmaker.model.vocabulary import GROUP_KINDS


class CompanionHours(Constraint):
    """One of ``companion_candidates`` accompanies a cohort that opens, and nobody's ``hours`` are exceeded. Always on.

    An organisation is chosen for commitment with many hours (000:2695-2699). A cohort takes ``companion_hours`` if it
    opens, and any opportunity ``companion_hours_each`` for each person in it; hours that are not known count nothing, organisations
    whose ``hours`` are not known have no limit. A cohort with a ``companion_org_id`` has made its choice. Workshops and
    pre-employment are not planned here and take no hours. A ``shared_capacity`` rule on the same hours is an account
    of its own: state what a person takes there, or in ``companion_hours_each``, not in both.
    """

    kind: Literal["companion_hours"] = "companion_hours"
    code: ClassVar[str] = "companion_hours"

    def describe(self) -> str:
        """Return the rule in words."""
        return "every cohort that opens has one of its candidates as accompanying organisation, within its hours"

    def rows(self, columns: Columns) -> RuleRows:
        """Return the choice of every cohort, the people each choice serves, and the hours of every organisation."""
        choices = companion_columns(columns)
        return stack([*_choice_rows(columns, choices), _hours_rows(columns, choices)])

    def check(self, view: PlanView) -> list[Violation]:
        """Look every cohort's companion up, and sum the hours of every organisation."""
        people = Counter(seat["opportunity_id"] for _, seat in view.placed())
        found = [Violation(self.code, text) for text in _wrong_choices(view, people)]
        used: Counter[str] = Counter()
        for opportunity_id, opportunity in view.opportunities.items():
            companion = view.companion_of(opportunity_id)
            if companion is None or opportunity["kind"] in GROUP_KINDS:
                continue
            each, whole = opportunity["companion_hours_each"], opportunity["companion_hours"]
            used[companion] += Decimal(str(each or 0)) * people[opportunity_id]  # type: ignore[assignment]
            used[companion] += Decimal(str(whole or 0)) * (opportunity_id in view.plan.opened)  # type: ignore[assignment]
        for organisation_id, hours in sorted(used.items()):
            limit = view.organisations.get(organisation_id, {}).get("hours")
            if limit is not None and hours > Decimal(str(limit)):
                text = f"accompanying organisation '{organisation_id}' would give {hours} of {limit:g} hours"
                found.append(Violation(self.code, text))
        return found


def _wrong_choices(view: PlanView, people: Counter[str]) -> list[str]:
    places: Counter[str] = Counter()
    for seat in view.seats.values():
        places[seat["opportunity_id"]] += seat["count"]
    found = [
        f"'{each}' is accompanied and unknown"
        for each in sorted(view.plan.companions)
        if each not in view.opportunities
    ]
    for opportunity_id, opportunity in view.opportunities.items():
        chosen, n = view.plan.companions.get(opportunity_id), people[opportunity_id]
        candidates = [each for each in opportunity["companion_candidates"] or () if each in view.organisations]
        chooses = opportunity["companion_org_id"] is None and opportunity["companion_candidates"] is not None
        most = min(places[opportunity_id], n if opportunity["max_size"] is None else opportunity["max_size"])
        if not chooses or not opportunity["min_size"] or opportunity["kind"] in GROUP_KINDS:
            if chosen is not None:
                found.append(f"'{opportunity_id}' has no accompanying organisation to choose, and '{chosen}' is chosen")
        elif opportunity_id not in view.plan.opened:
            if chosen is not None or n:
                found.append(f"cohort '{opportunity_id}' is closed, has {n} people and {_words(chosen)} beside it")
        elif chosen not in candidates:
            found.append(
                f"cohort '{opportunity_id}' is open with {_words(chosen)} of its candidates: {', '.join(candidates)}"
            )
        elif n > most:
            found.append(f"cohort '{opportunity_id}' has {n} people, and '{chosen}' accompanies at most {most}")
    return found


def _words(companion: str | None) -> str:
    return "none" if companion is None else f"'{companion}'"


def _choice_rows(columns: Columns, choices: CompanionColumns) -> list[RuleRows]:
    """Return rows: one choice if the cohort opens; its people are served; only by the one chosen."""
    ids = columns.problem.opportunities["opportunity_id"].to_list()
    who = columns.problem.organisations["organisation_id"].to_list()
    cohorts = _choosing(columns.problem)
    number = select(cohorts)
    row = number[choices.opportunity]
    rows = np.flatnonzero(cohorts)
    names = [ids[o] for o in rows]
    zeros, none = [0] * len(names), np.full(columns.pairs.n_pairs, -1, np.int64)
    one = np.ones(choices.chosen.size, np.int64)
    opening = columns.opening_column()[rows]
    exactly = row_block(
        [f"cohort '{o}' has one accompanying organisation if it opens" for o in names], none, 1, lower=zeros,
        upper=zeros,
        opening=(
            np.concatenate([row, number[rows]]),
            np.concatenate([choices.chosen, opening]),
            np.concatenate([one, np.full(rows.size, -1, np.int64)]),
        ),
    )  # fmt: skip
    served = row_block(
        [f"everybody in cohort '{o}' is accompanied" for o in names],
        number[seat_opportunity(columns.problem)][columns.pairs.seat], 1, upper=zeros,
        opening=(row[choices.digit_choice], choices.digit, -choices.digit_value),
    )  # fmt: skip
    each = np.arange(choices.chosen.size)
    by_chosen = row_block(
        [
            f"'{who[g]}' accompanies cohort '{ids[o]}' only if it is chosen"
            for o, g in zip(choices.opportunity, choices.organisation, strict=True)
        ],
        none, 1, upper=[0] * each.size,
        opening=(
            np.concatenate([choices.digit_choice, each]),
            np.concatenate([choices.digit, choices.chosen]),
            np.concatenate([choices.digit_value, -_most_people(columns.problem, choices)]),
        ),
    )  # fmt: skip
    return [exactly, served, by_chosen]


def _most_people(problem: Problem, choices: CompanionColumns) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the most people whom each choice can serve, shape (C,): 0 where the hours are too few for the cohort to open.

    The hours of an organisation say as much, but a relaxation would have two organisations with half of the hours
    each accompany a cohort, and its bound would be far off.
    """
    whole, each, limits = _amounts(problem)
    hours = limits[choices.organisation] - whole[choices.opportunity]
    per_person = each[choices.opportunity]
    most = np.minimum(choices.most, hours // np.maximum(per_person, 1))
    most = np.where(per_person > 0, most, np.where(hours >= 0, choices.most, 0))
    most = np.where(limits[choices.organisation] < 0, choices.most, most)
    least = problem.opportunities["min_size"].to_numpy()[choices.opportunity]
    return np.where(most < least, 0, most).astype(np.int64)


def _choosing(problem: Problem) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    opportunities = problem.opportunities
    return (
        (opportunities["min_size"].fill_null(0) > 0)
        & opportunities["companion_org_id"].is_null()
        & opportunities["companion_candidates"].is_not_null()
        & ~opportunities["kind"].is_in(GROUP_KINDS)
    ).to_numpy()


def _hours_rows(columns: Columns, choices: CompanionColumns) -> RuleRows:
    """Return one row per organisation whose hours are known."""
    problem = columns.problem
    whole, each, limits = _amounts(problem)
    ids = problem.organisations["organisation_id"]
    named = rows_of(problem.opportunities["companion_org_id"], ids)
    named[problem.opportunities["kind"].is_in(GROUP_KINDS).to_numpy()] = -1
    known = limits >= 0
    number = select(known)
    opening = columns.opening_column()
    cohort = np.flatnonzero((opening >= 0) & (named >= 0))
    terms = (
        np.concatenate([number[named[cohort]], number[choices.organisation], number[choices.organisation][choices.digit_choice]]),
        np.concatenate([opening[cohort], choices.chosen, choices.digit]),
        np.concatenate([
            whole[cohort], whole[choices.opportunity],
            each[choices.opportunity][choices.digit_choice] * choices.digit_value,
        ]),
    )  # fmt: skip
    counts = (terms[0] >= 0) & (terms[2] > 0)
    unit, value = number[np.append(named, -1)], np.append(each, 0)
    home = seat_opportunity(problem)[columns.pairs.seat]
    hours = problem.organisations["hours"].to_list()
    names = [f"accompanying organisation '{ids[int(g)]}' has {hours[g]:g} hours" for g in np.flatnonzero(known)]
    return row_block(
        names, unit[home], value[home], upper=limits[known].tolist(),
        opening=(terms[0][counts], terms[1][counts], terms[2][counts]),
    )  # fmt: skip


def _amounts(problem: Problem) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]:
    """Return hours as integers on one scale: of each cohort as a whole, for each person, and what each organisation has.

    Not known is 0 for a cohort, and -1 for an organisation.
    """
    whole = numeric_column(problem, "opportunities", "companion_hours")[0]
    each = numeric_column(problem, "opportunities", "companion_hours_each")[0]
    limits = numeric_column(problem, "organisations", "hours")[0]
    given = [decimal_of(0) if value is None else value for value in (*whole, *each, *limits)]
    n = problem.n_participants + len(whole)
    scaled, _ = integers(given, Decimal(0), n=n, key="companion_hours")
    ends = (len(whole), len(whole) + len(each))
    unknown = np.array([limit is None for limit in limits], bool)
    return scaled[: ends[0]], scaled[ends[0] : ends[1]], np.where(unknown, -1, scaled[ends[1] :])
