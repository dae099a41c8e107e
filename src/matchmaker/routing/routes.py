"""Routes: where each person's readiness points, what comes first, and which barriers have an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.routing.barriers import Barriers


@dataclass(frozen=True, slots=True, eq=False)
class Routes:
    """What `matchmaker.route` returns: typed tables, each ordered by its ids. Null = cannot say.

    ``people``: one row each: participant_id, maturity, employment_type_ready, traffic_light, track (of the cell of the
    matrix), level_track (of maturity alone), track_source, recommended (steps), warned (kinds some step of which is),
    first_steps, unmet_barriers, unlisted_barriers, the names of tracks, of what is recommended and of what is warned, and
    ask (columns of participants to ask for).
    ``kinds``: per person, kind of opportunity and step (with its name): state (recommended, open, warned, cannot_say), reason, source.
    ``steps``: what to do first, in order (`matchmaker.routing.FirstSteps`). ``items``: who may take what.
    ``barriers``: `matchmaker.routing.Barriers`. ``warned``: pairs placed, pinned or overridden that are
    warned against, with the override on record, if any. ``programme`` is the profile's name, ``assumed`` the values no source gives on which this
    rests, as (path, value).
    """

    programme: str
    people: pl.DataFrame
    kinds: pl.DataFrame
    steps: pl.DataFrame
    items: pl.DataFrame
    barriers: Barriers
    warned: pl.DataFrame
    assumed: tuple[tuple[str, str], ...]

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return every table by name, the assumed values among them."""
        return {
            "people": self.people,
            "kinds": self.kinds,
            "steps": self.steps,
            "items": self.items,
            "barriers": self.barriers.people,
            "barrier_totals": self.barriers.totals,
            "organisation_barriers": self.barriers.organisations,
            "warned": self.warned,
            "assumed": pl.DataFrame(list(self.assumed), schema={"path": pl.String, "value": pl.String}, orient="row"),
        }

    @property
    def counts(self) -> dict[str, Any]:
        """People, those with a track, barriers stated and without an answer, pairs warned against with no override."""
        tracks = self.people["track"].drop_nulls()
        barriers = self.barriers.people
        return {
            "programme": self.programme,
            "people": self.people.height,
            "tracks": {name: int((tracks == name).sum()) for name in sorted(set(tracks.to_list()))},
            "cannot_say": self.people.height - tracks.len(),
            "with_first_steps": self.steps["participant_id"].n_unique(),
            "barriers": barriers.height,
            "barriers_unmet": int(barriers["met_by"].is_null().sum()),
            "barriers_unlisted": int((~barriers["listed"]).sum()),
            "warned": self.warned.height,
            "warned_without_override": int((~self.warned["override"]).sum()),
        }

    @property
    def summary(self) -> list[str]:
        """The counts in words, with the assumed values they rest on."""
        told = self.counts
        tracks = ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in told["tracks"].items()) or "none"
        return [
            f"programme {self.programme}: {told['people']} people; tracks: {tracks}; cannot say: {told['cannot_say']}",
            f"people with steps to take first: {told['with_first_steps']}",
            f"barriers: {told['barriers']}, without an answer {told['barriers_unmet']}, "
            f"not listed in the programme {told['barriers_unlisted']}",
            f"pairs warned against: {told['warned']}, with no override on record {told['warned_without_override']}",
            f"assumed: {', '.join(path for path, _ in self.assumed)}" if self.assumed else "nothing assumed",
        ]
