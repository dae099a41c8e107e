"""Commutes: one-way minutes from every participant to every seat, factorised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Commutes:
    """One-way minutes between participants and seats, held per distinct (home and modes, workplace and course).

    ``minutes`` (n_origins, n_sites) float32: NaN = not known, inf = cannot be reached. ``origin`` (P,) int32 and
    ``site`` (S,) int32 say which row and column a participant and a seat use. For a training the value is the longer
    of the commute to the course and the commute to the employer's site; days worked from home lower the latter.
    ``day_site`` (S,) int32 says which column holds a seat's minutes on a day at the site; ``None`` = those of ``site``.
    ``digest`` is the SHA-256 of the table and of the settings it was made with.
    """

    minutes: npt.NDArray[np.float32]
    origin: npt.NDArray[np.int32]
    site: npt.NDArray[np.int32]
    digest: str
    day_site: npt.NDArray[np.int32] | None = None

    def of(self, participants: npt.NDArray[np.integer], seats: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """Return the minutes of pairs on the mean working day, for scores (table rows that broadcast together)."""
        minutes: npt.NDArray[np.float32] = self.minutes[self.origin[participants], self.site[seats]]
        return minutes

    def of_day(self, participants: npt.NDArray[np.integer], seats: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """Return the minutes of pairs on a day at the site, for limits (table rows that broadcast together)."""
        site = self.site if self.day_site is None else self.day_site
        minutes: npt.NDArray[np.float32] = self.minutes[self.origin[participants], site[seats]]
        return minutes
