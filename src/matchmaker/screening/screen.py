"""screen: the eligibility of every participant, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes import EligibilityRules
from matchmaker.screening.approvals import approved_ids, is_approved
from matchmaker.screening.entry_rule import EntryRule
from matchmaker.screening.judged_rule import JudgedRule
from matchmaker.screening.referrals import referrals

BoolArray = npt.NDArray[np.bool_]


def screen(
    problem: Problem, asked: Sequence[tuple[EntryRule, date | None]], rules: EligibilityRules | None = None
) -> pl.DataFrame:
    """Return one row per participant, with the columns of `matchmaker.screening.EligibilityTable`.

    ``asked`` are the rules, all of which must be met, each with its day (``None`` = not known). ``rules`` is the
    programme's section, for the approver, the next steps and the referrals.
    """
    people = problem.participants
    judged = [JudgedRule(rule, people, day) for rule, day in asked]
    eligible, near, not_eligible, enters = _standing(judged, is_approved(problem, people["participant_id"]))
    status = np.select([eligible, not_eligible, near], ["eligible", "not_eligible", "near_miss"], "cannot_say").tolist()
    parts = [part for each in judged for part in each.parts()]
    steps = {} if rules is None else {name: step.value for name, step in rules.next_steps.items()}
    approver = None if rules is None or rules.approver is None else rules.approver.value
    undecided = ~(eligible | not_eligible)
    return (
        people.select("participant_id")
        .with_columns(
            pl.Series("status", status, dtype=pl.String),
            pl.Series("may_be_placed", enters),
            _list("holds", people.height, (mask for each in judged for mask in each.holds())),
            _list("fails", people.height, (mask for each in judged for mask in each.fails())),
            _list("almost", people.height, (mask for each in judged for mask in each.almost())),
            _list("unsaid", people.height, (mask for each in judged for mask in each.unsaid())),
            _list("parts_hold", people.height, ((name, yes) for name, yes, _ in parts)),
            _list("parts_fail", people.height, ((name, no) for name, _, no in parts)),
            _list("parts_unsaid", people.height, ((name, ~(yes | no)) for name, yes, no in parts)),
            _list("ask_for", people.height, ((name, of & undecided) for each in judged for name, of in each.asking())),
            pl.Series("next_step", [steps.get(each) for each in status], dtype=pl.String),
            pl.Series("approver", [approver if each else None for each in near.tolist()], dtype=pl.String),
            _list(
                "referrals", people.height, referrals(problem, rules, not_eligible, judged[0].day if judged else None)
            ),
            _list("sources", people.height, (mask for each in judged for mask in each.behind())),
        )
        .join(
            approved_ids(problem).rename({"by": "approved_by", "reason": "approval_reason"}),
            on="participant_id",
            how="left",
            maintain_order="left",
        )
    )


def _standing(judged: Sequence[JudgedRule], approved: BoolArray) -> tuple[BoolArray, BoolArray, BoolArray, BoolArray]:
    """Return who is eligible, a near-miss, not eligible, and who may be placed. All (n,)."""
    nobody = np.zeros(approved.shape, bool)
    eligible, enters, near, barred = ~nobody, ~nobody, nobody, nobody
    for each in judged:
        found = each.judgement
        eligible, enters = eligible & found.eligible[:, 0], enters & found.may_enter(approved)[:, 0]
        near, barred = near | found.near_miss[:, 0], barred | found.not_eligible[:, 0]
    not_eligible = barred & ~enters
    # Whom an approval let in for special circumstances is a near-miss: a person decided (002:306).
    return eligible, (near | barred) & ~not_eligible, not_eligible, enters


def _list(name: str, n: int, masks: Iterable[tuple[str, BoolArray]]) -> pl.Series:
    """Return a list per person (n,) of the names said of them, each once, in order."""
    joined: dict[str, BoolArray] = {}
    for said, of_whom in masks:
        joined[said] = joined[said] | of_whom if said in joined else of_whom
    if not joined:
        return pl.Series(name, [[]] * n, dtype=pl.List(pl.String))
    flags = pl.DataFrame([pl.Series(str(i), of_whom) for i, of_whom in enumerate(joined.values())])
    names = [pl.when(pl.col(str(i))).then(pl.lit(said)) for i, said in enumerate(joined)]
    return flags.select(pl.concat_list(names).list.drop_nulls().alias(name)).to_series()
