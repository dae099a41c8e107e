"""PlacementCommitment: a class takes only as many people as its employers' commitment covers."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block, select
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import AS_TUPLE, Exact
from matchmaker.model.vocabulary import OpportunityKind


class PlacementCommitment(Constraint):
    """``share`` x (people in a class of ``kinds``) <= its ``committed_places`` (003:695).

    The employer is paid for the class, and places 70 % of its participants in return; places that are not known set no
    limit, and are reported.
    """

    kind: Literal["placement_commitment"] = "placement_commitment"
    code: ClassVar[str] = "placement_commitment"
    share: Annotated[Exact, Field(gt=0, le=1, description="share of the participants whom the employers place")]
    kinds: Annotated[tuple[OpportunityKind, ...], AS_TUPLE] = ("technology_class",)

    def describe(self) -> str:
        """Return the rule in words."""
        return f"employers commit to place {self.share:%} of the participants of a class"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per class whose commitment is known: a plain count, the commitment over the share."""
        opportunities = columns.problem.opportunities
        bound = opportunities["kind"].is_in(self.kinds) & opportunities["committed_places"].is_not_null()
        known = opportunities.filter(bound).select("opportunity_id", "committed_places")
        top, bottom = self.share.as_integer_ratio()
        names = [
            f"class '{o}' has {n} committed places, for {self.share:%} of its people" for o, n in known.iter_rows()
        ]
        upper = [n * bottom // top for n in known["committed_places"].to_list()]
        unit = select(bound.to_numpy())[seat_opportunity(columns.problem)]
        return row_block(names, unit[columns.pairs.seat], 1, upper=upper)

    def check(self, view: PlanView) -> list[Violation]:
        """Compare the people of every class with what was committed."""
        people = Counter(seat["opportunity_id"] for _, seat in view.placed())
        found = []
        for opportunity_id, n in sorted(people.items()):
            opportunity = view.opportunities[opportunity_id]
            committed = opportunity["committed_places"]
            if opportunity["kind"] in self.kinds and committed is not None and self.share * n > Decimal(committed):
                text = f"class '{opportunity_id}' has {n} people and {committed} committed places"
                found.append(Violation(self.code, f"{text}, {self.share:%} needed"))
        return found
