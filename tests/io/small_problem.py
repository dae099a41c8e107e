"""A good problem small enough to break by hand: three people, two employers, two opportunities, three seats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FILES = {
    "participants.csv": (
        "participant_id,name,birth_date,gender,latitude,longitude,skills,wage_floor,car\n"
        "P1,דנה,2001-05-14,female,31.25,34.79,excel;hebrew typing,6000,true\n"
        "P2,יוסף,02/11/2000,male,31.39,34.75,driving,,no\n"
        "P3,Маша,1999-01-30,female,30.99,34.93,,5500.50,\n"
    ),
    "employers.csv": 'employer_id,name,size\nE1,"Café ""Desert""",small\nE2,מוסך הנגב,medium\n',
    "opportunities.csv": (
        "opportunity_id,kind,name,min_size,max_size\nO1,triangle_training,Logistics,2,3\nO2,job,Cook,,\n"
    ),
    "seats.csv": (
        "seat_id,opportunity_id,employer_id,count,min_count,wage\n"
        "S1,O1,E1,1,,6500\nS2,O1,E2,2,1,7000\nS3,O2,E1,1,,6200.50\n"
    ),
}


def write_folder(folder: Path, **changes: str | bytes | None) -> Path:
    """Write the problem with the named tables exchanged (``None`` leaves one out) and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str | bytes | None] = {**FILES, **{f"{name}.csv": text for name, text in changes.items()}}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def grids() -> dict[str, list[list[Any]]]:
    """Return the smallest problem as rows of plain values, for workbooks and databases."""
    return {
        "participants": [["participant_id", "name", "wage_floor", "car"], ["P1", "דנה", 6000, True], ["P2", "Ron"]],
        "employers": [["employer_id", "name"], ["E1", "Café"]],
        "opportunities": [["opportunity_id", "kind"], ["O1", "job"]],
        "seats": [["seat_id", "opportunity_id", "employer_id", "count"], ["S1", "O1", "E1", 2]],
    }


def places(findings: Any) -> set[tuple[Any, ...]]:
    """Return file, row, column and code of findings."""
    return {(finding.file, finding.row, finding.column, finding.code) for finding in findings}
