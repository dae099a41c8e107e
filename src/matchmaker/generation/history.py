"""What became of people of earlier cohorts: the spells of ``history.csv``."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue, Work
from matchmaker.generation.draws import codes
from matchmaker.generation.employers import Employers
from matchmaker.generation.ids import numbered
from matchmaker.generation.offers import FULL_WEEK_HOURS
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.model import TABLES, Outcome, frame_of


def history(rng: np.random.Generator, n: int, employers: Employers, catalogue: Catalogue) -> pl.DataFrame:
    """Return the spells of ``n`` invented people of earlier cohorts (ids ``H0001`` and on), one each, as the world has them.

    Spells that had not ended when they were last recorded have no last day. Nobody without an employer has a spell.
    """
    rows = [_spell(rng, str(person), employers, catalogue) for person in numbered("H", n if employers.n else 0)]
    return frame_of(rows, TABLES["history"])


def _spell(rng: np.random.Generator, person: str, employers: Employers, catalogue: Catalogue) -> Outcome:
    host = int(rng.integers(employers.n))
    facts = catalogue.world.history
    work: Work = catalogue.fields[employers.work[host]]
    positions = [int(percent) for percent in facts.positions]
    percent = float(rng.choice(positions, p=list(facts.positions.values())))
    start = REFERENCE_DATE - timedelta(weeks=int(rng.integers(30, 105)))
    reported = REFERENCE_DATE - timedelta(weeks=int(rng.integers(1, 9)))
    end = start + timedelta(days=30 * int(rng.geometric(facts.monthly_leavers)))
    wage = Decimal(round(float(rng.integers(*work.wage, endpoint=True)) * percent / 100 / 50) * 50)
    is_told = rng.random() < facts.wage_told
    return Outcome(
        participant_id=person,
        employer_id=employers.id(host),
        kind=tuple(facts.kinds)[int(codes(rng, 1, list(facts.kinds.values()))[0])],
        start_date=start,
        end_date=end if end < reported else None,
        position_percent=percent,
        weekly_hours=round(FULL_WEEK_HOURS * percent / 100, 1),
        wage=wage if is_told else None,
        required_training=work.quality,
        horizon=bool(rng.random() < (0.6 if work.quality else 0.25)),
        source="programme" if rng.random() < facts.by_programme else "self",
        reported_on=reported,
    )
