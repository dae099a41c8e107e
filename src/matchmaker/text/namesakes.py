"""Namesakes: places whose longer name is another place's name with a word before or after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matchmaker.text.name_variants import without_brackets
from matchmaker.text.normalise import normalise


def namesakes(names: Sequence[Sequence[str]]) -> list[frozenset[int]]:
    """Return for each place (by index) the other places that people may call by its name of one word.

    They are those whose longer name starts or ends with that word: Tirat Karmel and Tirat Yehuda for Tira, Qevuzat
    Yavne for Yavne. A Hebrew word counts in the construct state too (final he becomes tav).
    """
    longer: dict[str, set[int]] = defaultdict(set)
    single: list[set[str]] = []
    for place, own in enumerate(names):
        parts = [normalise(without_brackets(name)).split(" ") for name in own]
        single.append({words[0] for words in parts if len(words) == 1})
        for words in parts:
            if len(words) > 1:
                longer[words[0]].add(place)
                longer[words[-1]].add(place)
    return [
        frozenset(other for word in own for form in (word, _construct(word)) for other in longer.get(form, ()))
        - {place}
        for place, own in enumerate(single)
    ]


def _construct(word: str) -> str:
    return word[:-1] + "ת" if word.endswith("ה") else word
