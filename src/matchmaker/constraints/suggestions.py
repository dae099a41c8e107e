"""Nearest known names, for findings about settings."""

from __future__ import annotations

from collections.abc import Iterable

from matchmaker.errors import Finding
from matchmaker.io.nearest import suggestion


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Return the hint ``did you mean 'x'?`` for the known name nearest to ``value``, or ``None``.

    >>> nearest("minmum", ["minimum", "kind"])
    "did you mean 'minimum'?"
    """
    return suggestion(value, sorted(known))


def unknown_ids(key: str, ids: Iterable[str], known: Iterable[str], table: str) -> list[Finding]:
    """Return a ``foreign-key`` finding under ``key`` for every id that ``table`` does not have."""
    names = set(known)
    return [
        Finding(
            "settings.toml", "foreign-key", f"is not in {table}",
            column=key, value=value, expected=f"an id of {table}", hint=nearest(value, names),
        )
        for value in ids
        if value not in names
    ]  # fmt: skip
