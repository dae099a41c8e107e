"""requests: scholarships, vouchers and assessments asked for, some of them with facts still to be asked."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import codes
from matchmaker.generation.ids import numbered
from matchmaker.generation.reference import REFERENCE_DATE, sunday_after
from matchmaker.model import TABLES, Request, frame_of


def requests(rng: np.random.Generator, crowd: Crowd, people: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """Return the world's requests, each of another participant; all shares and amounts are assumed."""
    facts = catalogue.world.requests
    n = round(facts.per_participant * crowd.n)
    who = rng.permutation(crowd.n)[:n]
    purposes = list(facts.purposes)
    drawn = codes(rng, n, list(facts.purposes.values()))
    rows = [
        Request(
            request_id=request_id,
            participant_id=people["participant_id"][int(person)],
            kind=purposes[which].partition(":")[0],
            purpose=purposes[which].partition(":")[2],
            **_asked(rng, purposes[which], catalogue.fields[int(crowd.fields[person, 0])].name),
        )
        for request_id, person, which in zip(numbered("R", n), who, drawn, strict=True)
    ]
    return frame_of(rows, TABLES["requests"])


def _asked(rng: np.random.Generator, purpose: str, field: str) -> dict[str, Any]:
    """Return what one request tells; four facts in five of those that a decision reads are told."""
    told = rng.random(10).tolist()
    asked = REFERENCE_DATE - timedelta(days=int(rng.integers(5, 120)))
    cost = 100 * int(rng.integers(25, 110))
    kind = purpose.partition(":")[0]
    common = {
        "course": f"קורס {field}" if "course" in purpose else None,
        "requested_on": asked,
        "companion_opinion": True if told[0] < 0.9 else None,
        "employment_potential": True if told[1] < 0.85 else None,
    }
    if kind == "assessment":
        return common | {"amount": Decimal(100 * int(rng.integers(8, 25))), "entitled_elsewhere": _maybe(told[2], 0.1)}
    return common | {
        "course_cost": Decimal(cost),
        "amount": Decimal(min(cost, 100 * int(rng.integers(15, 75)))),
        "other_funding": Decimal(round(cost * float(rng.choice((0, 0.1, 0.35, 0.5))))) if told[2] < 0.8 else None,
        "demanded_field": _maybe(told[3], 0.6),
        "employer_letter": _maybe(told[4], 0.4),
        "starting_wage": Decimal(100 * int(rng.integers(62, 100))) if told[5] < 0.7 else None,
        "course_start": sunday_after(int(rng.integers(-10, 12))),
        "practical_engineer": purpose.endswith("practical_engineering"),
        "state_funding_sufficient": _maybe(told[6], 0.1),
        "voucher_entitled": _maybe(told[7], 0.5),
        "unanimous": True if told[8] < 0.6 else None,
    }


def _maybe(draw: float, share: float) -> bool | None:
    """Return an answer that is yes for ``share`` of those who gave one, and not known for one in five."""
    return None if draw >= 0.8 else draw < 0.8 * share
