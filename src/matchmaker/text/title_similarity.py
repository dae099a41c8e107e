"""TitleSimilarity: how alike job titles are, learned from nothing but the titles at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from matchmaker.errors import UsageError
from matchmaker.text.occupations import occupation_key

if TYPE_CHECKING:
    from scipy import sparse

CHARACTERS = (2, 4)
"""Lengths of the character n-grams, inside words."""

NEIGHBOURS = 5
"""Nearest titles that a title borrows from."""

_CHUNK_ROWS = 1024


@dataclass(frozen=True, slots=True, eq=False)
class _Learned:
    """Vectorisers of words and characters, and the unit vectors of the titles learned from, by key."""

    vectorisers: tuple[Any, Any]
    index: dict[str, int]
    vectors: sparse.csr_array


class TitleSimilarity:
    """Similarity of titles in any script, in [0, 1], without a downloaded model.

    A title's vector is half TF-IDF of its words and half TF-IDF of their character n-grams (so a rare shared word says
    more than "manager", and ``technology`` is near ``technical``), both over `occupation_key`, so that the forms of one
    Hebrew title are one. Each title then borrows from its nearest titles, weighted by the square of their
    similarity: two titles that share no word but have the same neighbours come closer (pseudo-relevance feedback,
    Rocchio 1971, here for both sides). Similarity is the cosine of the results.

    ``benchmarks/titles`` has the mean average precision on TalentCLEF 2025 task A (English). The halves, the lengths of
    the n-grams and the number of neighbours are [assumed]; the table there shows how little they matter.

    >>> TitleSimilarity().similarity(["מאבטח/ת"], ["מאבטחת", "טבח"]).round(1).tolist()
    [[1.0, 0.0]]
    """

    def __init__(self) -> None:
        self._learned: _Learned | None = None

    def fit(self, titles: Iterable[str]) -> Self:
        """Learn the weights of words and the neighbours from ``titles``: any list, as long as it is typical.

        Raises:
            UsageError: when no title has a word.
        """
        keys = sorted({occupation_key(title) for title in titles} - {""})
        if not keys:
            raise UsageError("there is no title with a word to learn from")
        self._learned = _learn(keys)
        return self

    def similarity(self, left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the similarities of titles, (n_left, n_right) float32 in [0, 1]; NaN where a title has no word.

        Titles with equal keys have similarity 1. Where `fit` was not called, the titles given are what is learned from.
        """
        (rows, row), (columns, column) = _distinct(left), _distinct(right)
        learned = self._learned
        if learned is None:
            keys = sorted({*rows, *columns} - {""})
            learned = _learn(keys) if keys else None
        found = np.zeros((len(rows), len(columns)), np.float32)
        if learned is not None and rows and columns:
            ours, theirs = _smoothed(learned, rows), _smoothed(learned, columns).T.tocsr()
            for start in range(0, len(rows), _CHUNK_ROWS):
                cut = slice(start, start + _CHUNK_ROWS)
                found[cut] = (ours[cut] @ theirs).toarray()
        np.clip(found, 0.0, 1.0, out=found)
        _settle_equal_and_empty(found, rows, columns)
        return found[np.ix_(row, column)]


def _smoothed(learned: _Learned, keys: list[str]) -> sparse.csr_array:
    """Return unit vectors of titles after borrowing from their nearest learned titles other than themselves."""
    from scipy import sparse
    from sklearn.preprocessing import normalize

    vectors = _vectors(learned, keys)
    weights = []
    for start in range(0, len(keys), _CHUNK_ROWS):
        near = (vectors[start : start + _CHUNK_ROWS] @ learned.vectors.T).toarray()
        for row, key in enumerate(keys[start : start + _CHUNK_ROWS]):
            if key in learned.index:
                near[row, learned.index[key]] = 0.0
        weights.append(sparse.csr_array(_nearest_only(near) ** 2))
    borrowed = sparse.vstack(weights, format="csr") @ learned.vectors
    return sparse.csr_array(normalize(vectors + borrowed))


def _settle_equal_and_empty(found: npt.NDArray[np.float32], rows: list[str], columns: list[str]) -> None:
    """Make titles of one key entirely similar, and leave open what a title without a word is like."""
    where = {key: index for index, key in enumerate(columns)}
    for row, key in enumerate(rows):
        if key in where:
            found[row, where[key]] = 1.0
    found[[key == "" for key in rows]] = np.nan
    found[:, [key == "" for key in columns]] = np.nan


def _nearest_only(near: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Keep the `NEIGHBOURS` largest of each row and all that equal the last of them, so that ties need no order."""
    if near.shape[1] > NEIGHBOURS:
        last = np.partition(near, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS, None]
        near[near < last] = 0.0
    return near


def _learn(keys: list[str]) -> _Learned:
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(analyzer=str.split, dtype=np.float32)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTERS, dtype=np.float32)
    vectors = _halves(words.fit_transform(keys), characters.fit_transform(keys))
    return _Learned((words, characters), {key: index for index, key in enumerate(keys)}, vectors)


def _vectors(learned: _Learned, keys: list[str]) -> sparse.csr_array:
    """Return the unit vectors of titles, (n, n_features); known ones are looked up."""
    from scipy import sparse

    new = [key for key in keys if key not in learned.index]
    if not new:
        return sparse.csr_array(learned.vectors[[learned.index[key] for key in keys]])
    at = {**learned.index, **{key: len(learned.index) + place for place, key in enumerate(new)}}
    words, characters = learned.vectorisers
    known_and_new = [learned.vectors, _halves(words.transform(new), characters.transform(new))]
    return sparse.csr_array(sparse.vstack(known_and_new, format="csr")[[at[key] for key in keys]])


def _halves(words: Any, characters: Any) -> sparse.csr_array:
    """Join unit vectors of words and of characters into unit vectors, half of each."""
    from scipy import sparse

    half = np.float32(np.sqrt(0.5))
    return sparse.csr_array(sparse.hstack([words * half, characters * half], format="csr"))


def _distinct(titles: Sequence[str]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return the distinct keys of titles, and per title the index of its key."""
    keys: dict[str, int] = {}
    index = [keys.setdefault(occupation_key(title), len(keys)) for title in titles]
    return list(keys), np.array(index, np.intp)
