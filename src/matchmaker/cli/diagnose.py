"""``matchmaker diagnose``: why there is no plan, and what would give one; or what would place a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from matchmaker.cli import options
from matchmaker.cli.allocate import Language
from matchmaker.cli.answer import Answer
from matchmaker.cli.console import emit, emit_json, working
from matchmaker.errors import UsageError


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
    out: options.OutTables = None,
    gap: options.Gap = 1e-4,
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
    answer = Answer(context)
    problem = mm.read(data, encoding=encoding)
    with working("scoring"):
        table = mm.score(problem, given=scores, programme=programme, encoding=encoding)
    with working("solving"):
        diagnosis = mm.diagnose(
            problem, table, programme=programme, options=n_options, interrupt=context.obj.keep(), **effort
        )
    answer.give(
        diagnosis.to_frames,
        diagnosis.as_dict,
        diagnosis_text(diagnosis, language.value),
        inputs=input_hashes(problem, scores),
        seed=seed,
        warnings=problem.warnings,
        settings={"costs": diagnosis.costs.model_dump(mode="json")},
    )
    if diagnosis.status == "not proved":
        raise typer.Exit(4)
