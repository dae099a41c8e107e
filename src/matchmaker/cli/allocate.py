"""``matchmaker allocate``: a plan with its certificate, in a folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape

if TYPE_CHECKING:
    from matchmaker.allocation import Result

MOST_ON_A_PAGE = 5_000
"""With more placements the page and the workbook are written only when asked for: nobody reads them, and they take time."""


class Language(StrEnum):
    """Language of the page's headings and reasons."""

    en = "en"
    he = "he"


class Policy(StrEnum):
    """How a plan is made."""

    optimal = "optimal"
    greedy = "greedy"
    deferred_acceptance = "deferred_acceptance"
    lottery = "lottery"


def allocate(
    context: typer.Context,
    data: options.Data,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
    programme: options.Programme = None,
    policy: Annotated[Policy, typer.Option("--policy", help="How the plan is made.")] = Policy.optimal,
    scores: options.Scores = None,
    gap: Annotated[
        float, typer.Option("--gap", min=0.0, max=1.0, help="Stop when the plan is proved this close to the best.")
    ] = 1e-4,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", min=0.0, help="Seconds after which the best plan so far is kept.")
    ] = None,
    seed: options.Seed = 0,
    objectives: options.Objectives = None,
    previous: options.Previous = None,
    change_price: Annotated[
        str | None,
        typer.Option("--change-price", metavar="X", help="What a placement kept is worth beside the score; else 0.01."),
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="Of the page's headings and reasons.")] = Language.en,
    pages: Annotated[
        bool | None,
        typer.Option(
            "--pages/--no-pages", help=f"Write report.html and plan.xlsx; else up to {MOST_ON_A_PAGE} placements."
        ),
    ] = None,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Allocate people to seats; write the plan, its proof and reasons."""
    import matchmaker as mm
    from matchmaker.api.warned_findings import warned_findings
    from matchmaker.io import OutputFolder

    with OutputFolder(out, replace=replace) as folder:  # before the long work: the lock, and whether it can be written
        problem = mm.read(data, encoding=encoding)
        with working("scoring"):
            table = mm.score(problem, given=scores, programme=programme, encoding=encoding)
        with working("solving") as show:
            result = mm.allocate(
                problem,
                table,
                programme=programme,
                policy=policy.value,
                gap=gap,
                time_limit=time_limit,
                seed=seed,
                objectives=options.split(objectives),
                previous=previous,
                change_price=change_price,
                interrupt=context.obj.keep(),
                progress=show,
            )
        if not result.has_plan:
            _tell(result, as_json=as_json)
            raise typer.Exit(3 if result.status == "infeasible" else 4)
        with_pages = result.plan.n_placed <= MOST_ON_A_PAGE if pages is None else pages
        with working("writing"):
            mm.report(
                result,
                folder,
                data=data,
                given=scores,
                encoding=encoding,
                language=language.value,
                pages=with_pages,
            )
    _tell(result, as_json=as_json)
    for finding in warned_findings(result):
        say(f"warning: {finding}")
    say(f"written to {escape(str(out.resolve()))}: {_what_to_open(with_pages, pages)}")


def _what_to_open(with_pages: bool, asked: bool | None) -> str:
    if with_pages:
        return "open report.html or plan.xlsx"
    if asked is not None:
        return "plan.csv and result.json"
    return f"plan.csv and result.json (report.html and plan.xlsx, for more than {MOST_ON_A_PAGE} people, with --pages)"


def _tell(result: Result, *, as_json: bool) -> None:
    if as_json:
        emit_json(result.as_dict())
    else:
        say(str(result))
