"""PrerequisiteReplay: what one participant lacks for one opportunity, in plain Python, for the check half."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from matchmaker.programmes.routing import Gives, Item, Prerequisite
from matchmaker.text.normalise import normalise

_LEVELS = ["none", "basic", "conversational", "fluent", "native"]
Row = Mapping[str, Any]
_Asked = tuple[set[str], list[tuple[Prerequisite, Any]], list[str]]
"""What an opportunity asks of everybody: items that it is itself, rules with each requirement, names in its row."""


class PrerequisiteReplay:
    """Replays the rules row by row. Shares no code with the ``allowed`` half."""

    def __init__(
        self, items: Mapping[str, Item], rules: Mapping[str, Prerequisite], opportunities: Mapping[str, Row]
    ) -> None:
        self._items = {key: (_names((key, item.en, item.he, *item.names)), item) for key, item in items.items()}
        self._rules = rules
        self._opportunities = opportunities
        self._asked: dict[str, _Asked] = {}

    def lacking(self, participant: Row, opportunity: Row) -> Iterator[str]:
        """Yield a sentence for each thing that the participant provably lacks."""
        asked = self._asked.get(opportunity["opportunity_id"])
        if asked is None:
            asked = self._asked[opportunity["opportunity_id"]] = self._asks(opportunity)
        own, rules, texts = asked
        for rule, each in rules:
            if self._lacks(each, participant):
                yield rule.en
        for text in texts:
            if self._lacks_text(normalise(text), own, participant):
                yield f"'{text}' comes first"

    def _asks(self, opportunity: Row) -> _Asked:
        """Return which items the opportunity itself is, what the rules ask for it, and what its row names."""
        title = f" {normalise(opportunity['name'] or '')} "
        own = {
            key
            for key, (names, item) in self._items.items()
            if opportunity["kind"] in item.kinds or any(f" {name} " in title for name in names)
        }
        language = normalise(opportunity["language"] or "")
        rules = [
            (rule, each)
            for rule in self._rules.values()
            if opportunity["kind"] in rule.kinds and (rule.taught_in is None or language in _LANGUAGES[rule.taught_in])
            for each in rule.requires
            if not own & set(each.items)
        ]
        return own, rules, [text for text in opportunity["prerequisites"] or () if normalise(text)]

    def _lacks_text(self, form: str, own: set[str], participant: Row) -> bool:
        for key, (names, item) in self._items.items():
            if form in names:
                return key not in own and self._lacks_item(names, item.gives, participant)
        return self._lacks_item(self._opportunity_names(form) or {form}, None, participant)

    def _opportunity_names(self, form: str) -> set[str] | None:
        """Return the names of the opportunity meant: by its id, else the first so called."""
        rows = list(self._opportunities.values())
        for column in ("opportunity_id", "name"):
            meant = [row for row in rows if row[column] and normalise(row[column]) == form]
            if meant:
                # The last of two ids with one normal form, the first of two names.
                row = meant[-1] if column == "opportunity_id" else meant[0]
                return _names(name for name in (row["opportunity_id"], row["name"]) if name)
        return None

    def _lacks(self, requirement: Any, participant: Row) -> bool:
        match requirement.kind:
            case "completed":
                names, item = self._items[requirement.item]
                return self._lacks_item(names, item.gives, participant)
            case "language":
                done = requirement.or_completed is not None and _is_on_record(
                    self._items[requirement.or_completed][0], participant
                )
                return not done and _is_below(participant, requirement.language, requirement.level)
            case "meetings":
                held = participant["meetings_held"]
                return held is not None and held < requirement.at_least
            case _:
                held = participant["entitlements"]
                if held is None:
                    return False
                there = _names(held)
                return bool(
                    there & _names(requirement.at) if requirement.at else there - _names(("none", "אין", "ללא"))
                )

    def _lacks_item(self, names: set[str], gives: Gives | None, participant: Row) -> bool:
        if _is_on_record(names, participant):
            return False
        if gives is not None:
            return _is_below(participant, gives.language, gives.level)
        return participant["completed"] is not None


def _names(texts: Iterable[str]) -> set[str]:
    return {normalise(text) for text in texts}


_LANGUAGES = {
    "hebrew": _names(["hebrew", "he", "עברית", "العبرية", "иврит"]),
    "arabic": _names(["arabic", "ar", "ערבית", "العربية", "арабский"]),
    "english": _names(["english", "en", "אנגלית", "الإنجليزية", "английский"]),
    "russian": _names(["russian", "ru", "רוסית", "الروسية", "русский"]),
    "amharic": _names(["amharic", "am", "אמהרית", "الأمهرية", "амхарский"]),
}


def _is_on_record(names: set[str], participant: Row) -> bool:
    return bool(names & _names([*(participant["completed"] or ()), *(participant["certificates"] or ())]))


def _is_below(participant: Row, language: str, level: str) -> bool:
    held = participant[f"{language}_level"]
    return held is not None and _LEVELS.index(held) < _LEVELS.index(level)
