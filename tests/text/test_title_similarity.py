"""Similarity of titles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.errors import UsageError
from matchmaker.text import title_similarity
from matchmaker.text.title_similarity import TitleSimilarity

ENGLISH = ["tax lawyer", "tax attorney", "staff attorney", "truck driver", "bus driver", "pastry cook", "line cook"]
HEBREW = ["נהג/ת משאית", "נהגת אוטובוס", "טבח קו", "מאבטח/ת", "מנהל/ת חשבונות"]
ARABIC = ["سائق شاحنة", "سائق حافلة", "ممرضة"]
titles = st.lists(st.sampled_from([*ENGLISH, *HEBREW, *ARABIC, "", "--", "מאבטחת"]), max_size=6)


def one(left, right, among=ENGLISH):
    return float(TitleSimilarity().fit([*among, left, right]).similarity([left], [right])[0, 0])


def test_forms_of_one_title_are_entirely_similar():
    """A title is entirely similar to its other forms, in any script, even where it was not learned from."""
    model = TitleSimilarity().fit(ENGLISH)
    assert model.similarity(["מאבטח/ת"], ["מאבטחת"])[0, 0] == 1
    assert model.similarity(["zookeeper"], ["Zookeeper "])[0, 0] == 1


@pytest.mark.parametrize(
    ("title", "near", "far"),
    [
        ("bus driver", "truck driver", "tax lawyer"),
        ("tax lawyer", "tax attorney", "line cook"),
        ("accounting technician", "accountant", "cook"),
        ("נהג חלוקה", "נהגת משאית", "טבחית"),
        ("سائق", "سائق شاحنة", "ممرضة"),
    ],
)
def test_related_corpus_titlesare_nearer(title, near, far):
    """A related title is nearer than an unrelated one, in English, Hebrew and Arabic."""
    among = [*ENGLISH, *HEBREW, *ARABIC]
    assert one(title, near, among) > one(title, far, among) + 0.1


def test_neighbours_bring_corpus_titlescloser():
    """Two titles without a common word come closer where others stand between them than where nobody does."""
    bridge = ["solicitor attorney", "solicitor general attorney", "attorney solicitor clerk"]
    apart = one("solicitor", "attorney", among=["bus driver", "line cook", "dentist"])
    assert one("solicitor", "attorney", among=bridge) > apart + 0.2


def test_a_rare_word_says_more_than_a_common_one():
    """Sharing a rare word makes titles more alike than sharing a word that half of all titles have."""
    among = [f"{field} manager" for field in ("tax", "sales", "kitchen", "plant", "fleet", "office")]
    assert one("tax manager", "tax clerk", among) > one("tax manager", "dental manager", among)


def test_corpus_titleswithout_words_cannot_be_judged():
    """A title without a word is NaN against everything, and lists without any learnable title are all NaN."""
    found = TitleSimilarity().similarity(["", "cook"], ["cook", "--"])
    assert np.isnan(found).tolist() == [[True, True], [False, True]]
    assert np.isnan(TitleSimilarity().similarity([""], ["-"])).all()
    assert TitleSimilarity().similarity([], ["cook"]).shape == (0, 1)


def test_nothing_to_learn_from_is_refused():
    """Fitting on titles without a single word is a usage error."""
    with pytest.raises(UsageError):
        TitleSimilarity().fit(["", "--"])


def test_chunks_do_not_show(monkeypatch):
    """Working row by row gives the same similarities as working on all at once."""
    at_once = TitleSimilarity().similarity(ENGLISH, HEBREW + ENGLISH)
    monkeypatch.setattr(title_similarity, "_CHUNK_ROWS", 1)
    np.testing.assert_allclose(TitleSimilarity().similarity(ENGLISH, HEBREW + ENGLISH), at_once, rtol=1e-6)


@settings(deadline=None, max_examples=30)
@given(titles, titles)
def test_symmetric_bounded_and_blind_to_order(left, right):
    """Similarities are in [0, 1] or NaN, the same both ways, and go with their titles when these change places."""
    model = TitleSimilarity().fit([*ENGLISH, *HEBREW])
    found = model.similarity(left, right)
    assert found.shape == (len(left), len(right)) and found.dtype == np.float32
    known = found[~np.isnan(found)]
    assert ((known >= 0) & (known <= 1)).all()
    np.testing.assert_allclose(model.similarity(right, left).T, found, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(model.similarity(left[::-1], right), found[::-1], rtol=1e-5, atol=1e-6)


def test_the_order_of_learning_does_not_matter():
    """Learning from the same titles in another order, or twice, gives the same bytes."""
    one_way = TitleSimilarity().fit(ENGLISH + HEBREW).similarity(ENGLISH, HEBREW)
    other_way = TitleSimilarity().fit([*HEBREW, *ENGLISH[::-1], *ENGLISH]).similarity(ENGLISH, HEBREW)
    assert one_way.tobytes() == other_way.tobytes()


def test_expert_judgements_are_met(shared):
    """On TalentCLEF 2025 task A the mean average precision is at least 0.36."""
    folder = shared / "talentclef_2025_taskA_en"
    queries, corpus, judged = (
        [line.split("\t") for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("queries.tsv", "corpus_elements.tsv", "qrels.tsv")
    )
    relevant = {(query, title) for query, _, title, grade in judged if int(grade) > 0}
    wanted = np.array([[(query, title) in relevant for title, _ in corpus[1:]] for query, _ in queries[1:]])
    corpus_titles = [title for _, title in corpus[1:]]
    found = TitleSimilarity().fit(corpus_titles).similarity([title for _, title in queries[1:]], corpus_titles)
    hits = np.take_along_axis(wanted, np.argsort(-found, axis=1, kind="stable"), axis=1)
    precision = np.cumsum(hits, axis=1) / np.arange(1, hits.shape[1] + 1)
    assert np.mean((precision * hits).sum(axis=1) / hits.sum(axis=1)) >= 0.36
