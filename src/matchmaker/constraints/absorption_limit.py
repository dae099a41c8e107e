"""AbsorptionLimit: in a training of several employers, each takes only a few."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block
from matchmaker.constraints.seat_index import rows_of
from matchmaker.criteria import AS_TUPLE
from matchmaker.model.vocabulary import OpportunityKind


class AbsorptionLimit(Constraint):
    """At most ``most`` people at each employer of a training of ``kinds`` with several employers (000:4468-4476).

    "Each of them can absorb between one and about five": the number is a setting, and what each *can* take obliges
    none to take one (a seat's ``min_count`` does). A training of a single employer has no such limit: that one commits
    to take many (000:4456-4466). An employer whose seats there have no places (``count`` 0) is none of several.
    """

    kind: Literal["absorption_limit"] = "absorption_limit"
    code: ClassVar[str] = "absorption_limit"
    most: Annotated[int, Field(ge=1, le=1_000_000, description="the most people one of several employers takes")]
    kinds: Annotated[tuple[OpportunityKind, ...], AS_TUPLE] = ("triangle_training",)

    def describe(self) -> str:
        """Return the rule in words."""
        return f"in a training of several employers each takes at most {self.most} people"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per employer of a training of several."""
        problem = columns.problem
        chosen = problem.opportunities.filter(pl.col("kind").is_in(self.kinds)).select("opportunity_id")
        taking = problem.seats.filter(pl.col("count") > 0).select("opportunity_id", "employer_id")
        both = taking.join(chosen, on="opportunity_id", how="semi")
        parties = both.unique().sort("opportunity_id", "employer_id")
        parties = parties.filter(pl.len().over("opportunity_id") > 1)
        key = pl.concat_str("opportunity_id", "employer_id", separator="\0")
        unit = rows_of(problem.seats.select(key).to_series(), parties.select(key).to_series())
        names = [f"employer '{e}' takes at most {self.most} people in '{o}'" for o, e in parties.iter_rows()]
        return row_block(names, unit[columns.pairs.seat], 1, upper=[self.most] * len(names))

    def check(self, view: PlanView) -> list[Violation]:
        """Count the people of every employer in every training of several."""
        employers: dict[str, set[str]] = {}
        for seat in view.seats.values():
            if seat["count"] > 0 and view.opportunities[seat["opportunity_id"]]["kind"] in self.kinds:
                employers.setdefault(seat["opportunity_id"], set()).add(seat["employer_id"])
        taken = Counter((seat["opportunity_id"], seat["employer_id"]) for _, seat in view.placed())
        return [
            Violation(self.code, f"employer '{employer}' takes {n} people in '{opportunity}', at most {self.most}")
            for (opportunity, employer), n in sorted(taken.items())
            if n > self.most and len(several := employers.get(opportunity, set())) > 1 and employer in several
        ]
