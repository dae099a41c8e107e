"""``matchmaker workshops``: workshops and pre-employment filled beside a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit_json, say, working
from matchmaker.errors import escape


def workshops(
    data: options.Data,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
    plan: Annotated[
        Path | None, typer.Option("--plan", help="A folder written by `allocate`: the placements beside which to fill.")
    ] = None,
    programme: options.Programme = None,
    gap: Annotated[
        float, typer.Option("--gap", min=0.0, max=1.0, help="Stop when the plan is proved this close to the best.")
    ] = 1e-4,
    seed: options.Seed = 0,
    encoding: options.Encoding = "utf-8",
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Fill workshops of DATA with whom they fit; write members and recommendations."""
    import matchmaker as mm
    from matchmaker.api.verify_groups import group_inputs
    from matchmaker.io import OutputFolder, write_table

    with OutputFolder(out, replace=replace) as folder:
        problem = mm.read(data, encoding=encoding)
        placements = None if plan is None else mm.load_result(plan).plan
        with working("filling"):
            filled = mm.fill_groups(problem, placements, programme=programme, gap=gap, seed=seed)
        told = filled.as_dict()
        if filled.objective is None:
            _tell(told, as_json=as_json)
            raise typer.Exit(3 if filled.status == "infeasible" else 4)
        for name, frame in filled.to_frames().items():
            write_table(frame, folder.file(f"{name}.csv"))
        text = json.dumps(told, ensure_ascii=False, allow_nan=False, indent=2)
        folder.file("groups.json").write_text(text + "\n", encoding="utf-8")
        folder.describe(
            inputs=group_inputs(problem.hashes, plan),
            seed=seed,
            settings={
                "data": data,
                "plan": None if plan is None else str(plan),
                "programme": programme,
                "encoding": encoding,
            },
            warnings=problem.warnings,
        )
    _tell(told, as_json=as_json)
    say(f"written to {escape(str(out.resolve()))}: members.csv, groups.csv, recommended.csv, meetings.csv")


def _tell(told: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        emit_json(told)
        return
    say(f"{told['status']}: {told['opened']} of {told['groups']} groups open with {told['members']} places taken")
    if told["objective"] is not None:
        say(f"sum of fit: {told['objective']}, at most {told['bound']}")
    for name in told["clash"] if isinstance(told["clash"], list) else ():
        say(f"these rules clash: {escape(str(name))}")
