"""GroupPlan: who comes to which workshop or pre-employment, beside the placements."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from matchmaker.allocation.result import Status

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class GroupPlan:
    """What `matchmaker.fill_groups` returns.

    ``members``: participant_id, opportunity_id, seat_id, response, fit (0 to 1), audience ("yes", or "cannot say"), by
    participant. ``groups``: opportunity_id, kind, response, opened, size, min_size, max_size, possible (people whom the rules
    let in, with enough fit), short (what a closed one lacked), by id. ``recommended``: participant_id, response, answer, ask (columns to ask for), by
    participant, in the catalogue's order. ``meetings``: participant_id, meetings_held, left, state. ``objective`` is the sum
    of fit, ``bound`` the most there could be, ``gap`` their relative distance; ``None`` where there is no plan. ``assumed``
    lists the values of the programme that no source gives, ``clash`` the rules that clash.
    """

    members: pl.DataFrame
    groups: pl.DataFrame
    recommended: pl.DataFrame
    meetings: pl.DataFrame
    status: Status
    objective: Decimal | None
    bound: Decimal | None
    gap: float | None
    assumed: tuple[tuple[str, str], ...] = ()
    clash: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables by name."""
        return {
            "members": self.members, "groups": self.groups, "recommended": self.recommended, "meetings": self.meetings,
        }  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Return the certificate as plain values."""
        opened = self.groups.filter("opened")
        return {
            "status": self.status,
            "objective": None if self.objective is None else float(self.objective),
            "bound": None if self.bound is None else float(self.bound),
            "gap": self.gap,
            "groups": self.groups.height,
            "opened": opened.height,
            "members": self.members.height,
            "people": self.members["participant_id"].n_unique(),
            "assumed": [f"{path} = {value}" for path, value in self.assumed],
            "clash": list(self.clash),
            "notes": list(self.notes),
        }
