"""referrals: the responses in the community that people are referred to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.criteria import day_numbers, judge
from matchmaker.model import Problem
from matchmaker.programmes import EligibilityRules

BoolArray = npt.NDArray[np.bool_]


def referrals(
    problem: Problem, rules: EligibilityRules | None, not_eligible: BoolArray, day: npt.NDArray[np.int64] | None
) -> Iterator[tuple[str, BoolArray]]:
    """Yield each response with the people (n,) referred to it: the programme's, then the organisations' in order of id.

    Each centre keeps an up-to-date list for those who are not eligible (002:304): organisations with
    ``takes_referrals``. A response of the profile with ``when`` is for whoever meets that, whatever their status
    (002:335); what cannot be said refers nobody.
    """
    days = day_numbers(pl.Series([None], dtype=pl.Date)) if day is None else day
    for referral in () if rules is None else rules.referrals:
        if referral.when is None:
            yield referral.name, not_eligible
        else:
            yield referral.name, judge(referral.when, problem.participants, days)[0][:, 0]
    listed = problem.organisations.filter(pl.col("takes_referrals")).sort("organisation_id")
    for organisation_id, name in listed.select("organisation_id", "name").iter_rows():
        yield name or organisation_id, not_eligible
