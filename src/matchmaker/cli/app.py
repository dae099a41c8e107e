"""app: the commands, in the order a person meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker import __version__
from matchmaker.cli.aggregate import aggregate
from matchmaker.cli.allocate import allocate
from matchmaker.cli.benchmark import benchmark
from matchmaker.cli.check import check
from matchmaker.cli.eligibility import eligibility
from matchmaker.cli.explain import explain
from matchmaker.cli.follow_up import follow_up
from matchmaker.cli.generate import generate
from matchmaker.cli.indicators import indicators
from matchmaker.cli.programme import programme
from matchmaker.cli.rank import rank
from matchmaker.cli.route import route
from matchmaker.cli.sheets import sheets
from matchmaker.cli.statement import statement
from matchmaker.cli.survey import survey
from matchmaker.cli.verify import verify
from matchmaker.cli.workshops import workshops

app = typer.Typer(
    name="matchmaker",
    help="Match people to employers: check the data, rank, allocate cohorts, and say why.",
    epilog="Exit codes: 0 done, 2 bad input or usage, 3 infeasible, 4 stopped with no plan, 5 internal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    check, eligibility, route, rank, allocate, workshops, explain, statement, verify, sheets, aggregate, indicators, benchmark, generate,
):  # fmt: skip
    app.command()(command)
app.command("follow-up")(follow_up)
app.command()(survey)
app.add_typer(programme)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"matchmaker {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Match people to employers: check the data, rank, allocate cohorts, and say why."""
