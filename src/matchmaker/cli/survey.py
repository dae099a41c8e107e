"""``matchmaker survey``: the employers' survey into a folder of data, or its empty form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say
from matchmaker.errors import UsageError


def survey(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="An .xlsx, or a folder with survey.csv and vacancies.csv.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the data goes: a folder, .xlsx or .json.")] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="DATA", help="Data that the survey is added to.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="XLSX", help="Write the empty form, and nothing else.")
    ] = None,
    as_of: options.AsOf = None,
    branch_codes: Annotated[
        Path | None, typer.Option("--branch-codes", help="CSV of code, name: the branches' list.")
    ] = None,
    occupation_codes: Annotated[
        Path | None, typer.Option("--occupation-codes", help="CSV of code, name: the Service's list of occupations.")
    ] = None,
    programme: options.Programme = None,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Read a survey of employers, add it to data, and list what is stale."""
    import matchmaker as mm
    from matchmaker.io import check_output, check_output_file
    from matchmaker.surveys import write_template

    if template is not None:
        if file is not None or out is not None or into is not None:
            raise UsageError("--template writes the empty form alone; leave out FILE, --out and --into")
        path = check_output_file(template, replace)
        if path.suffix.lower() != ".xlsx":
            raise UsageError("the form is an .xlsx file; name it so")
        write_template(path)
        say(f"the empty form is in {template}")
        if as_json:
            emit_json({"template": str(template)})
        return
    if file is None or out is None:
        raise UsageError("a survey needs FILE and --out (or --template FILE for the empty form)")
    check_output(out, replace)
    known = None if into is None else mm.read(into, encoding=encoding)
    told = mm.read_survey(
        file,
        into=known,
        as_of=None if as_of is None else as_of.date(),
        programme=programme,
        branch_codes=branch_codes,
        occupation_codes=occupation_codes,
        encoding=encoding,
    )
    mm.write(told.problem(), out, replace=replace)
    for finding in told.warnings:
        say(f"warning: {finding}")
    for row in told.stale.iter_rows(named=True):
        say(
            f"stale: {row['employer_id']}, surveyed {row['survey_date']} ({row['age_days']} days), {row['n_seats']} seats"
        )
    summary = told.as_dict()
    say(f"{summary['employers']} employers, {summary['seats']} seats with {summary['places']} places in {out}")
    if known is None:
        say("there are no people in it yet: fill in its participants before it is checked or allocated")
    say(f"assumed: {', '.join(rule for rule, _ in told.assumed)}")
    if as_json:
        emit_json({**summary, "out": str(out)})
