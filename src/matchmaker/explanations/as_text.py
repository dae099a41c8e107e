"""as_text: an explanation as lines for a person."""

from __future__ import annotations

from typing import Any

from matchmaker.errors import escape

_MOST_PARTS = 4


def as_text(told: dict[str, Any]) -> str:
    """Return an explanation (`explain`) as plain text, safe for a terminal."""
    name = f" ({told['participant']})" if told["participant"] else ""
    lines = [f"{told['participant_id']}{name}"]
    if told["outcome"] == "placed":
        seat = told["seat"]
        lines += [f"placed in {_place(seat)}", f"candidate {seat['rank_among_candidates']} of {told['n_candidates']}"]
        lines += _sides(seat)
        second = told["second_best"]
        if second is not None:
            lines += ["second best:", f"  {_place(second)}", *_broken(second)]
    else:
        lines += [f"not placed: {told['reason_code']}: {told['reason']}"]
        if told["candidates"]:
            lines += [f"best of {told['n_candidates']} candidates, and what stands in the way:"]
        for each in told["candidates"]:
            lines += [f"  {_place(each)}", *_broken(each)]
    if told["ruled_out"]:
        lines += ["seats ruled out:"]
        lines += [f"  {each['seats']} by {each['rule']}: {each['description']}" for each in told["ruled_out"]]
    return "\n".join(escape(line) for line in lines)


def _place(seat: dict[str, Any]) -> str:
    words = [each for each in (seat["occupation"], seat["opportunity"], seat["employer"]) if each]
    commute = "commute not known" if seat["commute_minutes"] is None else f"{seat['commute_minutes']:g} minutes"
    return f"{seat['seat_id']}: {', '.join(words) or seat['opportunity_id']}; score {seat['score']:g}, {commute}"


def _sides(seat: dict[str, Any]) -> list[str]:
    lines = []
    for side in seat["sides"]:
        score = "cannot say" if side["score"] is None else f"{side['score']:.2f}"
        lines.append(f"{side['side']} side: {score}")
        known = [part for part in side["parts"] if part["value"] is not None]
        for part in known[:_MOST_PARTS]:
            direction = "lifts" if part["effect"] > 0 else "lowers" if part["effect"] < 0 else "as average"
            facts = "; ".join(f"{name} = {_fact(value)}" for name, value in part["facts"].items() if value is not None)
            lines.append(f"  {part['scorer']} {part['value']:.2f} ({direction}; average {part['average']:.2f}) {facts}")
        silent = [part["scorer"] for part in side["parts"] if part["value"] is None]
        if silent:
            lines.append(f"  cannot say: {', '.join(silent)}")
    return lines


def _fact(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _broken(candidate: dict[str, Any]) -> list[str]:
    if not candidate["would_break"]:
        return ["    free: taking it would break no rule"]
    return [f"    would break {each['rule']}: {each['text']}" for each in candidate["would_break"]]
