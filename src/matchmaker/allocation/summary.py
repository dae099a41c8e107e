"""summary: a result in a few lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.errors import escape
from matchmaker.model.vocabulary import GROUP_KINDS

if TYPE_CHECKING:
    from matchmaker.allocation.result import Result

_STATUS = {
    "optimal": "proved optimal",
    "within_gap": "within the gap asked for",
    "feasible": "a plan, not proved optimal",
    "infeasible": "no plan can satisfy the rules",
    "no_plan_found": "no plan was found",
}


def summary(result: Result) -> str:
    """Return status, people placed, cohorts, score with bound and gap, and notes, one per line.

    Names from the data are escaped, so the text is safe for a terminal.
    """
    within = f" within {result.gap:.4%}" if result.status == "optimal" and result.gap else ""
    lines = [f"{result.policy}: {_STATUS[result.status]}{within} (stopped by {result.stopped_by})"]
    if result.has_plan:
        opportunities = result.problem.opportunities
        n_cohorts = int(((opportunities["min_size"] > 0) & ~opportunities["kind"].is_in(GROUP_KINDS)).sum())
        lines += [
            f"placed: {result.plan.n_placed} of {result.problem.n_participants} participants",
            f"cohorts opened: {len(result.plan.opened)} of {n_cohorts}",
            f"score: {result.objective}, at most {result.bound} (gap {result.gap:.4%})",
        ]
    if result.clash:
        word = "these rules clash" if result.status == "infeasible" else "these rules could not be met"
        lines += [f"{word}:", *(f"  {escape(name)}" for name in result.clash)]
    lines += [f"note: {escape(note)}" for note in result.notes]
    lines.append(
        f"solved in {result.seconds:.2f} s by {result.strategy}, seed {result.seed}, programme {result.programme}"
    )
    return "\n".join(lines)
