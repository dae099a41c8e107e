"""run: the program as a process of its own, to its end."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from matchmaker.cli.main import main


def run() -> NoReturn:
    """Run the command line with the process's arguments and end the process with the exit code of `main`.

    A solver that was left behind when a signal came still runs in a thread of its own; were the interpreter taken down
    around it, it would abort the process. So the process then ends at once.
    """
    code = main()
    if any(thread.daemon and thread is not threading.current_thread() for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                with suppress(OSError, ValueError):  # nobody reads it, or it is closed: `main` has said so
                    stream.flush()
        os._exit(code)
    sys.exit(code)
