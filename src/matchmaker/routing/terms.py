"""BarrierTerms: which barrier a text means, and which barriers a support answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import polars as pl

from matchmaker.programmes import load_programme
from matchmaker.programmes.routing import Routing
from matchmaker.text.match_vocabulary import match_vocabulary
from matchmaker.text.normalise import normalise

Labels = tuple[tuple[str, tuple[str, ...]], ...]
NONE = frozenset(map(normalise, ("none", "אין", "ללא")))
"""Words that say in a list that there is nothing in it."""


@dataclass(frozen=True, slots=True)
class BarrierTerms:
    """The barriers and supports of a profile's section by all their names (003:593-597), hashable.

    ``barriers`` and ``supports`` map each id to its names, ``answered`` each support to the barriers it answers. A text
    is matched to the terms by `match_vocabulary` (normalised, near spellings); one that fits none stands for itself in
    normalised form, so that a barrier nobody listed still meets a support written alike. "None" says that there is none.
    """

    digest: str
    barriers: Labels = field(repr=False)
    supports: Labels = field(repr=False)
    answered: Labels = field(repr=False)

    @classmethod
    def of(cls, section: Routing | None) -> Self:
        """Return the terms of a profile's section; those of the general profile where it has none."""
        chosen = section or load_programme().routing
        if chosen is None:
            return cls("", (), (), ())
        barriers = tuple((key, (each.en, each.he, *each.names)) for key, each in chosen.barrier.items())
        supports = tuple((key, (each.en, each.he, *each.names)) for key, each in chosen.support.items())
        answered = tuple(
            (key, tuple(name for name, each in chosen.barrier.items() if key in each.supports))
            for key in chosen.support
        )
        digest = hashlib.sha256(repr((barriers, supports, answered)).encode()).hexdigest()[:16]
        return cls(digest, barriers, supports, answered)

    def stated(self, lists: pl.Series) -> pl.DataFrame:
        """Return the barriers of a column of lists as (``row`` Int64, ``raw``, ``item``): ``item`` an id of ``barriers``,
        or the text's normal form where it means none of them. None twice in a row; ``raw`` is the first way of writing it.
        """
        items = _exploded(lists)
        named = _resolved(_distinct(items), self.barriers)
        return _joined(items, {text: [named.get(text, normalise(text))] for text in _distinct(items)})

    def answers(self, lists: pl.Series) -> pl.DataFrame:
        """Return what the supports of a column of lists answer, in the same form. A support may be called by its own name
        or by that of the barrier it answers; one that is neither stands for itself.
        """
        items = _exploded(lists)
        texts = _distinct(items)
        barrier, support, answered = (
            _resolved(texts, self.barriers),
            _resolved(texts, self.supports),
            dict(self.answered),
        )
        found: dict[str, list[str]] = {}
        for text in texts:
            known = [*answered.get(support.get(text, ""), ()), *([barrier[text]] if text in barrier else [])]
            alone = text not in barrier and text not in support
            found[text] = [normalise(text)] if alone else list(dict.fromkeys(known))
        return _joined(items, found)


def _resolved(texts: Sequence[str], labels: Labels) -> dict[str, str]:
    vocabulary: Mapping[str, Sequence[str]] = dict(labels)
    if not texts or not vocabulary:
        return {}
    found = match_vocabulary(texts, vocabulary)
    return {text: each.id for text, each in zip(texts, found, strict=True) if each.id is not None}


def _exploded(lists: pl.Series) -> pl.DataFrame:
    return (
        pl.DataFrame({"row": pl.int_range(len(lists), eager=True), "raw": lists})
        .explode("raw")
        .drop_nulls("raw")
        .with_columns(pl.col("raw").cast(pl.String))
    )


def _distinct(items: pl.DataFrame) -> list[str]:
    return sorted(text for text in set(items.get_column("raw").to_list()) if normalise(text) not in NONE)


def _joined(items: pl.DataFrame, keys: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    pairs = [(text, key) for text, found in keys.items() for key in found if key]
    table = pl.DataFrame(pairs, schema={"raw": pl.String, "item": pl.String}, orient="row")
    return items.join(table, on="raw", how="inner", maintain_order="left").unique(
        ["row", "item"], keep="first", maintain_order=True
    )
