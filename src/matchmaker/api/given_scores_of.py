"""given_scores_of: the file of scores that a written result was made with."""

from __future__ import annotations

from pathlib import Path

from matchmaker.api.load_result import as_written, read_json


def given_scores_of(folder: str | Path) -> tuple[str | None, str]:
    """Return the path of the file of given scores (``None`` where there was none) and the encoding of the files.

    Raises:
        UsageError: the folder holds no result.
    """
    path = Path(folder) / "manifest.json"
    manifest = read_json(path)
    with as_written(path):
        given, encoding = manifest["settings"]["given"], manifest["settings"]["encoding"]
        return (None if given is None else str(given)), str(encoding)
