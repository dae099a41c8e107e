"""load_world: the world that a programme works in."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from matchmaker.errors import UsageError, escape
from matchmaker.generation.worlds.world import World
from matchmaker.io.nearest import suggestion

DATA = resources.files("matchmaker.generation") / "data"


def load_world(programme: str) -> World:
    """Return the world of a built-in programme, such as ``ovdim_beyachad`` (or ``ovdim_beyachad@2018-01-01``).

    Raises:
        UsageError: no world stands for such a programme; the nearest name is given.
    """
    known = {name: world for world in _worlds() for name in world.programmes}
    name = programme.partition("@")[0] if isinstance(programme, str) else programme
    if not isinstance(name, str) or name not in known:
        hint = suggestion(name, known) if isinstance(name, str) else None
        message = f"cohorts are made for {', '.join(sorted(known))}, not for {escape(str(programme))!r}"
        raise UsageError(message if hint is None else f"{message}; {hint}")
    return known[name]


@cache
def _worlds() -> tuple[World, ...]:
    folders = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())
    texts = [(name, DATA / name / "world.toml") for name in folders]
    return tuple(
        World.model_validate({"name": name} | tomllib.loads(path.read_text("utf-8")))
        for name, path in texts
        if path.is_file()
    )
