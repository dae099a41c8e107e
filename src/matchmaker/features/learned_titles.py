"""learned_from: the similarity of the texts at hand, where some may hold no word."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from matchmaker.text.normalise import normalise
from matchmaker.text.title_similarity import TitleSimilarity


def learned_from(*texts: Iterable[str]) -> TitleSimilarity:
    """Return a similarity that has learned how telling each word of ``texts`` is: a part then scores as the whole does.

    Texts without a single word teach nothing; the similarity says "cannot say" of them by itself.
    """
    titles = set(chain(*texts))
    similarity = TitleSimilarity()
    return similarity.fit(titles) if any(normalise(title) for title in titles) else similarity
