"""The shape of CSV bytes, judged by whole-array scans: is every record plainly what it should be?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Octets = npt.NDArray[np.uint8]
_NEWLINE, _QUOTE, _COMMA = b'\n",'


def is_plain(body: bytes, n_columns: int) -> bool:
    """Whether a fast reader can be trusted with ``body``: records that end in LF, without the header.

    True means: every record has ``n_columns`` fields, quotes stand only where RFC 4180 puts them and are closed, there
    is no CR and no blank line. False means "suspicious", not "wrong": the exact
    reader decides. ``body`` ends in a line feed.
    """
    if b"\r" in body:
        return False
    octets: Octets = np.frombuffer(body, np.uint8)
    is_break = (octets == _NEWLINE) | (octets == _COMMA)
    if b'"' in body:
        is_quote = octets == _QUOTE
        inside = np.bitwise_xor.accumulate(is_quote)
        if inside[-1] or not _quotes_stand_right(octets, is_quote, inside):
            return False
        is_break &= ~inside
    breaks = np.flatnonzero(is_break)
    if len(breaks) % n_columns:
        return False
    grid = octets[breaks].reshape(-1, n_columns)
    if (grid[:, -1] != _NEWLINE).any() or (grid[:, :-1] != _COMMA).any():
        return False
    return n_columns > 1 or bool(np.diff(breaks, prepend=-1).min() > 1)


def has_only_visible(body: bytes) -> bool:
    """Whether ``body`` is ASCII or plain Hebrew-safe text without any control character but its line ends.

    Only ASCII is promised to hold no format character, so other text answers False and is looked at cell by cell.
    """
    if not body.isascii() or b"\x7f" in body or b'"' in body:
        return False
    octets: Octets = np.frombuffer(body, np.uint8)
    return bool(np.count_nonzero(octets < 32) == np.count_nonzero(octets == _NEWLINE))


def count_lines(data: bytes) -> int:
    """Return the number of line feeds; faster than counting a frequent byte in ``data`` itself."""
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == _NEWLINE))


def no_line_end_is_quoted(data: bytes) -> bool:
    """Whether every line feed stands outside quotes, so that line ends may be exchanged without touching a cell."""
    octets: Octets = np.frombuffer(data, np.uint8)
    inside = np.bitwise_xor.accumulate(octets == _QUOTE)
    return not (inside & (octets == _NEWLINE)).any()


def _quotes_stand_right(octets: Octets, is_quote: npt.NDArray[np.bool_], inside: npt.NDArray[np.bool_]) -> bool:
    """Whether each quote opens after a break (or a quote, which doubles it) and closes before one."""
    quotes = np.flatnonzero(is_quote)
    opening, closing = quotes[inside[quotes]], quotes[~inside[quotes]]
    before = octets[opening[opening > 0] - 1]
    after = octets[closing[closing < len(octets) - 1] + 1]
    allowed = [_NEWLINE, _COMMA, _QUOTE]
    return bool(np.isin(before, allowed).all() and np.isin(after, allowed).all())
