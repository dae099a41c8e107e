"""Decisions of people: a few pins, vetoes and overrides, each with a reason and a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import Flags
from matchmaker.generation.employers import Employers
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.worlds.market import DecisionsPart
from matchmaker.model import TABLES, Decision, frame_of
from matchmaker.model.vocabulary import DecisionKind

OFFER_FACTS = ("kind", "quality_employment", "no_alternative_training")
_REQUIREMENTS = ("required_licences", "required_english", "required_hebrew", "required_certificates")
_TAKES_PEOPLE = (pl.col("kind") == "job") | (
    (pl.col("position_percent") >= 75).fill_null(value=True)
    & pl.col("quality_employment").fill_null(value=True)
    & pl.col("no_alternative_training").fill_null(value=True)
)
"""Seats that nothing known stands against, whatever is asked of on-the-job training (000:2887, 4572-4624)."""


def decisions(
    rng: np.random.Generator,
    crowd: Crowd,
    people: pl.DataFrame,
    *,
    seats: pl.DataFrame,
    employers: Employers,
    catalogue: Catalogue,
) -> pl.DataFrame:
    """Return the world's pins, vetoes and overrides, or as many of them as there are people for.

    ``seats`` has the columns `OFFER_FACTS` of its opportunities. Each decision is about a seat without requirements and
    a person who lives in the employer's town; nobody is decided on twice. Only people sure to be eligible are pinned,
    and only to seats that can take them.
    """
    facts, names = catalogue.world.decisions, catalogue.names["decisions"]["managers"]
    fit: dict[DecisionKind, Flags] = {
        "pin": _sure(people, facts) & (crowd.maturity > 0),
        "veto": crowd.maturity > 0,
        "override": crowd.maturity == 0,
    }
    open_seats = seats.filter(*(pl.col(name).is_null() for name in _REQUIREMENTS), pl.col("agreement_signed"))
    taken = np.zeros(crowd.n, dtype=bool)
    rows: list[Decision] = []
    for row_of in facts.row:
        decision = row_of.decision
        offers = open_seats.filter(pl.col("kind") == row_of.kind, pl.col("mentor_named").fill_null(value=True))
        takes = offers.select(_TAKES_PEOPLE).to_series().to_list()
        found = 0
        for row in rng.permutation(offers.height):
            seat_id, employer_id = offers.select("seat_id", "employer_id").row(int(row))
            if decision == "pin" and not takes[row]:
                continue
            person = _someone(crowd, fit[decision] & ~taken, employers, employer_id)
            if person is None or found == row_of.count:
                continue
            taken[person] = True
            found += 1
            rows.append(
                Decision(
                    participant_id=people["participant_id"][person],
                    seat_id=seat_id,
                    decision=decision,
                    reason=row_of.reason,
                    by=names[rng.integers(len(names))],
                )
            )
    rows += _approvals(rng, people, facts, names)
    return frame_of(rows, TABLES["decisions"])


def _approvals(
    rng: np.random.Generator, people: pl.DataFrame, facts: DecisionsPart, names: list[str]
) -> Iterator[Decision]:
    """Yield approvals of people of the ages that almost meet the criteria and who have not found work yet."""
    youngest, oldest = facts.approved_ages
    born = pl.col("birth_date").is_between(
        date(REFERENCE_DATE.year - oldest, 1, 1), date(REFERENCE_DATE.year - youngest, 1, 1), closed="left"
    )
    near = people.filter(born, pl.col("state").ne_missing("placed")) if facts.approvals else people.clear()
    for person in near["participant_id"].head(facts.approvals):
        by = names[rng.integers(len(names))]
        yield Decision(participant_id=person, decision="approve", reason=facts.approval_reason, by=by)


def _someone(crowd: Crowd, fit: Flags, employers: Employers, employer_id: str) -> int | None:
    """Return a fitting person of the employer's town, one who wishes for its field if there is any."""
    employer = int(employers.frame["employer_id"].index_of(employer_id) or 0)
    near = fit & (crowd.place == employers.place[employer])
    wishes = (crowd.fields == employers.work[employer]).any(axis=1)
    for group in (near & wishes, near):
        if group.any():
            return int(np.flatnonzero(group)[0])
    return None


def _sure(people: pl.DataFrame, facts: DecisionsPart) -> Flags:
    """People who hold the conditions of eligibility on record (000:325-337), and whose home is known."""
    latest = date(REFERENCE_DATE.year - facts.oldest, 6, 1)
    conditions = (
        (pl.col("birth_date") > latest)
        & (pl.col("socioeconomic_cluster") <= facts.highest_cluster)
        & (pl.col("low_basic_skills") | ~pl.col("family_backing"))
        & ~pl.col("in_quality_employment")
        & pl.col("locality").is_not_null()
    )
    return people.select(conditions.fill_null(value=False)).to_series().to_numpy()
