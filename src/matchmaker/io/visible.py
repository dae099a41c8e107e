"""visible: text made fit for a page or a sheet, with what cannot stand there shown as an escape."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, lone surrogates, and the two non-characters XML refuses.
UNPRINTABLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_UNPRINTABLE = re.compile(UNPRINTABLE)


def visible(text: str) -> str:
    """Return ``text`` with control characters, lone surrogates and non-characters written as escapes.

    Tab and line feed stay; so do direction marks, which are part of how a name is written.

    >>> visible("a\\x1b[31m")
    'a\\\\x1b[31m'
    """
    return text if text.isprintable() else _UNPRINTABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")
