"""command_line: the commands, in the order a person meets them."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.main import get_command

from matchmaker import __version__
from matchmaker.cli.aggregate import aggregate
from matchmaker.cli.allocate import allocate
from matchmaker.cli.alternates import alternates
from matchmaker.cli.alternatives import alternatives
from matchmaker.cli.benchmark import benchmark
from matchmaker.cli.check import check
from matchmaker.cli.diagnose import diagnose
from matchmaker.cli.eligibility import eligibility
from matchmaker.cli.explain import explain
from matchmaker.cli.fairness import fairness
from matchmaker.cli.follow_up import follow_up
from matchmaker.cli.generate import generate
from matchmaker.cli.indicators import indicators
from matchmaker.cli.overbook import overbook
from matchmaker.cli.prices import prices
from matchmaker.cli.programme import programme
from matchmaker.cli.rank import rank
from matchmaker.cli.route import route
from matchmaker.cli.sheets import sheets
from matchmaker.cli.stability import stability
from matchmaker.cli.statement import statement
from matchmaker.cli.survey import survey
from matchmaker.cli.trade_off import trade_off
from matchmaker.cli.verify import verify
from matchmaker.cli.what_if import what_if
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
app.command("trade-off")(trade_off)
app.command()(diagnose)
app.command()(alternates)
app.command()(alternatives)
app.command()(fairness)
app.command()(stability)
app.command()(overbook)
app.command()(prices)
app.command("what-if")(what_if)
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


command_line = get_command(app)
"""What runs a command line, made once: ``app`` itself would read the options of every command at each call."""
