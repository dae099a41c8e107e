"""The command line: one file per command, one place that turns errors and signals into exit codes."""

from matchmaker.cli.main import main
from matchmaker.cli.run import run

__all__ = ["main", "run"]
