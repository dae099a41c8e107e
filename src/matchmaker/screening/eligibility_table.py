"""EligibilityTable: the answer to who may take part, person by person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from matchmaker.screening.words import answer, count_word

NAMES = ("holds", "fails", "almost", "unsaid", "parts_hold", "parts_fail", "parts_unsaid", "ask_for", "referrals")
"""Columns of lists of names, which have another form in Hebrew."""


@dataclass(frozen=True, slots=True, eq=False)
class EligibilityTable:
    """One row per participant, in the order of the data.

    ``status`` is ``eligible``, ``near_miss``, ``not_eligible`` or ``cannot_say``; ``may_be_placed`` whether a plan may hold
    the person (``cannot_say`` may). ``holds``, ``fails``, ``unsaid`` name the criteria, and ``almost`` those of ``fails``
    that are almost met; ``parts_...`` the criteria that these join (the four conditions of 000:331-337). ``ask_for`` are
    the columns that could change the answer. ``approver`` decides on a near-miss; ``approved_by`` and ``approval_reason``
    are on record. ``referrals`` are responses in the community, ``sources`` the lines of the criteria behind the status.

    ``days`` are the days asked about (empty = not known), ``assumed`` the assumed values of the profile that the answers
    rest on as (path, value), ``labels`` Hebrew names.
    """

    frame: pl.DataFrame
    days: tuple[date, ...]
    assumed: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]

    def to_polars(self, language: Literal["en", "he"] = "en") -> pl.DataFrame:
        """Return the rows with ``answer``, a sentence, behind the status; in Hebrew names and sentences are Hebrew."""
        frame = self.frame
        if language == "he":
            frame = frame.with_columns(
                *(pl.col(name).list.eval(pl.element().replace(self.labels)) for name in NAMES),
                *(pl.col(name).replace(self.labels) for name in ("approver", "next_step")),
            )
        return frame.select(
            "participant_id", "status", answer(language).alias("answer"), pl.exclude("participant_id", "status")
        )

    def counts(self) -> dict[str, int]:
        """Return how many people have each status, those that occur, in the order of the statuses."""
        found = dict(self.frame.group_by("status").len().iter_rows())
        return {name: found[name] for name in ("eligible", "near_miss", "not_eligible", "cannot_say") if name in found}

    def summary(self, language: Literal["en", "he"] = "en") -> list[str]:
        """Return a line per status that occurs, then the days asked about, then a line per assumed value they rest on."""
        lines = [f"{count_word(status, language)}: {n}" for status, n in self.counts().items()]
        is_near = self.frame["status"] == "near_miss"
        if is_near.any():
            approved = f"{count_word('approved', language)}: {(is_near & self.frame['may_be_placed']).sum()}"
            lines = [
                f"{line}; {approved}" if line.startswith(count_word("near_miss", language)) else line for line in lines
            ]
        if self.days:
            lines.append(f"{count_word('days', language)}: {', '.join(day.isoformat() for day in self.days)}")
        return [*lines, *(f"{count_word('assumed', language)}: {path} = {value}" for path, value in self.assumed)]

    def as_dict(self, language: Literal["en", "he"] = "en") -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        return {
            "days": [day.isoformat() for day in self.days],
            "counts": self.counts(),
            "participants": self.to_polars(language).to_dicts(),
            "assumed": [{"path": path, "value": value} for path, value in self.assumed],
        }
