"""Catalogue: the places, fields of work and invented names that the generator draws from, read from ``data/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.spelling_noise import slash_form, spellings
from matchmaker.generation.worlds import World, load_world
from matchmaker.generation.worlds.load_world import DATA

GENERAL_SKILLS: tuple[str, ...] = (
    "עבודת צוות", "אחריות", "שירות לקוחות", "אופיס", "תקשורת בין-אישית", "עמידה בזמנים", "לימוד עצמי", "סבלנות",
    "עבודה פיזית", "נהיגה", "הדרכה", "מכירות", "סדר וארגון", "עבודה בלחץ", "כתיבה", "צילום", "רשתות חברתיות",
)  # fmt: skip
"""Skills anyone may have beside those of the fields: the soft ones after 000:2325-2335, the list assumed."""


@dataclass(frozen=True, slots=True)
class Work:
    """One field of work.

    ``occupations`` holds (masculine, feminine, slash) forms; ``wage`` is the range in NIS a month for a full post.

    Everything but the names is assumed, see ``fields.toml``.
    """

    name: str
    spellings: tuple[str, ...]
    quality: bool
    appeal: float
    wage: tuple[int, int]
    weeks: tuple[int, int]
    certificate: str
    branch: str
    employers: tuple[str, ...]
    occupations: tuple[tuple[str, str, str], ...]
    must: tuple[str, ...]
    nice: tuple[str, ...]
    environment: tuple[str, ...]
    shifts: tuple[str, ...]
    licence: str | None = None
    schooling: int | None = None
    english: str | None = None
    hybrid: bool = False
    sabbath: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What the generator draws from: a ``world`` with its tables.

    ``places`` has the columns of ``localities.csv``; ``place_spellings`` every written form of each, the official
    name first; ``names`` is ``data/names.toml``, ``travel`` is ``travel.csv``.
    """

    world: World
    places: pl.DataFrame
    place_spellings: tuple[tuple[str, ...], ...]
    fields: tuple[Work, ...]
    names: Mapping[str, Any]
    travel: pl.DataFrame

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the population groups, the first that of most places."""
        return tuple(group.name for group in self.world.population.group)

    def speakers(self, language: str) -> npt.NDArray[np.bool_]:
        """Return which groups speak ``language`` at home, (n_groups,)."""
        return np.array([group.native == language for group in self.world.population.group])

    @property
    def place_names(self) -> tuple[str, ...]:
        """Official Hebrew names of the places."""
        return tuple(names[0] for names in self.place_spellings)

    def region_of(self, name: str) -> str:
        """Return the region of a place given by its official name."""
        return str(self.places["region"][self.place_names.index(name)])

    def km_from(self, name: str) -> npt.NDArray[np.float64]:
        """Return every place's distance from the place given by its official name, (n_places,) km, roughly."""
        at = self.coordinates()
        # 111 and 95 km per degree of latitude and longitude near 31 N.
        return np.asarray(np.hypot(*((at - at[self.place_names.index(name)]) * (111.0, 95.0)).T), np.float64)

    def coordinates(self) -> npt.NDArray[np.float64]:
        """Latitude and longitude of the places, (n_places, 2) degrees."""
        return self.places.select("latitude", "longitude").to_numpy()


@cache
def load_catalogue(programme: str) -> Catalogue:
    """Read the shipped data of a programme's world once. Raises `UsageError` where there is no world for it."""
    world = load_world(programme)
    folder = DATA / world.name
    places = pl.read_csv((folder / "localities.csv").read_bytes(), schema_overrides={"locality_id": pl.String})
    travel = pl.read_csv((folder / "travel.csv").read_bytes(), schema_overrides={"minutes": pl.Float64})
    fields = tomllib.loads((folder / "fields.toml").read_text("utf-8"))["field"]
    names = tomllib.loads((DATA / "names.toml").read_text("utf-8"))
    arabic = {group.name for group in world.population.group if group.native == "arabic"}
    written = tuple(_place_spellings(row, arabic) for row in places.iter_rows(named=True))
    return Catalogue(world, places, written, tuple(_work(entry) for entry in fields), MappingProxyType(names), travel)


def _work(entry: dict[str, Any]) -> Work:
    told: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key != "source"
    }
    forms = tuple((he, she, slash_form(he, she)) for he, she in entry["occupations"])
    return Work(**{**told, "occupations": forms})


def _place_spellings(row: dict[str, Any], arabic: set[str]) -> tuple[str, ...]:
    """Hebrew forms first, hyphened too; then English, and the Arabic name where residents would write it."""
    names = [*spellings(row["name_he"]), row["name_he"].replace(" ", "-"), row["name_en"]]
    if row["population_group"] in arabic and row["name_ar"]:
        names.append(row["name_ar"])
    return tuple(dict.fromkeys(names))
