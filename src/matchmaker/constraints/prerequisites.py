"""Prerequisites: nobody is placed before what must come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.prerequisite_replay import PrerequisiteReplay
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.programmes.requirement import Requirement
from matchmaker.programmes.routing import Item, Prerequisite
from matchmaker.routing import UNKNOWN, Lacking, Needs, Standing, field_of, language_of, needs_of
from matchmaker.travel import Commutes

Named = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _tuples(value: Any) -> Any:
    """Return the lists that TOML has as the tuples that the records declare."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


AS_TUPLES = BeforeValidator(_tuples)


class Prerequisites(Constraint):
    """A participant who provably lacks what an opportunity asks to come first is not placed in it. Always on.

    What comes first is said by ``opportunities.prerequisites`` and by the ``rules`` of the programme's section
    ``routing``, such as a level of Hebrew, or a Hebrew course on record, before a course taught in Hebrew (000:2640).
    What cannot be said passes, and is reported. An ``override`` lets the pair pass.
    """

    kind: Literal["prerequisites"] = "prerequisites"
    code: ClassVar[str] = "prerequisites"
    items: Annotated[dict[Named, Item], AS_TUPLES] = Field(default_factory=dict)
    rules: Annotated[dict[Named, Prerequisite], AS_TUPLES] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for key, rule in self.rules.items():
            if rule.item is not None or not rule.binding:
                expected: dict[str, str | None] = {"expected": "kinds, and binding = true", "key": f"rules.{key}"}
                raise PydanticCustomError("invalid-value", "does not bind where people are placed", expected)
            for item in (item for each in rule.requires for item in each.items):
                if item not in self.items:
                    known = ", ".join(sorted(self.items)) or "a table items that has it"
                    expected = {
                        "expected": known,
                        "key": f"rules.{key}",
                        "value": item,
                        "hint": nearest(item, self.items),
                    }
                    raise PydanticCustomError("unknown-value", "names no item", expected)
        return self

    def describe(self) -> str:
        """Return the rule in words."""
        named = "".join(f"; {rule.en}" for rule in self.rules.values())
        return f"nobody is placed before what an opportunity asks to come first{named}"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return a cycle of opportunities that wait for each other; as warnings, of whom it cannot be said."""
        needs = needs_of(problem.opportunities, self.items, self.rules)
        file = problem.files.get("opportunities", "opportunities")
        if cycle := needs.cycle:
            ring = [key.removeprefix("opportunity ") for key in cycle]
            row = problem.opportunities["opportunity_id"].to_list().index(ring[0]) + 2 if ring[0] != cycle[0] else None
            message = f"each of these must come before itself: {' -> '.join(ring)}"
            expected = "prerequisites that do not lead back to the opportunity"
            return [Finding(file, "cycle", message, row, "prerequisites", ring[0], expected)]
        languages = problem.opportunities["language"].to_list()
        odd = [
            Finding(file, "unknown-language", "is none of the languages with levels", row, "language", text,
                    "hebrew, arabic, english, russian or amharic", severity="warning")
            for row, text in enumerate(languages, start=2)
            if text is not None and language_of(text) is None
        ]  # fmt: skip
        return odd + self._unsaid(problem, needs)

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs lack nothing that must come first."""
        needs = needs_of(problem.opportunities, self.items, self.rules)
        if not any(map(needs.of, range(len(needs.opportunities)))):
            return np.ones(np.broadcast_shapes(participants.shape, seats.shape), bool)
        asked = np.zeros(problem.n_participants, bool)
        asked[participants] = True
        found = Lacking.among(problem.participants.filter(pl.Series(asked)), needs)
        person = (np.cumsum(asked) - 1)[participants]
        passes = ~found.lacks[found.of[seat_opportunity(problem)[seats]], person]
        return let_overridden(problem, participants, seats, passes)

    def check(self, view: PlanView) -> list[Violation]:
        """Judge every placement that nobody let through."""
        replay = PrerequisiteReplay(self.items, self.rules, view.opportunities)
        found = []
        for participant, seat in view.placed():
            participant_id, seat_id = participant["participant_id"], seat["seat_id"]
            if (participant_id, seat_id) in view.overrides:
                continue
            for reason in replay.lacking(participant, view.opportunities[seat["opportunity_id"]]):
                text = f"participant '{participant_id}' cannot take seat '{seat_id}' yet: {reason}"
                found.append(Violation(self.code, text))
        return found

    def _unsaid(self, problem: Problem, needs: Needs) -> list[Finding]:
        """Return one warning per column of which the prerequisites cannot be said of somebody."""
        if not problem.n_participants:
            return []
        standing = Standing(problem.participants, needs.nodes)
        wanted: Mapping[Requirement, None] = dict.fromkeys(
            each for row in range(len(needs.opportunities)) for each in needs.of(row)
        )
        unsaid: dict[str, npt.NDArray[np.bool_]] = {}
        for requirement in wanted:
            field = field_of(requirement, needs.nodes)
            unknown = standing.of(requirement) == UNKNOWN
            unsaid[field] = unsaid.get(field, np.zeros(problem.n_participants, bool)) | unknown
        file, n = problem.files.get("participants", "participants"), problem.n_participants
        words = "participants may or may not have what must come first: the fact is missing, and they pass"
        return [
            Finding(file, "cannot-say", f"{int(unknown.sum())} of {n} {words}", column=field, severity="warning")
            for field, unknown in sorted(unsaid.items())
            if unknown.any()
        ]
