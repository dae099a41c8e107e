"""first_steps: what each person should do first, in order, and what that opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any

import numpy as np
import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes.requirement import MeetingsAtLeast, Requirement
from matchmaker.programmes.routing import Routing
from matchmaker.routing.needs import Needs
from matchmaker.routing.standing import NO, Standing
from matchmaker.routing.words import Language, node_words, requirement_words, word

_SCHEMA: dict[str, Any] = {
    "participant_id": pl.String,
    "order": pl.Int64,
    "step": pl.String,
    "what": pl.String,
    "before": pl.List(pl.String),
    "opportunities": pl.Int64,
    "offered_by": pl.List(pl.String),
    "source": pl.String,
}


class FirstSteps:
    """Orders what people lack so that nothing comes before what it needs (ties by key)."""

    def __init__(self, problem: Problem, section: Routing, needs: Needs, language: Language = "en") -> None:
        self._section, self._needs, self._language = section, needs, language
        self._opens: dict[Requirement, list[int]] = {}
        for row in range(len(needs.opportunities)):
            for each in needs.of(row):
                self._opens.setdefault(each, []).append(row)
        self._sources = _sources(section)
        self._advised: dict[Requirement, list[str]] = {}
        kinds = set(problem.opportunities["kind"].to_list())
        for rule in section.prerequisite.values():
            there = {kind for kind, sort in section.kinds.items() if kind in kinds and _may_be(sort.value, rule.steps)}
            if not rule.binding and (there or kinds & set(rule.kinds)):
                for each in rule.requires:
                    self._advised.setdefault(each, []).append(rule.he if language == "he" else rule.en)

    def of(self, people: pl.DataFrame, standing: Standing) -> pl.DataFrame:
        """Return one row per person and step to take first: participant_id, order from 1, step, what, before, ...

        ``before`` says what the step comes before, ``opportunities`` how many ask for it, ``offered_by`` which opportunities
        give it, and ``source`` where it stands. People of whom something cannot be said are taken to have it.
        """
        wanted = list(dict.fromkeys([*self._opens, *self._advised]))
        every = _with_inner(wanted, self._needs)
        if not every or not people.height:
            return pl.DataFrame(schema=_SCHEMA)
        # People who lack the same are told the same: worked out once per distinct state, then handed out.
        states = np.stack([standing.of(each) for each in every], axis=1)
        held = people["meetings_held"].fill_null(-1).to_numpy()
        counted = any(isinstance(each, MeetingsAtLeast) for each in every)
        keys = np.column_stack([states == NO, held if counted else np.zeros_like(held)])
        distinct, code = np.unique(keys, axis=0, return_inverse=True)
        rows = [
            (at, *row)
            for at, key in enumerate(distinct)
            for row in self._steps(wanted, dict(zip(every, key[:-1].astype(bool).tolist(), strict=True)), int(key[-1]))
        ]
        table = pl.DataFrame(rows, schema={"code": pl.Int64, **dict(list(_SCHEMA.items())[1:])}, orient="row")
        person = pl.DataFrame({"participant_id": people["participant_id"], "code": code.astype(np.int64).ravel()})
        return person.join(table, on="code").select(list(_SCHEMA)).sort("participant_id", "order")

    def _steps(self, wanted: Sequence[Requirement], lacks: Mapping[Requirement, bool], held: int) -> list[Any]:
        """Return the steps of everybody who lacks the same, in order."""
        before: dict[str, dict[str, None]] = {}
        opens: dict[str, set[int]] = {}
        needed_by: dict[str, Requirement] = {}
        edges: dict[str, set[str]] = {}

        def visit(requirement: Requirement) -> str:
            step = requirement.items[0] if requirement.items else repr(requirement)
            needed_by.setdefault(step, requirement)
            if step not in edges:
                edges[step] = set()
                for inner in self._needs.nodes[step].requires if requirement.items else ():
                    if lacks[inner]:
                        edges[step].add(visit(inner))
                        label = node_words(self._needs.nodes[step], self._language)
                        before.setdefault(visit(inner), {})[label] = None
            return step

        for requirement in wanted:
            if lacks[requirement]:
                step = visit(requirement)
                rows = self._opens.get(requirement, [])
                opens.setdefault(step, set()).update(rows)
                nodes = [self._needs.nodes[self._needs.opportunities[row]] for row in rows]
                told = [*self._advised.get(requirement, []), *(node_words(node, self._language) for node in nodes)]
                before.setdefault(step, {}).update(dict.fromkeys(told))
        return [
            (
                at,
                step if needed_by[step].items else needed_by[step].kind,
                self._words(needed_by[step], step, held),
                list(before.get(step, {})),
                len(opens.get(step, ())),
                self._offers(step),
                self._sources.get(needed_by[step], "opportunities.prerequisites"),
            )
            for at, step in enumerate(_ordered(edges), start=1)
        ]

    def _words(self, requirement: Requirement, step: str, held: int) -> str:
        if requirement.items:
            return node_words(self._needs.nodes[step], self._language)
        if isinstance(requirement, MeetingsAtLeast) and held >= 0:
            return word("more_meetings", self._language, n=requirement.at_least - held)
        return requirement_words(requirement, self._needs.nodes, self._section, self._language)

    def _offers(self, step: str) -> list[str]:
        """Return the ids of the opportunities that are the step."""
        return [
            key.removeprefix("opportunity ")
            for key, own in zip(self._needs.opportunities, self._needs.is_item, strict=True)
            if step in own or step == key
        ]


def _with_inner(wanted: Sequence[Requirement], needs: Needs) -> list[Requirement]:
    """Return requirements with those of everything that they name, each once."""
    found = dict.fromkeys(wanted)
    queue = list(wanted)
    while queue:
        for item in queue.pop().items:
            for inner in needs.nodes[item].requires:
                if inner not in found:
                    found[inner] = None
                    queue.append(inner)
    return list(found)


def _ordered(edges: Mapping[str, set[str]]) -> list[str]:
    """Return the nodes so that each comes after those it needs, ties by key."""
    sorter = TopologicalSorter({step: sorted(edges[step]) for step in sorted(edges)})
    sorter.prepare()
    ordered: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered += ready
        sorter.done(*ready)
    return ordered


def _may_be(sort: str, steps: Sequence[str]) -> bool:
    return any(step == sort or step.endswith(f"_{sort}") for step in steps)


def _sources(section: Routing) -> dict[Requirement, str | None]:
    return {each: rule.source for rule in reversed(section.prerequisite.values()) for each in rule.requires}
