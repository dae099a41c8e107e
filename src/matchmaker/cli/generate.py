"""``matchmaker generate``: a made-up cohort of any size, from a seed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working


class Shape(StrEnum):
    """What is made."""

    region = "region"
    cohorts = "cohorts"


def generate(
    out: Annotated[Path, typer.Option("--out", help="A folder, or a .xlsx or .json file.")],
    participants: Annotated[int, typer.Option("--participants", min=0, help="How many people.")] = 300,
    opportunities: Annotated[int, typer.Option("--opportunities", min=0, help="How many opportunities.")] = 100,
    programme: Annotated[
        str, typer.Option("--programme", help="The built-in programme in whose region it is.")
    ] = "ovdim_beyachad",
    shape: Annotated[
        Shape,
        typer.Option(
            "--shape", help="A cohort of a region, or an instance of groups, quotas and a budget with scores."
        ),
    ] = Shape.region,
    seed: options.Seed = 0,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Write a made-up cohort as the field's sources describe it, or an instance to measure by."""
    import matchmaker as mm
    from matchmaker.io import check_output

    check_output(out, replace=replace)
    with working("generating"):
        problem = mm.generate(participants, opportunities, seed, programme, shape=shape.value)
        mm.write(problem, out, replace=replace)
    say(f"{problem.n_participants} participants and {problem.opportunities.height} opportunities in {out}")
    if as_json:
        emit_json(
            {"participants": problem.n_participants, "opportunities": problem.opportunities.height, "out": str(out)}
        )
