"""stale_warnings: what `matchmaker check` says of facts that are too old."""

from __future__ import annotations

from datetime import date

from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.programmes import Programme
from matchmaker.surveys.stale import stale_surveys


def stale_warnings(problem: Problem, programme: Programme, as_of: date) -> tuple[Finding, ...]:
    """Return a warning for each employer whose survey is older than the programme allows, with the seats that rest on it."""
    if programme.survey is None:
        return ()
    days = programme.survey.stale_after_days.value
    file = problem.files.get("employers", "employers.csv")
    row_of = {employer_id: row for row, employer_id in enumerate(problem.employers["employer_id"], start=2)}
    return tuple(
        Finding(
            file,
            "stale-survey",
            f"what is known of {row['employer_id']} is {row['age_days']} days old; resting on it: {_seats(row['seat_ids'])}",
            row=row_of[row["employer_id"]],
            column="survey_date",
            value=row["survey_date"].isoformat(),
            expected=f"a survey of the last {days} days",
            hint="ask the employer again",
            severity="warning",
        )
        for row in stale_surveys(problem.employers, problem.seats, days, as_of).iter_rows(named=True)
    )


def _seats(seat_ids: list[str] | None) -> str:
    if not seat_ids:
        return "no seats"
    shown = ", ".join(seat_ids[:3])
    return f"{'1 seat' if len(seat_ids) == 1 else f'{len(seat_ids)} seats'} ({shown}{', ...' if len(seat_ids) > 3 else ''})"
