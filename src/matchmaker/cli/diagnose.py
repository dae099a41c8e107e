"""``matchmaker diagnose``: why there is no plan, and what would give one; or what would place a person."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.console import emit, emit_json, say, working
from matchmaker.errors import UsageError, escape

if TYPE_CHECKING:
    from matchmaker.decisions.diagnosis import Diagnosis


def diagnose(
    context: typer.Context,
    data: Annotated[
        str,
        typer.Argument(metavar="DATA", help="The data, as for allocate; with --person the folder that allocate wrote."),
    ],
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help="Say what would place this person of a plan.")
    ] = None,
    programme: options.Programme = None,
    scores: options.Scores = None,
    n_options: Annotated[int, typer.Option("--options", min=1, max=100, help="How many ways out to look for.")] = 3,
    costs: Annotated[
        Path | None,
        typer.Option("--costs", help="A TOML file with the costs of giving way; else [relaxation] of the settings."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="A folder to write the tables to.")] = None,
    gap: Annotated[float, typer.Option("--gap", min=0.0, max=1.0, help="As for allocate, for the plans.")] = 1e-4,
    time_limit: Annotated[float | None, typer.Option("--time-limit", min=0.0, help="Seconds for all of it.")] = None,
    seed: options.Seed = 0,
    language: Annotated[Language, typer.Option("--language", help="Of the words.")] = Language.en,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say which rules clash, and the cheapest changes that give a plan."""
    import matchmaker as mm
    from matchmaker.api.input_hashes import input_hashes
    from matchmaker.api.read_costs import read_costs
    from matchmaker.explanations.diagnosis_text import diagnosis_text, nearest_place_text
    from matchmaker.io import OutputFolder, write_table

    prices = None if costs is None else read_costs(costs)
    effort: dict[str, Any] = {"costs": prices, "gap": gap, "time_limit": time_limit, "seed": seed}
    if person is not None:
        if out is not None or scores is not None or programme is not None:
            raise UsageError(
                "--person is answered from the folder that allocate wrote, without --out, --scores, --programme"
            )
        result = mm.load_result(data)
        with working("solving"):
            found = mm.nearest_place(result, person, language=language.value, interrupt=context.obj.keep(), **effort)
        if as_json:
            emit_json(found.as_dict())
        else:
            emit(nearest_place_text(found, language.value))
        return
    with ExitStack() as stack:
        folder = None if out is None else stack.enter_context(OutputFolder(out, replace=replace))
        problem = mm.read(data, encoding=encoding)
        with working("scoring"):
            table = mm.score(problem, given=scores, programme=programme, encoding=encoding)
        with working("solving"):
            diagnosis = mm.diagnose(
                problem, table, programme=programme, options=n_options, interrupt=context.obj.keep(), **effort
            )
        if folder is not None:
            for name, frame in diagnosis.to_frames().items():
                write_table(frame, folder.file(f"{name}.csv"))
            folder.describe(
                inputs=input_hashes(problem, scores),
                seed=seed,
                settings={"options": n_options, "costs": diagnosis.costs.model_dump(mode="json"), "gap": gap},
                warnings=problem.warnings,
            )
    _tell(diagnosis, diagnosis_text(diagnosis, language.value), as_json=as_json)
    if out is not None:
        say(f"written to {escape(str(out.resolve()))}: conflict.csv, options.csv, changes.csv, plans.csv, costs.csv")


def _tell(diagnosis: Diagnosis, text: str, *, as_json: bool) -> None:
    if as_json:
        emit_json(diagnosis.as_dict())
    else:
        emit(text)
