"""``matchmaker overbook``: how many to invite to each cohort."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.answer import Answer


def overbook(
    context: typer.Context,
    folder: options.Folder,
    drop_out: Annotated[
        str,
        typer.Option(
            "--drop-out", metavar="P|COLUMN", help="Probability that a person drops out, or the column with it."
        ),
    ],
    otherwise: Annotated[
        float | None, typer.Option("--otherwise", min=0.0, max=1.0, help="Of people who have none in the column.")
    ] = None,
    alpha: Annotated[
        float, typer.Option("--alpha", min=0.0, max=1.0, help="Largest probability of fewer than the minimum.")
    ] = 0.05,
    beta: Annotated[
        float, typer.Option("--beta", min=0.0, max=1.0, help="Largest probability of more than the maximum.")
    ] = 0.05,
    out: options.OutTables = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Say how many to invite to each cohort so that enough come and hardly ever too many."""
    import matchmaker as mm

    answer = Answer(context)
    result = mm.load_result(folder)
    found = mm.overbook(result, _number(drop_out), otherwise=otherwise, alpha=alpha, beta=beta)
    answer.give(found.to_frames, found.as_dict, str(found), inputs=result.problem.hashes, seed=result.seed)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
