"""Vocabulary: free text for a field, skill or barrier, matched to a list of terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from matchmaker.text.identity import identity_key
from matchmaker.text.normalise import normalise
from matchmaker.text.resolution import Candidate, Resolution

_MIN_SCORE = 0.85  # [assumed]
_MIN_MARGIN = 0.05  # [assumed]


def match_vocabulary(texts: Sequence[str], vocabulary: Mapping[str, Sequence[str]]) -> list[Resolution]:
    """Return one ``Resolution`` per text, in order: the id of the term it means, if one term fits clearly best.

    ``vocabulary`` maps the id of each term to its labels in any language; an id is its own label too. Equal after
    normalisation resolves (``exact`` or ``spelling``); else a similarity of at least 0.85 that leads the next term by
    at least 0.05 (``sound`` is not used here: the rule is ``spelling``). Work is done once per distinct text.
    """
    labels: dict[str, set[str]] = defaultdict(set)
    for term, names in vocabulary.items():
        for name in (term, *names):
            labels[normalise(name)].add(term)
    labels.pop("", None)
    distinct = sorted(set(texts))
    found = dict(zip(distinct, _match(distinct, dict(labels), vocabulary), strict=True))
    return [found[text] for text in texts]


def _match(
    texts: Sequence[str], labels: Mapping[str, set[str]], vocabulary: Mapping[str, Sequence[str]]
) -> list[Resolution]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    forms = [normalise(text) for text in texts]
    known = sorted(labels)
    scores = cdist(forms, known, scorer=Indel.normalized_similarity, dtype=np.float32, score_cutoff=_MIN_SCORE)
    results = []
    for text, form, row in zip(texts, forms, scores, strict=True):
        best: dict[str, float] = {}
        for index in np.flatnonzero(row > 0).tolist() if form else ():
            for term in labels[known[index]]:
                best[term] = max(best.get(term, 0.0), round(float(row[index]), 4))
        results.append(_decide(text, form in labels, best, vocabulary))
    return results


def _decide(
    text: str, is_equal: bool, best: Mapping[str, float], vocabulary: Mapping[str, Sequence[str]]
) -> Resolution:
    candidates = tuple(
        Candidate(term, vocabulary[term][0] if vocabulary[term] else term, score)
        for term, score in sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))
    )
    if not candidates:
        return Resolution(text, "unknown")
    first = candidates[0]
    is_exact = any(identity_key(text) == identity_key(name) for name in (first.id, *vocabulary[first.id]))
    floor = 1.0 if is_equal else first.score - _MIN_MARGIN
    close = tuple(candidate for candidate in candidates if candidate.score >= floor)
    if len(close) > 1:
        return Resolution(text, "ambiguous", None, first.score, "spelling", close)
    return Resolution(text, "resolved", first.id, first.score, "exact" if is_exact else "spelling", (first,))
