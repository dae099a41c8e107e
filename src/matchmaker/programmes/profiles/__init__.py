"""The profiles that come with the package: one folder per programme, one TOML file per version, named for its first day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def built_in() -> tuple[str, ...]:
    """Return the names of the programmes, in the order of the alphabet."""
    here = resources.files("matchmaker.programmes.profiles")
    return tuple(sorted(each.name for each in here.iterdir() if each.is_dir() and not each.name.startswith("_")))


@lru_cache(maxsize=64)
def versions_of(name: str) -> tuple[date, ...]:
    """Return the first day of every version of a built-in programme, earliest first."""
    folder = resources.files("matchmaker.programmes.profiles").joinpath(name)
    return tuple(sorted(date.fromisoformat(each.name.removesuffix(".toml")) for each in folder.iterdir()))


def profile_bytes(name: str, version: date) -> bytes:
    """Return the file of one version of a built-in programme."""
    return resources.files("matchmaker.programmes.profiles").joinpath(name, f"{version}.toml").read_bytes()
