"""report: a result as a folder of tables, a workbook and a page, with its manifest."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Literal, cast

from matchmaker.allocation import Result
from matchmaker.api.input_hashes import input_hashes
from matchmaker.api.setup import setup
from matchmaker.api.warned_findings import warned_findings
from matchmaker.decisions.replan.changes import changes_frame
from matchmaker.explanations import collect
from matchmaker.io import OutputFolder, write_table
from matchmaker.reports import ReportContent, render_html, write_workbook


def report(
    result: Result,
    out: str | Path | OutputFolder,
    *,
    replace: bool = False,
    data: str | None = None,
    given: str | Path | None = None,
    encoding: str = "utf-8",
    language: Literal["en", "he"] = "en",
    pages: bool = True,
) -> None:
    """Write a result that holds a plan to a folder, which appears whole or not at all.

    ``out`` may be an `OutputFolder` that the caller has opened, to hold its lock from before the solve.

    ``plan.csv``, ``cohorts.csv``, ``unplaced.csv``, ``warned.csv``, ``result.json`` and ``manifest.json`` always, ``changes.csv`` where a plan stood
    before; with ``pages`` also
    ``report.html`` and ``plan.xlsx``, which are for people and cost about 0.3 ms a placement. ``language`` is that of the
    page's headings and reasons. ``data``, ``given`` and ``encoding`` say where the problem was read from, so that
    `load_result` and `verify` can replay it from the files.

    Raises:
        UsageError: ``out`` cannot be used, or holds a result and ``replace`` is not given.
        OutputError: a file could not be written.
    """
    found = setup(result.problem, result.programme).warnings
    warnings = (*result.problem.warnings, *found, *warned_findings(result))
    collected = cast(ReportContent, collect(result, language, warnings)) if pages else None
    opened = nullcontext(out) if isinstance(out, OutputFolder) else OutputFolder(out, replace=replace)
    with opened as folder:
        for name, frame in result.to_frames().items():
            write_table(frame, folder.file(f"{name}.csv"))
        if result.previous is not None:
            write_table(changes_frame(result), folder.file("changes.csv"))
        text = json.dumps(result.as_dict(), ensure_ascii=False, allow_nan=False, indent=2)
        folder.file("result.json").write_text(text + "\n", encoding="utf-8")
        if collected is not None:
            folder.file("report.html").write_text(render_html(collected), encoding="utf-8")
            write_workbook(collected, folder.file("plan.xlsx"))
        folder.describe(
            inputs=input_hashes(result.problem, given),
            seed=result.seed,
            settings={
                "data": None if data is None else _absolute(data),
                "given": None if given is None else str(Path(given).resolve()),
                "encoding": encoding,
                "programme": result.programme,
                "policy": result.policy,
            },
            warnings=warnings,
        )


def _absolute(data: str) -> str:
    return data if "://" in data else str(Path(data).resolve())
