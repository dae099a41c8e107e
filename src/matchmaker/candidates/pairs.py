"""Pairs: the (participant, seat) pairs worth a score, as flat arrays."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Candidate pairs in compressed sparse rows, sorted by participant, then by seat.

    ``participant_ids`` (P,) and ``seat_ids`` (S,) are the problem's ids in row order. The pairs of participant ``i``
    are ``seat[indptr[i]:indptr[i + 1]]``: ``indptr`` (P + 1,) int64, ``seat`` (n_pairs,) int32 rows of the seats table,
    strictly ascending within a participant. ``dropped`` counts, per reason code, the pairs no rule let through
    (each under the first rule that stood in the way).
    """

    participant_ids: npt.NDArray[np.object_]
    seat_ids: npt.NDArray[np.object_]
    indptr: npt.NDArray[np.int64]
    seat: npt.NDArray[np.int32]
    dropped: dict[str, int] = field(default_factory=dict)

    @property
    def n_pairs(self) -> int:
        """Number of pairs."""
        return int(self.seat.size)

    @property
    def n_participants(self) -> int:
        """Number of participants (P)."""
        return int(self.participant_ids.size)

    @property
    def n_seats(self) -> int:
        """Number of seat rows (S)."""
        return int(self.seat_ids.size)

    @property
    def participant(self) -> npt.NDArray[np.int32]:
        """Row of the participant of every pair, (n_pairs,) int32, ascending. Computed anew at each call."""
        return np.repeat(np.arange(self.n_participants, dtype=np.int32), np.diff(self.indptr))

    def position(self, participant: int, seat: int) -> int | None:
        """Return the position of a pair, or ``None`` when it is not a candidate."""
        start, stop = int(self.indptr[participant]), int(self.indptr[participant + 1])
        at = start + int(np.searchsorted(self.seat[start:stop], seat))
        return at if at < stop and self.seat[at] == seat else None

    def positions(self, participants: npt.NDArray[np.integer], seats: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Return the position of each pair (participants[i], seats[i]), (n,) int64, or -1 where it is no candidate."""
        # Pairs ascend in (participant, seat), so one search over the combined key finds all of them.
        keys = self.participant.astype(np.int64) * self.n_seats + self.seat
        wanted = participants.astype(np.int64) * self.n_seats + seats
        at = np.searchsorted(keys, wanted)
        found = np.append(keys, -1)[at] == wanted
        return np.where(found, at, -1)
