"""Standing: which requirements each participant meets, does not, or cannot be said to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model.vocabulary import EmploymentType, LanguageLevel
from matchmaker.programmes.requirement import (
    Completed,
    LanguageAtLeast,
    MainBarrier,
    MeetingsAtLeast,
    NoEntitlement,
    ReadyFor,
    Requirement,
)
from matchmaker.routing.needs import Node
from matchmaker.routing.terms import NONE, BarrierTerms
from matchmaker.text.normalise import normalise

YES, NO, UNKNOWN = 1, 0, -1

States = npt.NDArray[np.int8]
"""`YES`, `NO` or `UNKNOWN` ("cannot say") of each participant, (P,) int8."""


class Standing:
    """Judges requirements of all rows of a frame of participants at once.

    Something is on record as completed where ``completed`` or ``certificates`` names it, by any of its names in normal
    form; that it is not can only be said where ``completed`` is given.
    """

    def __init__(self, people: pl.DataFrame, nodes: Mapping[str, Node], terms: BarrierTerms | None = None) -> None:
        self._people = people
        self._nodes = nodes
        self._terms = terms
        self._record = pl.concat([_forms(people["completed"]), _forms(people["certificates"])])

    def of(self, requirement: Requirement) -> States:
        """Return the states of all participants."""
        match requirement:
            case Completed(item=item):
                return self.completed(item)
            case LanguageAtLeast(language=language, level=level, or_completed=item):
                return self._reached(f"{language}_level", get_args(LanguageLevel), level, item)
            case ReadyFor(type=type_, or_completed=item):
                return self._reached("employment_type_ready", get_args(EmploymentType), type_, item)
            case MeetingsAtLeast(at_least=least):
                return _states(self._people["meetings_held"] >= least)
            case NoEntitlement(at=at):
                return self._no_entitlement(frozenset(map(normalise, at)))
            case MainBarrier(barrier=barrier):
                return self._main_barrier(barrier)

    def completed(self, key: str) -> States:
        """Return whether the node is completed, or what it gives is held already."""
        gives = self._nodes[key].gives
        if gives is not None:
            return self._reached(f"{gives.language}_level", get_args(LanguageLevel), gives.level, key)
        known = self._people["completed"].is_not_null().to_numpy()
        return np.where(self._on_record(key), YES, np.where(known, NO, UNKNOWN)).astype(np.int8)

    def _reached(self, column: str, scale: tuple[str, ...], least: str, item: str | None) -> States:
        """Return whether a level is reached. A level known to be too low is "no" unless the item is on record."""
        level = self._people[column].replace_strict(list(scale), list(range(len(scale))), return_dtype=pl.Int8)
        reached = _states(level >= scale.index(least))
        if item is None:
            return reached
        return np.where(self._on_record(item), YES, reached).astype(np.int8)

    def _on_record(self, key: str) -> npt.NDArray[np.bool_]:
        rows = self._record.filter(pl.col("form").is_in(sorted(self._nodes[key].names)))["row"]
        found = np.zeros(self._people.height, bool)
        found[rows.to_numpy()] = True
        return found

    def _no_entitlement(self, at: frozenset[str]) -> States:
        known = self._people["entitlements"].is_not_null().to_numpy()
        forms = _forms(self._people["entitlements"])
        counts = pl.col("form").is_in(sorted(at)) if at else ~pl.col("form").is_in(sorted(NONE))
        free = np.ones(self._people.height, bool)
        free[forms.filter(counts)["row"].to_numpy()] = False
        return np.where(known, free, UNKNOWN).astype(np.int8)

    def _main_barrier(self, barrier: str) -> States:
        terms = self._terms or BarrierTerms.of(None)
        known = self._people["barriers"].is_not_null().to_numpy()
        first = terms.stated(self._people["barriers"]).unique("row", keep="first", maintain_order=True)
        main = np.zeros(self._people.height, bool)
        main[first.filter(pl.col("item") == barrier)["row"].to_numpy()] = True
        return np.where(known, main, UNKNOWN).astype(np.int8)


FIELDS: Mapping[type, str] = {
    Completed: "completed",
    ReadyFor: "employment_type_ready",
    MeetingsAtLeast: "meetings_held",
    NoEntitlement: "entitlements",
    MainBarrier: "barriers",
}


def field_of(requirement: Requirement, nodes: Mapping[str, Node]) -> str:
    """Return the column of participants to ask for where a requirement cannot be said."""
    if isinstance(requirement, LanguageAtLeast):
        return f"{requirement.language}_level"
    if isinstance(requirement, Completed):
        gives = nodes[requirement.item].gives
        return "completed" if gives is None else f"{gives.language}_level"
    return FIELDS[type(requirement)]


def _states(answer: pl.Series) -> States:
    return np.asarray(answer.cast(pl.Int8).fill_null(UNKNOWN).to_numpy(), np.int8)


def _forms(lists: pl.Series) -> pl.DataFrame:
    """Return the items of a column of lists as (``row``, ``form``), in normal form."""
    items = pl.DataFrame({"row": pl.int_range(len(lists), eager=True), "raw": lists}).explode("raw").drop_nulls("raw")
    texts = sorted(set(items["raw"].to_list()))
    keys = pl.DataFrame(
        {"raw": texts, "form": [normalise(text) for text in texts]}, schema={"raw": pl.String, "form": pl.String}
    )
    return (
        items.with_columns(pl.col("raw").cast(pl.String))
        .join(keys, on="raw", maintain_order="left")
        .select("row", "form")
    )
