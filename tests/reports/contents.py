"""Report contents for tests: a small ordinary one, and one whose every text is an attack."""

from __future__ import annotations

from typing import Any

from matchmaker.reports import ReportContent

ATTACKS = (
    "<img src=x onerror=\"document.title='PWNED'\">",
    "</script><script>document.title='PWNED'</script>",
    "</style><script>document.title='PWNED'</script>",
    "javascript:document.title='PWNED'",
    "\"' onmouseover=alert(1) x='",
    "]]><!--",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://example.org","x")',
    "＝1+1",
    "+cmd|' /C calc'!A0",
    "right\u202eto left\u2069 and on",
    "\x1b[31mred\x07\x9b",
    "line\u2028end\u2029",
    "lone\ud800",
    "new\nline\ttab\rreturn",
    "\x00",
)


def ordinary() -> ReportContent:
    """Return the report of one placed and one unplaced person, in Hebrew and English."""
    return {
        "language": "en",
        "summary": {
            "title": "מחזור סתיו",
            "programme": "ovdim_beyachad",
            "status": "optimal",
            "objective": 0.83,
            "bound": 0.83,
            "gap": 0.0,
            "policy": "optimal",
            "strategy": "mip",
            "stopped_by": "proof",
            "seed": 12345,
            "n_participants": 2,
            "placed": 1,
            "assumed": ["commute limit 45 minutes"],
            "notes": ["o2 was closed in round 1"],
            "warnings": {"unknown-column": 2, "check-digit": 1},
        },
        "metrics": [
            {"name": "share_placed", "label": "Share placed", "label_he": "שיעור", "value": 0.5, "unit": "share"},
            {"name": "commute_p90", "label": "Commute", "value": 31.4, "unit": "minutes"},
            {"name": "lowest", "value": None, "unit": "score"},
        ],
        "placements": [
            {
                "participant_id": "012345678",
                "participant": "נועה לוי",
                "opportunity_id": "o1",
                "opportunity": "מפעיל/ת CNC",
                "employer_id": "e1",
                "employer": 'מתכת הנגב בע"מ',
                "seat_id": "s1",
                "occupation": None,
                "score": 0.83,
                "commute_minutes": None,
                "up": [{"side": "participant", "name": "wish", "text": "the field she wished for", "value": 0.95}],
                "down": [{"side": "employer", "name": "skills"}],
            }
        ],
        "cohorts": [
            {"opportunity_id": "o1", "opportunity": "CNC", "opened": True, "size": 12, "min_size": 12, "max_size": 15},
            {
                "opportunity_id": "o2",
                "opportunity": None,
                "opened": False,
                "size": 0,
                "min_size": 9,
                "short": "3 people",
            },
        ],
        "unplaced": [{"participant_id": "p2", "participant": None, "reason_code": "full", "reason": "All are taken"}],
        "unplaced_by_reason": [{"reason_code": "full", "reason": "All are taken", "count": 1}],
        "limits": [
            {"name": "CNC places", "used": 15, "limit": 15, "unit": "places", "price": 0.41, "meaning": "adds 0.41"},
        ],
        "employers": [
            {
                "employer_id": "e1",
                "employer": 'מתכת הנגב בע"מ',
                "places": 4,
                "placed": 1,
                "people": [
                    {
                        "number": 1,
                        "participant_id": "012345678",
                        "participant": "נועה לוי",
                        "start_date": "2026-11-01",
                        "decided_by": "דנה",
                    }
                ],
            },
            {"employer_id": "e2", "employer": None, "places": 1, "placed": 0, "people": []},
        ],
        "counsellors": [
            {
                "case_manager": "דנה",
                "organisation_id": "g1",
                "organisation": None,
                "people": [
                    {
                        "participant_id": "012345678",
                        "participant": "נועה לוי",
                        "placed": True,
                        "opportunity": "CNC",
                        "employer": "e1",
                    },
                    {"participant_id": "p2", "placed": False, "reason": "All are taken"},
                ],
            }
        ],
    }


def hostile(attack: str) -> ReportContent:
    """Return the ordinary report with every text, ids and codes included, replaced by ``attack``."""
    content: Any = _replaced(ordinary(), attack)
    content["language"] = "en"
    return content


def _replaced(value: Any, attack: str) -> Any:
    match value:
        case str():
            return attack
        case dict():
            return {key: _replaced(item, attack) for key, item in value.items()}
        case list():
            return [_replaced(item, attack) for item in value]
    return value
