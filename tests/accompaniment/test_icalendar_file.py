"""The iCalendar file, read back by a library and byte by byte (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from matchmaker.accompaniment import icalendar_bytes
from tests.accompaniment.problems import START, calendar, placement

LONG = placement(
    participant={"consents": ("name",), "name": "נועה; כהן\\לוי, " + "א" * 60},
    employer={"name": 'מפעל הצפון, בע"מ'},
)


def entries(data: bytes) -> list[dict[str, object]]:
    """Return the entries of a file as plain values."""
    return [
        {
            "uid": str(event["uid"]), "due": event["dtstart"].dt, "end": event["dtend"].dt,
            "stamp": event["dtstamp"].dt, "summary": str(event["summary"]), "description": str(event["description"]),
            "categories": [str(each) for each in event["categories"].cats],
        }
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]  # fmt: skip


def test_every_event_comes_back() -> None:
    """A reader finds each event's day, kind and state, all day long, with text as it was."""
    told = calendar(LONG)
    found = entries(icalendar_bytes(told, "he"))
    assert [each["due"] for each in found] == told.events["due"].to_list()
    assert all(type(each["due"]) is date and each["end"] == each["due"] + timedelta(days=1) for each in found)
    assert [each["categories"] for each in found] == [
        list(row) for row in told.events.select("contact", "state").rows()
    ]
    name = told.events["participant_name"][0]
    assert all(f'{name} (p), מפעל הצפון, בע"מ' in str(each["summary"]) for each in found)


def test_lines_are_folded_by_octets_and_end_in_crlf() -> None:
    """Every line ends in CRLF, holds at most 75 octets, and is UTF-8 by itself."""
    data = icalendar_bytes(calendar(LONG), "he")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert [line.decode("utf-8") for line in lines]


def test_separators_are_escaped() -> None:
    """Commas, semicolons and backslashes of a name stand escaped in the file."""
    text = icalendar_bytes(calendar(LONG)).replace(b"\r\n ", b"").decode()
    assert "נועה\\; כהן\\\\לוי\\, " in text


def test_uids_are_unique_and_survive_a_move() -> None:
    """Each event has a UID of its own, which stays when the first day moves, so a calendar moves the entry."""
    here, later = (calendar(placement(seat={"start_date": START + timedelta(days=shift)})) for shift in (0, 7))
    first, second = entries(icalendar_bytes(here)), entries(icalendar_bytes(later))
    uids = [each["uid"] for each in first]
    assert len(set(uids)) == len(uids) == here.events.height
    assert set(uids) == {each["uid"] for each in second}
    assert [each["due"] for each in first] != [each["due"] for each in second]


def test_the_same_calendar_has_the_same_bytes() -> None:
    """The stamp is midnight of the day asked about, and nothing comes from the clock."""
    one, two = (icalendar_bytes(calendar(LONG)) for _ in range(2))
    assert one == two
    assert {each["stamp"] for each in entries(one)} == {datetime(2026, 4, 1, tzinfo=UTC)}


def test_a_calendar_without_events_is_still_one() -> None:
    """A plan of nothing to follow gives a file that a reader takes."""
    data = icalendar_bytes(calendar(placement("workshop")))
    assert Calendar.from_ical(data)["version"] == "2.0"
    assert entries(data) == []


def test_no_personal_detail_without_consent() -> None:
    """Neither the name nor anything else of the participant but the id is in the file."""
    data = icalendar_bytes(calendar(placement(participant={"locality": "רהט", "barriers": ("debts",)})))
    text = data.replace(b"\r\n ", b"").decode()
    assert "דנה" not in text
    assert "רהט" not in text
    assert "debts" not in text
    assert ": p\\," in text


def test_what_needs_agreement_says_so() -> None:
    """The meeting with the manager is marked as depending on both sides' agreement, in either language."""
    told = calendar(placement("on_the_job_training"))
    for language, words in (("en", "only if participant and employer agree"), ("he", "רק בהסכמת")):
        marked = [e for e in entries(icalendar_bytes(told, language)) if words in str(e["description"])]
        assert [e["categories"][0] for e in marked] == ["manager_meeting"]
