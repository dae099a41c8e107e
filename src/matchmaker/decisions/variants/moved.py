"""moved: who has another place in one plan than in another."""

from __future__ import annotations

from matchmaker.model import Plan


def moved(before: Plan, after: Plan) -> list[tuple[str, str | None, str | None, str]]:
    """Return (participant id, seat before, seat after, what) of everybody whose place differs, by id; ``what`` is ``moved``,
    ``new`` (had none before) or ``dropped`` (has none after)."""
    rows = []
    for person in sorted({*before.seats, *after.seats}):
        was, now = before.seats.get(person), after.seats.get(person)
        if was != now:
            rows.append((person, was, now, "new" if was is None else "dropped" if now is None else "moved"))
    return rows
