"""icalendar_bytes: the events of a follow-up as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from matchmaker.accompaniment.follow_up import FollowUp
from matchmaker.accompaniment.labels import Language, contact_label, state_label

if TYPE_CHECKING:
    from icalendar import Event

_AGREEMENT = {"en": "only if participant and employer agree", "he": "רק בהסכמת המשתתף/ת והמעסיק"}


def icalendar_bytes(follow_up: FollowUp, language: Language = "en") -> bytes:
    """Return every event as an all-day VEVENT that blocks no time.

    A UID depends on participant, seat, schedule and number alone, so that a calendar that takes the file again moves its
    entries instead of doubling them; DTSTAMP is midnight UTC of ``as_of``, so that equal content gives equal bytes.
    A participant appears by id, and by name only where the name may be shared.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//matchmaker//follow-up//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for row in follow_up.events.iter_rows(named=True):
        calendar.add_component(_event(row, follow_up.as_of, language))
    data: bytes = calendar.to_ical(sorted=True)
    return data


def _event(row: dict[str, Any], as_of: date, language: Language) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _uid(row))
    event.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    event.add("dtstart", row["due"])
    event.add("dtend", row["due"] + timedelta(days=1))
    event.add("summary", _summary(row, language))
    event.add("description", "\n".join(_lines(row, language)))
    event.add("categories", [row["contact"], row["state"]])
    event.add("transp", "TRANSPARENT")
    return event


def _uid(row: dict[str, Any]) -> str:
    parts = (row["participant_id"], row["seat_id"] or "", row["schedule"], str(row["number"]))
    return f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@matchmaker"


def _summary(row: dict[str, Any], language: Language) -> str:
    who = (
        row["participant_id"]
        if row["participant_name"] is None
        else f"{row['participant_name']} ({row['participant_id']})"
    )
    where = row["employer_name"] or row["employer_id"]
    held = contact_label(row["contact"], language)
    return f"{held}: {who}" if where is None else f"{held}: {who}, {where}"


def _lines(row: dict[str, Any], language: Language) -> list[str]:
    state = state_label(row["state"], language)
    done = "" if row["done_on"] is None else f" {row['done_on'].isoformat()}"
    lines = [f"{state}{done}"]
    lines += [row[name] for name in ("case_manager", "companion_org_id", "seat_id") if row[name] is not None]
    return [*lines, _AGREEMENT[language]] if row["needs_agreement"] else lines
