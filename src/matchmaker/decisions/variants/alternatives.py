"""Alternatives: plans nearly as good as one, each with people in other places, and what distinguishes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.allocation import Result
from matchmaker.allocation.frames import plan_frame
from matchmaker.decisions.float_of import float_of
from matchmaker.decisions.variants.moved import moved
from matchmaker.errors import escape
from matchmaker.metrics import compute_metrics

_PLANS = {
    "plan": pl.Int64,
    "score": pl.Float64,
    "bound": pl.Float64,
    "gap": pl.Float64,
    "lost": pl.Float64,
    "differs": pl.Int64,
    "differs_least": pl.Int64,
    "placed": pl.Int64,
    "cohorts": pl.Int64,
    "mark": pl.String,
}
_OBJECTIVE = "objective_"
_MOVES = {"plan": pl.Int64, "participant_id": pl.String, "was": pl.String, "now": pl.String, "what": pl.String}
_COHORTS = {"plan": pl.Int64, "opportunity_id": pl.String, "what": pl.String}


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """The plan ``best`` (number 0) and ``others`` (1, 2, ...), in the order in which they were found.

    Each of the others is worth at least ``least`` (with objectives in order there is none: each loses at most the loss of
    each of them), and has at least ``differ`` people placed otherwise than in the plan and than in each one before it;
    both are exact.
    ``bound`` of each says what no plan that differs so from those before it exceeds. ``ended`` says why there are no more:
    ``all found``, ``no such plan: proved`` (no plan differs so from all of these within the loss), or ``not proved
    (stopped by ...)``.
    """

    best: Result
    others: tuple[Result, ...]
    loss: float
    differ: int
    least: Decimal | None
    ended: str

    def plans(self) -> pl.DataFrame:
        """Return one row per plan: plan, score, bound, gap, lost (score less than the best's), differs (people placed
        otherwise than in plan 0), differs_least (the least so from any other), placed, cohorts, mark (``proved``: the best
        that differs so, within its gap), ``objective_NAME`` of each objective in order, and every metric."""
        results = (self.best, *self.others)
        rows: list[dict[str, Any]] = []
        for number, result in enumerate(results):
            apart = [len(moved(other.plan, result.plan)) for at, other in enumerate(results) if at != number]
            rows.append(
                {
                    "plan": number,
                    "score": float_of(result.objective),
                    "bound": float_of(result.bound),
                    "gap": result.gap,
                    "lost": float((self.best.objective or Decimal(0)) - (result.objective or Decimal(0))),
                    "differs": len(moved(self.best.plan, result.plan)),
                    "differs_least": min(apart, default=None),
                    "placed": result.plan.n_placed,
                    "cohorts": len(result.plan.opened),
                    "mark": proof_of(result),
                }
            )
        counted = [
            {**{f"{_OBJECTIVE}{each.name}": float(each.value) for each in result.levels}, **compute_metrics(result)}
            for result in results
        ]
        return pl.DataFrame(rows, schema=_PLANS).hstack(pl.DataFrame(counted).cast(pl.Float64))

    def moves(self) -> pl.DataFrame:
        """Return who has another place than in plan 0: plan, participant_id, was, now (seat ids), what (``moved``, ``new``
        or ``dropped``)."""
        rows = [
            (number, *row) for number, each in enumerate(self.others, 1) for row in moved(self.best.plan, each.plan)
        ]
        return pl.DataFrame(rows, schema=_MOVES, orient="row")

    def cohorts(self) -> pl.DataFrame:
        """Return the cohorts that open in one plan and not in plan 0, or the other way: plan, opportunity_id, what."""
        before = self.best.plan.opened
        rows = [
            (number, cohort, "closed" if cohort in before else "opened")
            for number, each in enumerate(self.others, 1)
            for cohort in sorted(before ^ each.plan.opened)
        ]
        return pl.DataFrame(rows, schema=_COHORTS, orient="row")

    def placements(self) -> pl.DataFrame:
        """Return every plan's placements, as `Result.to_frames` has them, with its number in front."""
        return pl.concat(
            plan_frame(each).select(pl.lit(number, pl.Int64).alias("plan"), pl.all())
            for number, each in enumerate((self.best, *self.others))
        )

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables ``alternatives``, ``moves``, ``cohorts`` and ``plans``."""
        return {**self._told(), "plans": self.placements()}

    def _told(self) -> dict[str, pl.DataFrame]:
        return {"alternatives": self.plans(), "moves": self.moves(), "cohorts": self.cohorts()}

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain values, with the tables but for ``plans`` as lists of rows."""
        told = {"loss": self.loss, "differ": self.differ, "least": float_of(self.least), "ended": self.ended}
        return {**told, **{name: frame.to_dicts() for name, frame in self._told().items()}}

    def __str__(self) -> str:
        lines = []
        for row in self.plans().iter_rows(named=True):
            name = f"alternative {row['plan']}" if row["plan"] else "the plan"
            held = [f"{key.removeprefix(_OBJECTIVE)} {row[key]:.6g}" for key in row if key.startswith(_OBJECTIVE)]
            # Of objectives in order each has a bound of its own, and the score need not be among them.
            most = f"; {', '.join(held)}" if held else f", at most {row['bound']:.6f}"
            lines.append(
                f"{name}: score {row['score']:.6f}{most} ({row['mark']}), {row['placed']} placed, {row['cohorts']} cohorts"
            )
            if row["plan"]:
                lines.append(
                    f"  {'loses' if row['lost'] >= 0 else 'gains'} {abs(row['lost']):.6f}; {row['differs']} people placed "
                    f"otherwise than in the plan, at least {row['differs_least']} than in any other"
                )
        lines += [f"  alternative {plan}: {escape(cohort)} {what}" for plan, cohort, what in self.cohorts().iter_rows()]
        return "\n".join([*lines, f"{len(self.others)} found; {self.ended}"])


def proof_of(result: Result) -> str:
    """Return ``proved``, or why what a result claims to be best is not."""
    if result.status in ("optimal", "within_gap", "infeasible"):
        return "proved"
    return f"not proved (stopped by {result.stopped_by})"
