"""Decisions of people: a few pins, vetoes and overrides, each with a reason and a name."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import load_catalogue
from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import Flags
from matchmaker.generation.employers import Employers
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.model import TABLES, Decision, frame_of
from matchmaker.model.vocabulary import DecisionKind, OpportunityKind

# Which kind of opportunity a decision is about, how many there are (assumed), and why.
_DECISIONS: tuple[tuple[DecisionKind, OpportunityKind, int, str], ...] = (
    # On-the-job training needs the employer's acceptance (000:4598), and an employer may hand-pick (000:2717).
    ("pin", "on_the_job_training", 2, "התקבל/ה על ידי המעסיק לאחר ראיון"),
    ("veto", "triangle_training", 3, "המשתתף/ת עבד/ה שם בעבר ואינו/ה מעוניין/ת לחזור"),
    # Initial maturity warns and does not block: a person may decide otherwise (000:3901-3978).
    ("override", "triangle_training", 2, "למרות בשלות ראשונית, המלווה ממליץ/ה לשלב בקבוצה עם תמיכה"),
)
_REQUIREMENTS = ("required_licences", "required_english", "required_hebrew", "required_certificates")


def decisions(
    rng: np.random.Generator, crowd: Crowd, people: pl.DataFrame, seats: pl.DataFrame, employers: Employers
) -> pl.DataFrame:
    """Return up to two pins, three vetoes and two overrides.

    ``seats`` has the column ``kind`` of its opportunities. Each decision is about a seat without requirements and a
    person who lives in the employer's town; nobody is decided on twice. Only people sure to be eligible are pinned, and
    only to seats that can take them.
    """
    names = load_catalogue().names["decisions"]["managers"]
    fit: dict[DecisionKind, Flags] = {
        "pin": _sure(people) & (crowd.maturity > 0),
        "veto": crowd.maturity > 0,
        "override": crowd.maturity == 0,
    }
    open_seats = seats.filter(*(pl.col(name).is_null() for name in _REQUIREMENTS), pl.col("agreement_signed"))
    taken = np.zeros(crowd.n, dtype=bool)
    rows: list[Decision] = []
    for decision, kind, wanted, reason in _DECISIONS:
        offers = open_seats.filter(pl.col("kind") == kind, pl.col("mentor_named").fill_null(value=True))
        found = 0
        for row in rng.permutation(offers.height):
            seat_id, employer_id = offers.select("seat_id", "employer_id").row(int(row))
            person = _someone(crowd, fit[decision] & ~taken, employers, employer_id)
            if person is None or found == wanted:
                continue
            taken[person] = True
            found += 1
            rows.append(
                Decision(
                    participant_id=people["participant_id"][person],
                    seat_id=seat_id,
                    decision=decision,
                    reason=reason,
                    by=names[rng.integers(len(names))],
                )
            )
    return frame_of(rows, TABLES["decisions"])


def _someone(crowd: Crowd, fit: Flags, employers: Employers, employer_id: str) -> int | None:
    """Return a fitting person of the employer's town, one who wishes for its field if there is any."""
    employer = int(employers.frame["employer_id"].index_of(employer_id) or 0)
    near = fit & (crowd.place == employers.place[employer])
    wishes = (crowd.fields == employers.work[employer]).any(axis=1)
    for group in (near & wishes, near):
        if group.any():
            return int(np.flatnonzero(group)[0])
    return None


def _sure(people: pl.DataFrame) -> Flags:
    """People who hold the conditions of eligibility on record (000:325-337), and whose home is known."""
    latest = date(REFERENCE_DATE.year - 25, 6, 1)
    conditions = (
        (pl.col("birth_date") > latest)
        & (pl.col("socioeconomic_cluster") <= 6)
        & (pl.col("low_basic_skills") | ~pl.col("family_backing"))
        & ~pl.col("in_quality_employment")
        & pl.col("locality").is_not_null()
    )
    return people.select(conditions.fill_null(value=False)).to_series().to_numpy()
