"""summary: a result in a few lines for a person."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from matchmaker.allocation.opening_charges import opening_charges
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
            *_values(result),
        ]
        charges = opening_charges(result.problem, result.plan.opened)
        lines += [f"taken off the score for opening: {charges}"] if charges else []
        lines += _changes(result)
    if result.clash:
        word = "these rules clash" if result.status == "infeasible" else "these rules could not be met"
        lines += [f"{word}:", *(f"  {escape(name)}" for name in result.clash)]
    lines += [f"note: {escape(note)}" for note in result.notes]
    lines.append(
        f"solved in {result.seconds:.2f} s by {result.strategy}, seed {result.seed}, programme {result.programme}"
    )
    return "\n".join(lines)


def _values(result: Result) -> list[str]:
    """Return the score with its bound, or where objectives are set a line for each of them, in order."""
    if not result.levels:
        return [f"score: {result.objective}, at most {result.bound} (gap {result.gap:.4%})"]
    lines = [f"score: {result.objective}", "objectives in order:"]
    for number, level in enumerate(result.levels, 1):
        limit, hold = ("at most", "at least") if level.objective.better == "higher" else ("at least", "at most")
        about = "" if level.about is None else f", {escape(level.about)}"
        unknown = f", {level.cannot_say} cannot be said" if level.cannot_say else ""
        cut = f", cut short by {level.stopped_by}" if level.cut_short else ""
        lines.append(
            f"  {number}. {level.name}: {level_text(level.value)} ({level.objective.unit}){about}{unknown}; best "
            f"{level_text(level.best)}, {limit} {level_text(level.bound)} (gap {level.gap:.4%}{cut}), "
            f"held {hold} {level_text(level.held)}"
        )
    return lines


def _changes(result: Result) -> list[str]:
    if result.previous is None:
        return []
    counts, price = result.previous.counts(result.plan), result.previous.change_price
    worth = "" if price is None else f" (each one kept is worth {price} beside the score)"
    said = ", ".join(f"{number} {what}" for what, number in counts.items())
    return [f"against the plan before: {said}{worth}"]


def level_text(value: Fraction) -> str:
    """Return a level's number for reading, to six decimals."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
