"""main: run a command and turn whatever happens into an exit code and a message one can act on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from matchmaker.cli.console import PrintError, emit_json, say
from matchmaker.cli.interrupts import Interrupts
from matchmaker.errors import InputError, MatchmakerError, escape

_MOST_FINDINGS = 200
_TYPER_INTERRUPTED = 130
"""What typer makes of a `KeyboardInterrupt` inside a command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (default: the process's) and return the exit code.

    0 done; 2 bad input or usage; 3 infeasible; 4 stopped with no plan; 5 internal; 130 interrupted twice.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _guarded(words)
    except PrintError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        say("interrupted before there was a plan; nothing was written")
        return 4
    except (BrokenPipeError, SystemExit):
        # The reader of stdout went away (as `| head` does), which is no error. Inside a command typer answers it with
        # SystemExit, and raises that for nothing else when it is not left to end the process.
        return 0
    except MemoryError:
        say("out of memory: try fewer candidates per person (a lower commute limit), or --policy greedy")
        return 5
    except BaseException as error:  # polars' PanicException is no Exception
        if os.environ.get("MATCHMAKER_DEBUG"):
            raise
        say(f"internal error: {escape(f'{type(error).__name__}: {error}')}")
        say("set MATCHMAKER_DEBUG=1 to see where; nothing was written under its final name")
        return 5


def _guarded(words: list[str]) -> int:
    interrupts = Interrupts()
    try:
        with interrupts.installed():
            return _run(words, interrupts)
    except PrintError:
        raise
    except MatchmakerError as error:
        _tell(error, as_json="--json" in words)
        return error.exit_code


def _run(words: list[str], interrupts: Interrupts) -> int:
    from typer.exceptions import TyperException

    from matchmaker.cli.app import command_line

    try:
        code = command_line(words, prog_name="matchmaker", standalone_mode=False, obj=interrupts)
    except TyperException as error:
        _tell_usage(error)
        code = getattr(error, "exit_code", 2)
    if code == _TYPER_INTERRUPTED:
        raise KeyboardInterrupt
    return int(code or 0)


def _tell_usage(error: Exception) -> None:
    """Say what is wrong with the words of the command line, with whatever they hold escaped."""
    context = getattr(error, "ctx", None)
    if context is not None:
        say(context.get_usage())
        say(f"Try '{context.command_path} --help' for help.")
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    say("\n".join(escape(line) for line in f"Error: {message}".split("\n")))


def _tell(error: MatchmakerError, *, as_json: bool) -> None:
    if as_json:
        emit_json(error.as_dict())
        return
    if isinstance(error, InputError) and len(error.findings) > _MOST_FINDINGS:
        shown = type(error)(error.findings[:_MOST_FINDINGS])
        say(f"{len(error.findings)} errors in the input; the first {_MOST_FINDINGS}:")
        say(str(shown).partition("\n")[2])
        return
    say(str(error))
