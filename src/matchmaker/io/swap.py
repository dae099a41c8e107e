"""swap: put a new folder in the place of another at once."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# The kernel or the file system may not know the call.
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def swap(new: Path, final: Path, old: Path) -> None:
    """Make ``new`` stand at ``final``; what stood there before, if anything, is at ``old`` afterwards.

    On Linux the two folders change places in one step of the kernel, so at no moment is there none. Elsewhere the
    earlier one steps aside first, and steps back if the second rename fails.

    Raises:
        OSError: a rename failed; what stood at ``final`` stands there still.
    """
    if not final.exists():
        new.rename(final)
    elif exchange(new, final):
        new.rename(old)
    else:
        final.rename(old)
        try:
            new.rename(final)
        except BaseException:
            old.rename(final)
            raise


def exchange(first: Path, second: Path) -> bool:
    """Let two paths change places in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(second))
