"""diagnosis_text and nearest_place_text: what was found, as lines for a person."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from matchmaker.allocation.rule_words import code_words
from matchmaker.allocation.sentences import Language
from matchmaker.decisions.diagnosis import Diagnosis, Given, NearestPlace
from matchmaker.decisions.diagnosis.chooses_companions import BUT_FOR_THE_CHOICE
from matchmaker.errors import escape

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "feasible": ("there is a plan: no rules clash", "יש תוכנית שיבוץ: אין כללים סותרים"),
        "unknown": ("not proved (stopped by time): whether there is a plan", "לא הוכח (הזמן תם): האם יש תוכנית שיבוץ"),
        "infeasible": ("there is no plan (proved); these cannot all be kept:", "אין תוכנית שיבוץ (מוכח); אי אפשר לקיים יחד את:"),
        "minimal": ("without any one of them the others can be kept (proved)", "בלי כל אחד מהם אפשר לקיים את השאר (מוכח)"),
        "not_minimal": (
            "not proved (stopped by time): whether all of these are needed",
            "לא הוכח (הזמן תם): האם כל אלה נחוצים לסתירה",
        ),
        "option": (
            "option {n}, cost {cost} ({proof}): {placed} of {people} placed, score {score} (at most {bound}, {status})",
            "אפשרות {n}, עלות {cost} ({proof}): {placed} מתוך {people} משובצים, ציון {score} (לכל היותר {bound}, {status})",
        ),
        "change": ("{where}: {before} -> {after} ({by}, cost {cost})", "{where}: {before} -> {after} ({by}, עלות {cost})"),
        "dropped": ("{where} goes (cost {cost})", "{where} יורד (עלות {cost})"),
        "cheapest": ("proved the cheapest", "מוכח כזולה ביותר"),
        "not_cheapest": ("not proved (stopped by time), at least {bound}", "לא הוכח (הזמן תם), לפחות {bound}"),
        "none left": ("no further option: proved", "אין אפשרות נוספת: מוכח"),
        "not proved": ("not proved (stopped by time): whether there is a further option", "לא הוכח (הזמן תם): האם יש אפשרות נוספת"),
        "assumed": ("costs that are assumed: {costs}", "עלויות מונחות (לא מן ההגדרות): {costs}"),
        "placed": ("placed in {seat}", "שובץ/ה ב{seat}"),
        "not_placed": ("not placed: {reason}", "לא שובץ/ה: {reason}"),
        "with_minutes": (
            "with {minutes} minutes on the way (now {limit}): a place in {seat} ({proof})",
            "עם {minutes} דקות נסיעה (כעת {limit}): מקום ב{seat} ({proof})",
        ),
        "with": ("with {change}: a place in {seat} ({proof})", "עם {change}: מקום ב{seat} ({proof})"),
        "room": (
            "there is a plan that places them in {seat}, and nobody loses a place ({proof})",
            "יש תוכנית שבה יש להם מקום ב{seat} ואיש אינו מאבד מקום ({proof})",
        ),
        "none": (
            "no single change would place them without somebody losing a place: {proof}",
            "אין שינוי יחיד שייתן להם מקום בלי שמישהו יאבד מקום: {proof}",
        ),
        "then_placed": ("the best plan then places them: {score} ({status})", "התוכנית הטובה ביותר אז משבצת אותם: {score} ({status})"),
        "then_not": ("the best plan then does not place them: {score} ({status})", "התוכנית הטובה ביותר אז אינה משבצת אותם: {score} ({status})"),
        "then_unknown": (
            "not proved (stopped by time): what the best plan then is",
            "לא הוכח (הזמן תם): מהי התוכנית הטובה ביותר אז",
        ),
        "insisting": ("the best plan that has to place them: {score} ({status})", "התוכנית הטובה ביותר שחייבת לשבץ אותם: {score} ({status})"),
        "proved": ("proved", "מוכח"),
        "but": ("proved but for the choice of companions", "מוכח, למעט בחירת המלווים"),
        "none_but": (
            "no further option: proved but for the choice of companions",
            "אין אפשרות נוספת: מוכח, למעט בחירת המלווים",
        ),
        "stopped": ("not proved (stopped by time)", "לא הוכח (הזמן תם)"),
    }
)  # fmt: skip

_UNITS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "person": ("person", "people", "אדם", "אנשים"),
        "place": ("place", "places", "מקום", "מקומות"),
        "minute": ("minute", "minutes", "דקה", "דקות"),
        "NIS": ("NIS", "NIS", 'ש"ח', 'ש"ח'),
    }
)
"""One and several of a unit in English, then in Hebrew."""


def _say(key: str, language: Language, **facts: object) -> str:
    return _WORDS[key][language == "he"].format(**{name: escape(str(fact)) for name, fact in facts.items()})


def diagnosis_text(diagnosis: Diagnosis, language: Language = "en") -> str:
    """Return a diagnosis as lines: what clashes, the ways out, and which costs are assumed."""
    if diagnosis.status == "feasible":
        return _say("feasible", language)
    if diagnosis.status == "not proved":
        return _say("unknown", language)
    lines = [_say("infeasible", language)]
    for each in diagnosis.conflict:
        rule = code_words(each.rule, each.rule) if language == "he" else each.rule
        why = f" ({escape(each.why)})" if each.why else ""
        lines.append(f"  {escape(rule)}: {escape(each.asks)}{why}")
    lines.append(_say("minimal" if diagnosis.minimal else "not_minimal", language))
    for n, option in enumerate(diagnosis.options, 1):
        result = option.result
        key = {"proved": "cheapest", BUT_FOR_THE_CHOICE: "but"}.get(option.proof, "not_cheapest")
        proof = _say(key, language, bound=_plain(option.bound))
        facts = {"placed": result.plan.n_placed, "people": result.problem.n_participants, "status": result.status}
        score, bound = _plain(result.objective), _plain(result.bound)
        lines.append(
            _say("option", language, n=n, cost=_plain(option.cost), proof=proof, score=score, bound=bound, **facts)
        )
        lines += [f"  {_change(given, language)}" for given in option.changes]
    if diagnosis.ended != "options":
        lines.append(_say("none_but" if diagnosis.ended == BUT_FOR_THE_CHOICE else diagnosis.ended, language))
    assumed = ", ".join(f"{row['kind']} {row['cost']:g}" for row in diagnosis.costs.rows() if row["basis"] == "assumed")
    lines += [_say("assumed", language, costs=assumed)] if assumed else []
    return "\n".join([*lines, *(f"note: {escape(each)}" for each in diagnosis.notes)])


def nearest_place_text(found: NearestPlace, language: Language = "en") -> str:
    """Return what would place a person, as lines."""
    if found.outcome == "placed":
        return _say("placed", language, seat=found.seat_id)
    proof = _say({"proved": "proved", BUT_FOR_THE_CHOICE: "but"}.get(found.proof, "stopped"), language)
    lines = [_say("not_placed", language, reason=found.reason)]
    if found.given is None:
        lines.append(_say(found.outcome, language, seat=found.seat_id, proof=proof))
    elif found.given.change.kind == "commute":
        minutes, limit = _plain(found.given.after), _plain(found.given.change.before)
        lines.append(_say("with_minutes", language, minutes=minutes, limit=limit, seat=found.seat_id, proof=proof))
    else:
        lines.append(_say("with", language, change=_change(found.given, language), seat=found.seat_id, proof=proof))
    for key, result in (("then_placed" if found.placed else "then_not", found.after), ("insisting", found.insisting)):
        if result is not None and not result.has_plan:
            lines.append(_say("then_unknown", language))
        elif result is not None:
            lines.append(_say(key, language, score=_plain(result.objective), status=result.status))
    return "\n".join(lines)


def _change(given: Given, language: Language) -> str:
    change = given.change
    if change.before is None:
        return _say("dropped", language, where=change.where, cost=_plain(given.cost))
    before, after, cost = _plain(change.before), _plain(given.after), _plain(given.cost)
    return _say(
        "change", language, where=change.where, before=before, after=after, by=_many(given, language), cost=cost
    )


def _many(given: Given, language: Language) -> str:
    words = _UNITS.get(given.change.unit)
    unit = given.change.unit if words is None else words[2 * (language == "he") + (given.by != 1)]
    return f"{given.by} {unit}"


def _plain(value: Decimal | None) -> str:
    return "?" if value is None else f"{value.normalize():f}"
