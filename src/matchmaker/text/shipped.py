"""The shipped table of places: GeoNames (geonames.org), CC BY 4.0; see ``data/README.md``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Any

from matchmaker.model.locality import Locality


@lru_cache(maxsize=1)
def shipped_localities() -> tuple[Locality, ...]:
    """Return the places of Israel that come with the package, by GeoNames id (``gn`` + number), with coordinates.

    Not complete (about 724 of some 1,230 places) and made from GeoNames: a problem's own table goes before it.
    """
    text = (files("matchmaker.text") / "data" / "localities.csv").read_text(encoding="utf-8")
    return tuple(Locality(**_given(row)) for row in csv.DictReader(text.splitlines()))


def _given(row: dict[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {name: value for name, value in row.items() if value}
    given["latitude"], given["longitude"] = float(row["latitude"]), float(row["longitude"])
    if row["population"]:
        given["population"] = int(row["population"])
    if row["other_names"]:
        given["other_names"] = tuple(row["other_names"].split(";"))
    return given
