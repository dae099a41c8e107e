"""needs_of: what must come before each opportunity, as a graph of things that can be completed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from matchmaker.programmes.requirement import Completed, Requirement
from matchmaker.programmes.routing import Gives, Item, Prerequisite, cycle_of
from matchmaker.routing.languages import language_of
from matchmaker.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Node:
    """Something that can be completed: an item of the profile, an opportunity, or what a text names.

    ``names`` are in normal form; ``en`` and ``he`` are for people; ``requires`` what must come before it.
    """

    names: frozenset[str]
    en: str
    he: str
    gives: Gives | None = None
    requires: tuple[Requirement, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """The graph: ``nodes`` by key (an item's own key, ``opportunity <id>`` or ``text <normal form>``), and, in the order
    of the table, the key of each opportunity and the items that it is itself (``is_item``).
    """

    nodes: Mapping[str, Node]
    opportunities: tuple[str, ...]
    is_item: tuple[tuple[str, ...], ...]

    @property
    def cycle(self) -> list[str]:
        """One cycle of the graph, its first node again at its end; empty where there is none."""
        return cycle_of({key: items_of(node.requires) for key, node in self.nodes.items()})

    def of(self, opportunity: int) -> tuple[Requirement, ...]:
        """Return what must come before the opportunity in that row."""
        return self.nodes[self.opportunities[opportunity]].requires


def needs_of(opportunities: pl.DataFrame, items: Mapping[str, Item], rules: Mapping[str, Prerequisite]) -> Needs:
    """Return the graph of a profile's ``items`` and ``rules`` and of the opportunities' own prerequisites (000:2640).

    A rule for kinds holds for the opportunities of those kinds taught in its language. An entry of
    ``opportunities.prerequisites`` means an item by any of its names, else another opportunity by its id or name, else
    it stands for itself. An opportunity that is an item (by its kind, or since its name holds one of the item's) needs nothing that the item
    would answer: a Hebrew course is open to who lacks Hebrew.
    """
    nodes = {
        key: Node(
            frozenset(map(normalise, (key, item.en, item.he, *item.names))), item.en, item.he, item.gives,
            tuple(each for rule in rules.values() if rule.item == key for each in rule.requires),
            next((rule.source for rule in rules.values() if rule.item == key), item.source),
        )
        for key, item in items.items()
    }  # fmt: skip
    columns = ("opportunity_id", "name", "kind", "language", "prerequisites")
    rows = opportunities.select(columns).rows(named=True)
    by_name = _by_name(nodes, rows)
    keys, is_item = [], []
    for row in rows:
        own = tuple(
            sorted(key for key in items if row["kind"] in items[key].kinds or _holds(row["name"], nodes[key].names))
        )
        language = language_of(row["language"])
        wanted: list[Requirement] = [
            each
            for rule in rules.values()
            if row["kind"] in rule.kinds and rule.taught_in in (None, language)
            for each in rule.requires
        ]
        for text in row["prerequisites"] or ():
            if form := normalise(text):
                key = by_name.get(form, f"text {form}")
                nodes.setdefault(key, Node(frozenset({form}), text, text))
                wanted.append(Completed(kind="completed", item=key))
        names = frozenset(normalise(name) for name in (row["opportunity_id"], row["name"]) if name)
        shown = row["name"] or row["opportunity_id"]
        needed = tuple(dict.fromkeys(each for each in wanted if not set(each.items) & set(own)))
        keys.append(f"opportunity {row['opportunity_id']}")
        nodes[keys[-1]] = Node(names, shown, shown, requires=needed, source="opportunities.prerequisites")
        is_item.append(own)
    return Needs(nodes, tuple(keys), tuple(is_item))


def items_of(requires: Sequence[Requirement]) -> tuple[str, ...]:
    """Return the keys of the nodes that requirements name, each once."""
    return tuple(dict.fromkeys(item for each in requires for item in each.items))


def _by_name(nodes: Mapping[str, Node], rows: Sequence[Mapping[str, str | None]]) -> dict[str, str]:
    """Return the key that each normal form means: items before opportunities' ids, ids before their names."""
    found: dict[str, str] = {}
    for row in reversed(rows):
        found[normalise(row["name"] or "")] = f"opportunity {row['opportunity_id']}"
    for row in rows:
        found[normalise(row["opportunity_id"] or "")] = f"opportunity {row['opportunity_id']}"
    return found | {name: key for key, node in nodes.items() for name in node.names}


def _holds(name: str | None, names: frozenset[str]) -> bool:
    """Return whether one of some normal forms stands in a name as whole words."""
    form = f" {normalise(name or '')} "
    return any(f" {each} " in form for each in names)
