"""as_text: an explanation as lines for a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from matchmaker.allocation.rule_words import code_words
from matchmaker.allocation.sentences import Language
from matchmaker.errors import escape
from matchmaker.explanations.effects import LEAST_EFFECT
from matchmaker.explanations.labels import field_label, value_label

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "placed": ("placed in", "שובץ/ה ב"),
        "candidate": ("candidate", "מועמדות"),
        "of": ("of", "מתוך"),
        "second_best": ("second best:", "השנייה בטיבה:"),
        "best_other": ("best other, which scores higher:", "הטובה מבין האחרות, בציון גבוה יותר:"),
        "not_placed": ("not placed:", "לא שובץ/ה:"),
        "best_of": ("best of", "הטובות מבין"),
        "in_the_way": ("candidates, and what stands in the way:", "מועמדויות, ומה עומד בדרך:"),
        "ruled_out": ("seats ruled out:", "משרות שנפסלו:"),
        "by": ("by", "לפי"),
        "score": ("score", "ציון"),
        "minutes": ("minutes", "דקות"),
        "commute_not_known": ("commute not known", "זמן הנסיעה אינו ידוע"),
        "participant": ("participant side:", "צד המשתתף/ת:"),
        "employer": ("employer side:", "צד המעסיק:"),
        "programme": ("programme side:", "צד התוכנית:"),
        "cannot_say": ("cannot say", "לא ידוע"),
        "lifts": ("lifts", "מעלה"),
        "lowers": ("lowers", "מוריד"),
        "low": ("low", "נמוך"),
        "as_average": ("as average", "כממוצע"),
        "average": ("average", "ממוצע"),
        "free": ("free: taking it would break no rule", "פנויה: שיבוץ בה לא היה שובר אף כלל"),
        "would_break": ("would break", "היה שובר"),
    }
)


def as_text(told: dict[str, Any], language: Language = "en", labels: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return an explanation (`explain`) as plain text, safe for a terminal. ``labels`` are names of scorers."""
    return "\n".join(escape(line) for line in _Telling(language, labels).lines(told))


class _Telling:
    """Tells one explanation in one language."""

    def __init__(self, language: Language, labels: Mapping[str, str]) -> None:
        self.language, self.labels = language, labels

    def word(self, key: str) -> str:
        return _WORDS[key][self.language == "he"]

    def lines(self, told: dict[str, Any]) -> list[str]:
        name = f" ({told['participant']})" if told["participant"] else ""
        lines = [f"{told['participant_id']}{name}"]
        lines += self.placed(told) if told["outcome"] == "placed" else self.unplaced(told)
        if told["ruled_out"]:
            lines.append(self.word("ruled_out"))
        for each in told["ruled_out"]:
            lines.append(f"  {each['seats']} {self.word('by')} {each['rule']}: {each['description']}")
        return lines

    def placed(self, told: dict[str, Any]) -> list[str]:
        seat, other = told["seat"], told["second_best"]
        rank = f"{seat['rank_among_candidates']} {self.word('of')} {told['n_candidates']}"
        lines = [f"{self.word('placed')} {self.place(seat)}", f"{self.word('candidate')} {rank}", *self.sides(seat)]
        lines += [told["opening"]["sentence"]] if told["opening"] else []
        if other is not None:
            key = "best_other" if other["score"] > seat["score"] else "second_best"
            lines += [self.word(key), f"  {self.place(other)}", *self.broken(other)]
        return lines

    def unplaced(self, told: dict[str, Any]) -> list[str]:
        lines = [f"{self.word('not_placed')} {told['reason_code']}: {told['reason']}"]
        if told["candidates"]:
            lines.append(f"{self.word('best_of')} {told['n_candidates']} {self.word('in_the_way')}")
        for each in told["candidates"]:
            lines += [f"  {self.place(each)}", *self.broken(each)]
        return lines

    def place(self, seat: dict[str, Any]) -> str:
        names = [each for each in (seat["occupation"], seat["opportunity"], seat["employer"]) if each]
        # jobs are often named for their occupation and employer: nothing is said twice
        words = [each for i, each in enumerate(names) if not any(each in other for other in names[:i] + names[i + 1 :])]
        known = seat["commute_minutes"] is not None
        commute = f"{seat['commute_minutes']:g} {self.word('minutes')}" if known else self.word("commute_not_known")
        place = ", ".join(words or names[:1]) or seat["opportunity_id"]
        return f"{seat['seat_id']}: {place}; {self.word('score')} {seat['score']:.3g}, {commute}"

    def sides(self, seat: dict[str, Any]) -> list[str]:
        lines = []
        for side in seat["sides"]:
            score = self.word("cannot_say") if side["score"] is None else f"{side['score']:.2f}"
            lines.append(f"{self.word(side['side'])} {score}")
            lines += [self.part(part) for part in side["parts"] if part["value"] is not None]
            silent = [self.scorer(part["scorer"]) for part in side["parts"] if part["value"] is None]
            if silent:
                lines.append(f"  {self.word('cannot_say')}: {', '.join(silent)}")
        return lines

    def part(self, part: dict[str, Any]) -> str:
        if part["effect"] > LEAST_EFFECT:
            direction = "lifts"
        elif part["effect"] < -LEAST_EFFECT:
            direction = "lowers"
        else:
            direction = "low" if part["low"] else "as_average"
        facts = "; ".join(
            f"{field_label(name, self.language)}: {value_label(value, self.language)}"
            for name, value in part["facts"].items()
            if value is not None
        )
        average = f"{self.word('average')} {part['average']:.2f}"
        return (
            f"  {self.scorer(part['scorer'])} {part['value']:.2f} ({self.word(direction)}; {average}) {facts}".rstrip()
        )

    def scorer(self, name: str) -> str:
        plain = name.replace("_", " ")
        return self.labels.get(name, plain) if self.language == "he" else plain

    def broken(self, candidate: dict[str, Any]) -> list[str]:
        if not candidate["would_break"]:
            return [f"    {self.word('free')}"]
        return [
            f"    {self.word('would_break')} {each['rule']}: "
            + (code_words(each["rule"], each["text"]) if self.language == "he" else each["text"])
            for each in candidate["would_break"]
        ]
