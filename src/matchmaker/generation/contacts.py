"""contacts: the last meetings and calls on record, some of them too long ago."""

from __future__ import annotations

import numpy as np
import polars as pl

from matchmaker.generation.draws import codes, picked
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.worlds.situation import Contacts
from matchmaker.model import TABLES

_KINDS = ("meeting", "remote_contact")
_KIND_SHARES = (0.6, 0.4)


def contacts(rng: np.random.Generator, people: pl.DataFrame, facts: Contacts) -> pl.DataFrame:
    """Return up to ``most`` contacts of everybody with meetings on record, since joining, by the case manager.

    Of someone whose number of meetings is not known, nothing is on record. All shares are assumed.
    """
    held = np.minimum(people["meetings_held"].fill_null(0).to_numpy(), facts.most)
    rows = np.repeat(np.arange(people.height), held)
    now = np.datetime64(REFERENCE_DATE, "D").astype(np.int64)
    joined = people["joined_on"].to_physical().to_numpy().astype(np.int64)[rows]
    days = np.minimum(
        7 * rng.integers(0, facts.weeks, size=rows.size) + rng.integers(1, 5, size=rows.size), now - joined
    )
    frame = pl.DataFrame(
        {
            "participant_id": people["participant_id"].gather(rows),
            "held_on": pl.Series((now - days).astype("datetime64[D]"), dtype=pl.Date),
            "kind": pl.Series(picked(_KINDS, codes(rng, rows.size, _KIND_SHARES)).tolist(), dtype=pl.String),
            "by": people["case_manager"].gather(rows),
            "note": pl.Series([None] * rows.size, dtype=pl.String),
        }
    )
    return frame.select(list(TABLES["contacts"].columns)).sort("participant_id", "held_on")
