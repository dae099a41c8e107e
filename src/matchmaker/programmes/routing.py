"""Routing: which track a person's readiness points to, what must come first, and which supports answer which barrier."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator

from matchmaker.model.vocabulary import EmploymentType, Maturity, OpportunityKind, TrafficLight
from matchmaker.programmes.requirement import (
    LanguageAtLeast,
    LanguageName,
    MainBarrier,
    ReachedLevel,
    ReadyFor,
    Requirement,
)
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced
from matchmaker.text.normalise import normalise

Track = Literal["prolonged_process", "short_process", "placement"]
"""The three tracks of accompaniment (000:4011-4029)."""

Step = Literal["process", "short_training", "long_training", "experiential_placement", "quality_placement"]
"""What a cell of the matrix names (000:3992-4014)."""

Sort = Literal["process", "training", "placement"]
Words = Annotated[str, Field(pattern=r"\S")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Cell(Provenance):
    """One cell of the matrix maturity x type of employment: its track, and the steps it names."""

    track: Track
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class RouteWarning(Provenance):
    """Who is warned against which opportunities. A warning asks for a recorded override, and bars nobody (000:3901, 3968).

    It holds where the person's ``maturity`` (or ``light``) is listed and the opportunity's kind or step is.
    """

    maturity: tuple[Maturity, ...] = ()
    light: tuple[TrafficLight, ...] = ()
    kinds: tuple[OpportunityKind, ...] = ()
    steps: tuple[Step, ...] = ()
    en: Words
    he: Words

    @model_validator(mode="after")
    def _names_both_sides(self) -> Self:
        if bool(self.maturity) == bool(self.light):
            raise ValueError("a warning names either levels of maturity or colours of the traffic light")
        if not (self.kinds or self.steps):
            raise ValueError("a warning names kinds of opportunity, or steps")
        return self


class Light(Provenance):
    """What a colour of the traffic light means, and the steps it recommends (002:331)."""

    en: Words
    he: Words
    recommends: tuple[Step, ...] = ()


class Gives(Section):
    """A level of a language, reached by completing an item."""

    language: LanguageName
    level: ReachedLevel


class Item(Provenance):
    """Something that can be completed, by all its names; ``gives`` what a person has who completed it.

    An opportunity of one of ``kinds``, or whose name holds one of the names, is the item.
    """

    en: Words
    he: Words
    names: tuple[Words, ...] = ()
    kinds: tuple[OpportunityKind, ...] = ()
    gives: Gives | None = None


class Prerequisite(Provenance):
    """What must come before an ``item``, or before opportunities of ``kinds`` (and ``taught_in`` a language) or ``steps``.

    All of ``requires``. One that is ``binding`` is a rule of the plan; the others are shown as steps to take first.
    """

    item: Key | None = None
    kinds: tuple[OpportunityKind, ...] = ()
    taught_in: LanguageName | None = None
    steps: tuple[Step, ...] = ()
    requires: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    binding: bool = True
    en: Words
    he: Words

    @model_validator(mode="after")
    def _has_one_target(self) -> Self:
        targets = (self.item is not None) + bool(self.kinds) + bool(self.steps)
        if targets != 1 or (self.taught_in is not None and not self.kinds):
            raise ValueError("a prerequisite is for an item, for kinds (perhaps taught in a language), or for steps")
        if self.binding and self.item is None:
            if self.steps:
                raise ValueError("a prerequisite for steps advises only: write binding = false")
            if any(isinstance(each, MainBarrier | ReadyFor) for each in self.requires):
                raise ValueError(
                    "main_barrier and ready_for bind no plan: use them for items, or write binding = false"
                )
        return self


class Support(Provenance):
    """A support that organisations may hold, by all its names."""

    en: Words
    he: Words
    names: tuple[Words, ...] = ()


class Barrier(Provenance):
    """A barrier to work, by all its names, the ``supports`` that answer it and the ``kinds`` of opportunity that do."""

    en: Words
    he: Words
    names: tuple[Words, ...] = ()
    supports: tuple[Key, ...] = ()
    kinds: tuple[OpportunityKind, ...] = ()


class Routing(Section):
    """How people are routed (DOMAIN sections 3, 5 and 6). Every table is keyed, so that a profile may change one entry.

    ``matrix`` by maturity and type of employment, cells without a line name nothing; ``level_tracks`` the track of a
    level of maturity alone; ``kinds`` the sort of step of each kind of opportunity: a training is long beyond
    ``long_after_weeks`` weeks, a placement below ``least_percent`` percent of a position is experiential.
    """

    long_after_weeks: Sourced[Annotated[float, Field(ge=0, le=520)]]
    least_percent: Sourced[Annotated[float, Field(ge=0, le=100)]]
    kinds: dict[OpportunityKind, Sourced[Sort]]
    level_tracks: dict[Maturity, Sourced[Track]] = Field(default_factory=dict)
    matrix: dict[Maturity, dict[EmploymentType, Cell]]
    warning: dict[Key, RouteWarning] = Field(default_factory=dict)
    light: dict[TrafficLight, Light] = Field(default_factory=dict)
    item: dict[Key, Item] = Field(default_factory=dict)
    prerequisite: dict[Key, Prerequisite] = Field(default_factory=dict)
    support: dict[Key, Support] = Field(default_factory=dict)
    barrier: dict[Key, Barrier] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        self._check_keys()
        self._check_names("barrier", self.barrier)
        self._check_names("item", self.item)
        self._check_names("support", self.support)
        self._check_levels()
        self._check_warnings()
        self._check_lights()
        cycle = cycle_of(self.edges)
        if cycle:
            raise ValueError(f"each of these must come before itself: {' -> '.join(cycle)}")
        return self

    @property
    def edges(self) -> dict[str, tuple[str, ...]]:
        """The items that must come before each item, by id."""
        before: dict[str, list[str]] = {name: [] for name in self.item}
        for rule in self.prerequisite.values():
            if rule.item is not None:
                before[rule.item] += [item for each in rule.requires for item in each.items]
        return {name: tuple(dict.fromkeys(items)) for name, items in before.items()}

    def with_rule(self, items: Mapping[str, Item], rules: Mapping[str, Prerequisite]) -> Self:
        """Return the section with other binding prerequisites of opportunities, such as those that settings name."""
        own = {key: each for key, each in self.prerequisite.items() if not each.binding or each.item is not None}
        return self.model_copy(update={"item": {**self.item, **items}, "prerequisite": {**rules, **own}})

    @property
    def rule(self) -> dict[str, Any]:
        """The binding prerequisites of opportunities as a rule of the plan, as in ``settings.toml``."""
        rules = {key: each for key, each in self.prerequisite.items() if each.binding and each.item is None}
        return {"kind": "prerequisites", "items": dict(self.item), "rules": rules}

    def _check_keys(self) -> None:
        for key, rule in self.prerequisite.items():
            needed = [rule.item] if rule.item is not None else []
            _known(f"prerequisite.{key}", "item", [*needed, *(i for r in rule.requires for i in r.items)], self.item)
            barriers = [each.barrier for each in rule.requires if isinstance(each, MainBarrier)]
            _known(f"prerequisite.{key}", "barrier", barriers, self.barrier)
        for key, barrier in self.barrier.items():
            _known(f"barrier.{key}", "support", barrier.supports, self.support)

    def _check_names(self, what: str, records: dict[str, Any]) -> None:
        owner: dict[str, str] = {}
        for key, record in records.items():
            for name in (key, record.en, record.he, *record.names):
                if owner.setdefault(normalise(name), key) != key:
                    raise ValueError(f"'{name}' names two {what}s: {owner[normalise(name)]} and {key}")

    def _check_warnings(self) -> None:
        for key, warning in self.warning.items():
            for level in warning.maturity:
                named = {step for cell in self.matrix.get(level, {}).values() for step in cell.steps}
                both = sorted(named & self._against(warning))
                if both:
                    raise ValueError(f"warning.{key} warns {level} maturity against {both[0]}, which its matrix names")

    def _check_lights(self) -> None:
        for key, warning in self.warning.items():
            _known(f"warning.{key}", "colour", warning.light, self.light)
            for colour in warning.light:
                both = sorted(set(self.light[colour].recommends) & self._against(warning))
                if both:
                    raise ValueError(
                        f"warning.{key} warns of a {colour} light in {both[0]}, which light.{colour} recommends"
                    )

    def _against(self, warning: RouteWarning) -> set[str]:
        """Return the steps that a warning leaves no opportunity for: those it names, and those all kinds of which it does."""
        kinds: dict[str, set[str]] = {}
        for kind, sort in self.kinds.items():
            kinds.setdefault(sort.value, set()).add(kind)
        spent = {sort for sort, those in kinds.items() if those <= set(warning.kinds)}
        return set(warning.steps) | {step for step in get_args(Step) if step.rpartition("_")[2] in spent}

    def _check_levels(self) -> None:
        levels = get_args(ReachedLevel)
        for key, rule in self.prerequisite.items():
            for each in rule.requires:
                if not isinstance(each, LanguageAtLeast) or each.or_completed is None:
                    continue
                gives = self.item[each.or_completed].gives
                if gives is not None and (
                    gives.language != each.language or levels.index(gives.level) < levels.index(each.level)
                ):
                    raise ValueError(
                        f"prerequisite.{key} takes {each.or_completed} for {each.language} {each.level}, but it gives "
                        f"{gives.language} {gives.level}"
                    )


def cycle_of(edges: dict[str, tuple[str, ...]]) -> list[str]:
    """Return one cycle, first node again at its end, of a graph given by what must come before each node; none: empty.

    >>> cycle_of({"a": ("b",), "b": ("a",)})
    ['a', 'b', 'a']
    """
    try:
        TopologicalSorter({name: sorted(edges[name]) for name in sorted(edges)}).prepare()
    except CycleError as error:
        ring: list[str] = list(error.args[1])[1:]
        first = ring.index(min(ring))
        return [*ring[first:], *ring[:first], ring[first]]
    return []


def _known(place: str, what: str, wanted: Any, known: Mapping[Any, Any]) -> None:
    for name in wanted:
        if name not in known:
            raise ValueError(
                f"{place} names the {what} '{name}', which is not there; known: {', '.join(sorted(known)) or 'none'}"
            )
