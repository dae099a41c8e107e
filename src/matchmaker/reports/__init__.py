"""Reports: one plain dict, collected elsewhere, rendered for the terminal, the browser and Excel.

The dict is JSON-able and has the shape of `ReportContent`; every section may be missing, and then does not show::

    {
      "language": "he",                          # or "en" (default): the page's first language and direction
      "summary": {
        "title": "Negev, autumn cohort", "programme": "ovdim_beyachad", "status": "optimal",
        "objective": 241.337, "bound": 241.337, "gap": 0.0, "policy": "optimal", "strategy": "mip",
        "stopped_by": "proof", "seed": 1, "n_participants": 300, "placed": 287,
        "assumed": ["commute limit 45 minutes"], "notes": ["..."], "warnings": {"unknown-column": 2},
      },
      "metrics": [{"name": "share_placed", "label": "Share placed", "label_he": "שיעור המשובצים",
                   "value": 0.957, "unit": "share"}],                   # value None: cannot say
      "placements": [{"participant_id": "p1", "participant": "...", "opportunity_id": "o1", "opportunity": "...",
                      "employer_id": "e1", "employer": "...", "seat_id": "s1", "occupation": "...", "score": 0.83,
                      "commute_minutes": 31.0,                          # None: not known
                      "up": [{"side": "participant", "name": "wish", "text": "...", "value": 0.9}],
                      "down": [{"side": "employer", "name": "skills", "text": "...", "value": 0.2}]}],
      "cohorts": [{"opportunity_id": "o1", "opportunity": "...", "opened": True, "size": 14, "min_size": 12,
                   "max_size": 15, "short": None}],                     # short: what a closed cohort lacked
      "unplaced": [{"participant_id": "p9", "participant": "...", "reason_code": "no-candidate", "reason": "..."}],
      "unplaced_by_reason": [{"reason_code": "no-candidate", "reason": "...", "count": 13}],
      "limits": [{"name": "...", "used": 15, "limit": 15, "unit": "places", "price": 0.41, "meaning": "..."}],
      "employers": [{"employer_id": "e1", "employer": "...", "places": 4, "placed": 3,
                     "people": [{"participant_id": "p1", "participant": "...", "opportunity": "...",
                                 "occupation": "...", "start_date": "2026-11-01"}]}],
      "counsellors": [{"case_manager": "...", "organisation_id": "g1", "organisation": "...",   # in the workbook only
                       "people": [{"participant_id": "p1", "participant": "...", "placed": True, "opportunity": "...",
                                   "employer": "...", "reason": None}]}],
    }

Nothing here computes: a figure that should be seen must be in the dict. Who may see what (an employer's sheet holds
only what the participant agreed to share) is decided by whoever fills it.
"""

from matchmaker.reports.content import ReportContent
from matchmaker.reports.render_html import render_html
from matchmaker.reports.render_table import render_table
from matchmaker.reports.render_terminal import render_terminal
from matchmaker.reports.write_workbook import write_workbook

__all__ = ["ReportContent", "render_html", "render_table", "render_terminal", "write_workbook"]
