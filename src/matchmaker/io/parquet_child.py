"""The program of the child process that reads Parquet: a file made to break a reader breaks only the child.

Run by path, with nothing of matchmaker imported. Takes files on standard input and answers for each with an Arrow
stream on standard output, or with the reason why there is none. Each file and each answer is preceded by its length in
eight bytes, the answer also by one byte: ``+`` or ``-``.
"""

import io
import sys
from typing import Any


def main() -> int:
    """Answer for every file on standard input."""
    import polars as pl

    while head := sys.stdin.buffer.read(8):
        data = sys.stdin.buffer.read(int.from_bytes(head, "little"))
        mark, answer = _answer(pl, data)
        sys.stdout.buffer.write(mark + len(answer).to_bytes(8, "little") + answer)
        sys.stdout.buffer.flush()  # what is done stays done if the next file ends the process
    return 0


def _answer(pl: Any, data: bytes) -> tuple[bytes, bytes]:
    try:
        buffer = io.BytesIO()
        pl.read_parquet(io.BytesIO(data)).write_ipc_stream(buffer)
    except BaseException as error:  # polars' panics derive from BaseException
        return b"-", f"{type(error).__name__}: {error}"[:300].encode("utf-8", "replace")
    return b"+", buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
