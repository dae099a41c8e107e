"""The guard of protected columns: what scorers declare, and what they would read behind its back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Self

import numpy as np
import polars as pl
import pytest

from matchmaker.errors import ProtectedInputError
from matchmaker.features import CommuteMinutes, Extractor
from matchmaker.features.feature_block import FeatureBlock, Features
from matchmaker.features.narrowed import narrowed
from matchmaker.model import Problem, Settings
from matchmaker.programmes import Programme, ProtectedUse, load_programme
from matchmaker.scoring import PROTECTED, SCORERS, Scorer, ScoreTable, Side, configure_scorers, score_pairs
from matchmaker.scoring.scorer import Judgement
from matchmaker.travel import Commutes
from tests.scoring.rich_problem import rich_problem
from tests.strategies import all_pairs

NAME = "small_business"
"""The sneaking scorers stand in for a built-in one, so that the profile weighs them."""


def constant(values: np.ndarray, left: pl.DataFrame, right: pl.DataFrame) -> Features:
    """Return one feature that the left row alone decides."""
    return np.broadcast_to(values.astype(np.float32)[:, None], (left.height, right.height))[None]


@dataclass
class _Gender(Extractor):
    """Declares gender openly."""

    left = ("participants.gender",)
    names = ("gender",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        return constant((left["participants.gender"] == "male").fill_null(value=False).to_numpy(), left, right)


@dataclass
class _SilentGender(_Gender):
    """Reads gender through ``left`` and says that it reads nothing."""

    inputs = ()


@dataclass
class _Origin(Extractor):
    """Tells homes apart by the row of the travel table that they use."""

    left = ("commutes.origin",)
    names = ("home",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        return constant(left["commutes.origin"].to_numpy() % 2, left, right)


@dataclass
class _OwnMinutes(CommuteMinutes):
    """Passes for the extractor of minutes and gives origins."""

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        return np.repeat(constant(left["commutes.origin"].to_numpy() % 2, left, right), 2, axis=0)


@dataclass
class _FromFit(Extractor):
    """Declares skills, and looks at everything it can while it learns and transforms."""

    seen: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    left = ("participants.skills",)
    names = ("gender",)

    def fit(self, problem: Problem, commutes: Commutes) -> Self:
        self._look(problem, commutes)
        return self

    def transform(self, problem: Problem, commutes: Commutes) -> FeatureBlock:
        self._look(problem, commutes)
        return super().transform(problem, commutes)

    def _look(self, problem: Problem, commutes: Commutes) -> None:
        for name, frame in problem.tables().items():
            self.seen += [f"{name}.{c}" for c in frame.columns if frame.height and frame[c].null_count() < frame.height]
        self.seen += ["minutes"] if np.isfinite(commutes.minutes).any() else []
        self.seen += ["origin"] if np.unique(commutes.origin).size > 1 else []
        self.seen += ["site"] if np.unique(commutes.site).size > 1 else []

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        return constant(np.full(left.height, "participants.gender" in self.seen), left, right)


@dataclass(frozen=True)
class _Sneaking(Scorer):
    """Judges nothing: the feature is the score."""

    reads: Extractor = field(default_factory=_Gender)
    name: ClassVar[str] = NAME
    side: ClassVar[Side] = "programme"

    @property
    def extractor(self) -> Extractor:
        return self.reads

    def judge(self, features: Features) -> Judgement:
        return features[0].copy()


@dataclass(frozen=True)
class _Lying(_Sneaking):
    """Says of itself that it reads nothing."""

    inputs = ()


def programme(*allowed: ProtectedUse) -> Programme:
    parameters = {name: given for name, given in load_programme().parameters.items() if name != NAME}
    return load_programme().model_copy(update={"protected_allowed": allowed, "parameters": parameters})


def scored(scorer: Scorer, profile: Programme | None = None) -> ScoreTable:
    problem, commutes = rich_problem(20, 8)
    registry = (scorer, *(s for s in SCORERS if s.name != NAME))
    return score_pairs(problem, all_pairs(problem), profile or programme(), commutes, scorers=registry)


@pytest.mark.parametrize(
    ("scorer", "column"),
    [
        (_Sneaking(_Gender()), "participants.gender"),
        (_Sneaking(_SilentGender()), "participants.gender"),
        (_Lying(_Gender()), "participants.gender"),
        (_Lying(_SilentGender()), "participants.gender"),
        (_Sneaking(_Origin()), "commutes.origin"),
        (_Lying(_Origin()), "commutes.origin"),
        (_Sneaking(_OwnMinutes()), "commutes.origin"),
    ],
    ids=["declared", "silent extractor", "lying scorer", "both", "home", "home, lying", "as minutes"],
)
def test_sneaking_scorer_is_refused(scorer: Scorer, column: str) -> None:
    """Gender and homes are refused whoever declares them and whatever the scorer says of itself, with the column."""
    with pytest.raises(ProtectedInputError, match=column) as caught:
        scored(scorer)
    assert {f.column for f in caught.value.findings} == {f"weights.{NAME}"}
    assert column in {f.value for f in caught.value.findings}
    assert {f.code for f in caught.value.findings} == {"protected-input"}


def test_learning_scorer_is_blind_to_what_it_does_not_declare() -> None:
    """An extractor that looks around in fit and transform finds what it declares, ids that link tables, and no more."""
    extractor = _FromFit()
    table = scored(_Sneaking(extractor))
    links = {
        "seats.opportunity_id", "seats.employer_id", "opportunities.opportunity_id", "opportunities.companion_org_id",
        "employers.employer_id", "organisations.organisation_id",
    }  # fmt: skip
    assert set(extractor.seen) == {"participants.skills"} | links
    assert not links & PROTECTED
    assert (table.parts[:, table.scorers.index(NAME)] == 0).all()


def test_allowed_column_reaches_the_scorer() -> None:
    """With the column allowed to that scorer and a reason, it is refused no more and tells people apart."""
    use = ProtectedUse(field="participants.gender", scorer=NAME, reason="a law", source="law")
    table = scored(_Sneaking(_Gender()), programme(use))
    assert np.unique(table.parts[:, table.scorers.index(NAME)]).size == 2
    with pytest.raises(ProtectedInputError):
        scored(_Sneaking(_Gender()), programme(use.model_copy(update={"scorer": "wage"})))


def test_minutes_may_be_read() -> None:
    """Travel time itself passes: the built-in commute scorer does, and so does another one of minutes."""
    assert {s.name for s, _ in configure_scorers(load_programme())} >= {"commute"}
    assert scored(_Sneaking(CommuteMinutes())).total.size


def test_narrowed_problem_keeps_rows_and_declared_columns_alone() -> None:
    """Rows, their order and the declared columns stay; unknown columns, other tables' facts and settings are gone."""
    problem, commutes = rich_problem(6, 4, missing=0.0)
    more = problem.participants.with_columns(pl.lit("x").alias("nickname"))
    rich = problem.replace(participants=more, settings=Settings(weights={"wage": 3.0}))
    seen, ways = narrowed(rich, commutes, _FromFit())
    assert (seen.n_participants, seen.n_seats) == (6, 4)
    assert seen.participants["skills"].equals(problem.participants["skills"])
    assert seen.participants.select(pl.exclude("skills").is_null().all()).row(0) == (True,) * (more.width - 2)
    assert "nickname" not in seen.participants.columns
    assert seen.settings == Settings()
    assert np.isnan(ways.minutes).all()
    assert narrowed(rich, commutes, CommuteMinutes())[1] is commutes


def test_protected_columns_are_those_of_the_model() -> None:
    """Gender, age, population group, residence and economic background are protected."""
    named = (
        "gender", "birth_date", "population_group", "locality", "district", "socioeconomic_cluster", "family_backing",
    )  # fmt: skip
    assert {f"participants.{name}" for name in named} <= PROTECTED
