"""Variant table: the ways to write the names of all places of a gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matchmaker.text.name_variants import place_variants, tail_variants
from matchmaker.text.normalise import normalise


def variant_table(names: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Return for each place (by index) the ways to write its ``names`` -> penalty in sound cost.

    The tail of a compound or bracketed name that is the whole name of another place is left out: "Hazor-Ashdod" is
    near Ashdod and is not it. The head stays: who writes "Ar'ara" may mean Ar'ara-BaNegev.
    """
    owners: dict[str, set[int]] = defaultdict(set)
    for place, own in enumerate(names):
        for name in own:
            owners[normalise(name).replace(" ", "")].add(place)
    table = []
    for place, own in enumerate(names):
        variants: dict[str, float] = {}
        for name in own:
            tails = tail_variants(name)
            for variant, penalty in place_variants(name).items():
                if variant in tails and owners.get(normalise(variant).replace(" ", ""), {place}) - {place}:
                    continue
                variants[variant] = min(penalty, variants.get(variant, penalty))
        table.append(variants)
    return table
