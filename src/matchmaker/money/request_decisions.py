"""request_decisions: every request judged by the programme's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from matchmaker.criteria import months_later
from matchmaker.model import Problem
from matchmaker.money.agorot import agorot
from matchmaker.money.check import Check, Facts, checks_of, to_ask, verdict
from matchmaker.money.request_decision import RequestDecision, Verdict
from matchmaker.money.request_facts import request_facts
from matchmaker.programmes.money import Money
from matchmaker.programmes.scholarship import Scholarship

_NOTHING = Decimal("0.00")
_AGOROT = Decimal("0.01")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Limits:
    """What the rules allow: ``now`` for certain and ``highest`` at most (``None`` = no ceiling), and why."""

    now: Decimal | None
    highest: Decimal | None
    checks: tuple[Check, ...] = ()
    more: tuple[Check, ...] = ()
    ask: tuple[str, ...] = field(default=())


def request_decisions(problem: Problem, money: Money, as_of: date | None = None) -> tuple[RequestDecision, ...]:
    """Return one decision per request, ordered by its id.

    Only the facts of `REQUEST_FACTS` are read: no economic background can decide (000:2835-2841). ``as_of`` is the day on
    which a grant not used may have lapsed.
    """
    meetings = problem.participants.select("participant_id", "meetings_held")
    people = {row["participant_id"]: row for row in meetings.iter_rows(named=True)}
    rows = problem.requests.sort("request_id").iter_rows(named=True)
    return tuple(_decide(row, people[row["participant_id"]], money, as_of) for row in rows)


def _decide(request: Row, participant: Row, money: Money, as_of: date | None) -> RequestDecision:
    facts = request_facts(request, participant, money)
    limits = _limits(request, facts, money)
    if limits is None:
        return _told(request, _Limits(_NOTHING, _NOTHING), "refused", "the programme does not offer it")
    standing = verdict(limits.checks)
    if standing is False:
        failed = "; ".join(check.name for check in limits.checks if check.holds is False)
        return _told(request, limits, "refused", f"not met: {failed}")
    if request["decided_amount"] == 0:
        return _told(request, limits, "refused", "it was refused")
    if standing is None or limits.now is None:
        return _told(request, limits, "cannot_say", "facts are missing")
    if request["decided_amount"] is not None:
        return _decided(request, limits, money.scholarship, as_of)
    more = "" if limits.highest == limits.now else f" up to {limits.now}; whether up to {limits.highest} cannot be said"
    return _told(request, limits, "within_rules", f"within the rules{more}")


def _limits(request: Row, facts: Facts, money: Money) -> _Limits | None:
    """Return what the rules allow, ``None`` where the programme does not offer what is asked for."""
    match request["kind"]:
        case "scholarship" if money.scholarship is not None:
            return _scholarship_limits(request, facts, money.scholarship)
        case "voucher" if money.voucher is not None:
            cost = request["course_cost"]
            share = None if cost is None else Fraction(cost) * Fraction(money.voucher.share.value)
            ceiling = None if share is None else agorot(share, money.rounding.value)
            ask = ("requests.course_cost",) if cost is None else ()
            return _Limits(ceiling, ceiling, checks_of(money.voucher.conditions, facts), ask=ask)
        case "assessment" if money.assessment is not None:
            ask = ("requests.amount",) if request["amount"] is None else ()
            return _Limits(request["amount"], request["amount"], checks_of(money.assessment.conditions, facts), ask=ask)
        case _:
            return None


def _scholarship_limits(request: Row, facts: Facts, scholarship: Scholarship) -> _Limits:
    base = scholarship.ceiling.value.quantize(_AGOROT)
    checks, larger = checks_of(scholarship.conditions, facts), scholarship.enlarged
    asked = request["amount"]
    if larger is None or (asked is not None and asked <= base):
        return _Limits(base, base, checks)
    more, top = checks_of(larger.conditions, facts), larger.ceiling.value.quantize(_AGOROT)
    enlarged = verdict(more)
    now, highest = (top if enlarged else base), (base if enlarged is False else top)
    return _Limits(now, highest, checks, more, to_ask(more) if enlarged is None else ())


def _decided(request: Row, limits: _Limits, scholarship: Scholarship | None, as_of: date | None) -> RequestDecision:
    """Return a request that was decided on; a scholarship's committee is unanimous, and its grant is used in time."""
    if scholarship is None or request["kind"] != "scholarship":
        return _told(request, limits, "granted", "decided")
    day = request["decided_on"]
    use_by = None if day is None else months_later(day, scholarship.realise_within_months.value)
    if scholarship.unanimous.value and not request["unanimous"]:
        is_known = request["unanimous"] is not None
        why = "the committee was not unanimous: it goes to the next meeting" if is_known else "whether it was unanimous"
        said: Verdict = "deferred" if is_known else "cannot_say"
        return _told(request, limits, said, why, use_by=use_by, more_to_ask=("requests.unanimous",))
    said, why, ask = _used(request["realised_on"], use_by, as_of)
    return _told(request, limits, said, why, use_by=use_by, more_to_ask=ask)


def _used(used: date | None, use_by: date | None, as_of: date | None) -> tuple[Verdict, str, tuple[str, ...]]:
    """Return whether a grant still stands, why, and what to ask for."""
    if use_by is None and (used is not None or as_of is not None):
        return "cannot_say", "until when it was to be used", ("requests.decided_on",)
    if use_by is not None and used is not None and used > use_by:
        return "lapsed", f"used after {use_by}", ()
    if use_by is not None and used is None and as_of is not None and as_of > use_by:
        return "cannot_say", f"whether it was used by {use_by}", ("requests.realised_on",)
    return "granted", "decided by the committee", ()


def _told(
    request: Row,
    limits: _Limits,
    said: Verdict,
    why: str,
    *,
    use_by: date | None = None,
    more_to_ask: tuple[str, ...] = (),
) -> RequestDecision:
    is_out = said in ("refused", "lapsed")
    ceiling = _NOTHING if is_out else limits.now if said in ("granted", "within_rules") else None
    highest = _NOTHING if is_out else limits.highest
    asked = request["amount"] if request["decided_amount"] is None else request["decided_amount"]
    ask = () if is_out else tuple(dict.fromkeys((*to_ask(limits.checks), *limits.ask, *more_to_ask)))
    return RequestDecision(
        request_id=request["request_id"],
        participant_id=request["participant_id"],
        kind=request["kind"],
        verdict=said,
        ceiling=ceiling,
        highest=highest,
        amount=_within(asked, ceiling),
        at_most=_within(asked, highest),
        use_by=use_by,
        checks=limits.checks,
        enlarged_checks=limits.more,
        ask=ask,
        why=why,
    )


def _within(asked: Decimal | None, ceiling: Decimal | None) -> Decimal | None:
    """Return what is asked for, cut at the ceiling; the ceiling itself where it is not known how much is asked for."""
    return ceiling if ceiling is None or asked is None else min(asked, ceiling).quantize(_AGOROT)
