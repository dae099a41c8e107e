"""participant_row: the row of a participant, by an id as people write it."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.errors import UsageError
from matchmaker.text.identity import identity_key


def participant_row(result: Result, participant_id: str) -> int:
    """Return the row of a participant.

    Raises:
        UsageError: there is none of that id; names the nearest ones.
    """
    ids = result.scores.pairs.participant_ids.tolist()
    keys = [identity_key(each) for each in ids]
    wanted = identity_key(participant_id)
    if wanted in keys:
        return keys.index(wanted)
    from rapidfuzz import process

    nearest = ", ".join(found[0] for found in process.extract(participant_id, ids, limit=3))
    raise UsageError(f"there is no participant '{participant_id}'; the nearest ids are {nearest or 'none'}")
