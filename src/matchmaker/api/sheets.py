"""sheets: one file per employer, to be looked at and sent, so that nobody sends the whole workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import polars as pl

from matchmaker.allocation import Result
from matchmaker.explanations.employer_sheets import employer_sheets
from matchmaker.io import OutputFolder, write_table
from matchmaker.reports.words import word

_COLUMNS = ("number", "participant", "opportunity", "occupation", "start_date", "shared", "decided_by")
INDEX = "index.csv"
"""The file that says which sheet is whose; it stays in the house."""


def sheets(
    result: Result,
    out: str | Path,
    *,
    file_format: Literal["xlsx", "csv"] = "xlsx",
    language: Literal["en", "he"] = "en",
    replace: bool = False,
) -> pl.DataFrame:
    """Write a sheet for each employer to whom somebody comes, and return the index (also written, as `INDEX`).

    A sheet holds what `employer_sheets` lets out, without the participant's id: people are numbered, and ``plan.xlsx``
    says which number is whom. Each line says who decided on it, or that a person has to before it is sent. Files are
    named for the letters and digits of the employer's id, and not numbered: a number would tell of the others.

    Raises:
        UsageError: ``out`` cannot be used, or holds a result and ``replace`` is not given.
        OutputError: a file could not be written.
    """
    index: list[dict[str, Any]] = []
    with OutputFolder(out, replace=replace) as folder:
        for sheet in employer_sheets(result, language):
            if not sheet["people"]:
                continue
            name = _file_name(sheet["employer_id"], file_format, {row["file"].casefold() for row in index})
            write_table(_table(sheet, language), folder.file(name))
            index.append({"file": name, **{key: sheet[key] for key in ("employer_id", "employer", "places", "placed")}})
        schema: dict[str, Any] = {
            "file": pl.String, "employer_id": pl.String, "employer": pl.String, "places": pl.Int64, "placed": pl.Int64,
        }  # fmt: skip
        table = pl.DataFrame(index, schema=schema, orient="row")
        write_table(table, folder.file(INDEX))
        folder.describe(seed=result.seed, settings={"programme": result.programme, "policy": result.policy})
    return table


def _file_name(employer_id: str, suffix: str, taken: set[str]) -> str:
    """Return a name of the letters and digits of an id, in any script, others as ``_``: safe in every file system."""
    stem = "sheet-" + re.sub(r"\W", "_", employer_id)[:40]
    names = (f"{stem}{more}.{suffix}" for more in ("", *(f"-{n}" for n in range(2, len(taken) + 3))))
    return next(name for name in names if name.casefold() not in taken)


def _table(sheet: dict[str, Any], language: Literal["en", "he"]) -> pl.DataFrame:
    undecided = word("to_decide", language)
    rows = [{**person, "decided_by": person["decided_by"] or undecided} for person in sheet["people"]]
    schema: dict[str, Any] = {name: pl.Int64 if name == "number" else pl.String for name in _COLUMNS}
    told = pl.DataFrame([{name: row[name] for name in _COLUMNS} for row in rows], schema=schema, orient="row")
    who = pl.lit(sheet["employer"] or sheet["employer_id"]).alias("employer")
    return told.select(who, *_COLUMNS).rename({name: word(name, language) for name in ("employer", *_COLUMNS)})
