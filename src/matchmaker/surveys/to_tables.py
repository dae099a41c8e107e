"""to_tables: judged answers as employers, opportunities and seats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import polars as pl

from matchmaker.model import TABLES, Employer, Opportunity, Seat, frame_of
from matchmaker.model.vocabulary import HiringWindow
from matchmaker.programmes.survey import SurveyRules
from matchmaker.surveys.identify import Employers
from matchmaker.surveys.sheets import Sheet
from matchmaker.surveys.skip_logic import WINDOWS

_AS_ANSWERED = (
    "locality", "branch", "branch_code", "employees", "remote_stance", "needs_hiring_help", "training_offer",
    "training_need", "service_contact", "satisfaction", "wants_contact", "wants_community", "contact_person",
    "contact_email", "contact_phone", "survey_date",
)  # fmt: skip


def to_tables(answers: Sheet, vacancies: Sheet, who: Employers, rules: SurveyRules) -> dict[str, pl.DataFrame]:
    """Return the typed ``employers``, ``opportunities`` (of kind job, one per employer and window) and ``seats``.

    Ids are the employer's with the window and, for a seat, its number in it, so that the same survey read again has the
    same ids. Vacancies open now that no line lists are one seat without an occupation.
    """
    employers, opportunities, seats = [], [], []
    lines = _lines(vacancies, who)
    for index, row in enumerate(answers.frame.iter_rows(named=True)):
        employer_id = who.ids[index]
        if employer_id is None:
            continue
        employers.append(_employer(employer_id, row, rules))
        own = lines.get(index, [])
        listed = sum(line["count"] for line in own if line["hiring_window"] == "now")
        if row["has_vacancies"] and (rest := (row["open_vacancies"] or 0) - listed) > 0:
            own = [*own, {"count": rest, "hiring_window": "now", "occupation": None, "occupation_code": None}]
        for window in get_args(HiringWindow):
            inside = [line for line in own if line["hiring_window"] == window]
            if inside:
                opportunity_id = f"{employer_id}/{window}"
                opportunities.append(_opportunity(opportunity_id, row, window, rules))
                seats += [
                    _seat(opportunity_id, number, line, row, rules) for number, line in enumerate(inside, start=1)
                ]
    return {
        "employers": frame_of(employers, TABLES["employers"]),
        "opportunities": frame_of(opportunities, TABLES["opportunities"]),
        "seats": frame_of(seats, TABLES["seats"]),
    }


def _lines(vacancies: Sheet, who: Employers) -> dict[int, list[dict[str, Any]]]:
    lines: dict[int, list[dict[str, Any]]] = {}
    frame = vacancies.frame.with_columns(pl.col("hiring_window").fill_null("now"))
    for owner, line in zip(who.owners, frame.iter_rows(named=True), strict=True):
        if owner is not None:
            lines.setdefault(owner, []).append(line)
    return lines


def _employer(employer_id: str, row: Mapping[str, Any], rules: SurveyRules) -> Employer:
    later = {window: row[column] for window, column in WINDOWS.items()}
    windows = [window for window in get_args(HiringWindow) if {"now": row["has_vacancies"], **later}[window]]
    offer = row["training_offer"]
    places = row["recruitment_localities"]
    return Employer(
        employer_id=employer_id,
        name=row["company_name"],
        size=_size(row["employees"], rules),
        recruitment_localities=None if places is None else tuple(places),
        open_vacancies=0 if row["has_vacancies"] is False else row["open_vacancies"],
        hiring_windows=tuple(windows) or None,
        expects_hiring=_expects(later, row["no_hiring_expected"]),
        in_house_training=None if offer is None else offer != "none",
        **{name: row[name] for name in _AS_ANSWERED},
    )


def _expects(later: Mapping[str, bool | None], none_expected: bool | None) -> bool | None:
    if any(later.values()):
        return True
    if none_expected or all(hires is False for hires in later.values()):
        return False
    return None if none_expected is None else True


def _size(employees: int | None, rules: SurveyRules) -> Any:
    if employees is None:
        return None
    limits = rules.size_limits.value
    return next((size for size in ("micro", "small", "medium") if employees <= limits[size]), "large")


def _opportunity(opportunity_id: str, row: Mapping[str, Any], window: str, rules: SurveyRules) -> Opportunity:
    return Opportunity(
        opportunity_id=opportunity_id,
        kind="job",
        name=row["company_name"],
        start_date=_first_day(row["survey_date"], window, rules),
    )


def _first_day(survey_date: date | None, window: str, rules: SurveyRules) -> date | None:
    """Return the first day of a window, which is not known of an undated survey; what is open now may start any day."""
    if survey_date is None or window == "now":
        return None
    months = rules.window_months.value[window]  # type: ignore[index]
    day: date = pl.select(pl.lit(survey_date).dt.offset_by(f"{months}mo")).item()
    return day


def _seat(
    opportunity_id: str, number: int, line: Mapping[str, Any], row: Mapping[str, Any], rules: SurveyRules
) -> Seat:
    return Seat(
        seat_id=f"{opportunity_id}/{number}",
        opportunity_id=opportunity_id,
        employer_id=opportunity_id.rpartition("/")[0],
        count=line["count"],
        occupation=line["occupation"],
        occupation_code=line["occupation_code"],
        training_need=row["training_need"],
        hybrid_days=rules.hybrid_days.value.get(row["remote_stance"]),
    )
