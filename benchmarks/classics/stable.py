"""Hospitals and residents, students and projects (``bench_stable``): stability, quotas, and the best plan of most people."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from classic import Classic, people, power_of_ten, score_frame, seat

Ranks = Mapping[str, Mapping[str, int]]
"""Who ranks whom at which place, from 1."""


def stable_classics(data: Path) -> Iterator[Classic]:
    """Yield every instance with a known answer."""
    folder = data / "bench_stable"
    yield from _small(folder)
    yield from _lower_quotas(folder)
    for each in json.loads((folder / "fmcooper_quota_instances.json").read_text())["instances"]:
        for key in ("bruteforce", "bruteforce_pc"):
            if key in each.get("expected", {}):
                yield from _quotas(each, each["expected"][key], closing=key == "bruteforce_pc")


def _small(folder: Path) -> Iterator[Classic]:
    for each in json.loads((folder / "peer_small_known.json").read_text())["instances"]:
        if each["type"] == "SM":
            residents, hospitals = each["suitors"], each["reviewers"]
            capacities, expected = dict.fromkeys(hospitals, 1), each["expected"]
        else:
            residents, hospitals, capacities = each["residents"], each["hospitals"], each["capacities"]
            expected = {who: h for h, whose in each["expected"].items() for who in whose}
        yield _accepting(each["name"], _ranks(residents), _ranks(hospitals), capacities, expected)
    with (folder / "hr_small_residents.csv").open() as file:
        residents = {r["resident_id"]: r["program_ids_in_order"].split("|") for r in csv.DictReader(file)}
    with (folder / "hr_small_programs.csv").open() as file:
        rows = list(csv.DictReader(file))
    with (folder / "hr_small_expected_resident_optimal.csv").open() as file:
        answers = list(csv.DictReader(file))
    expected = {r["resident_id"]: r["program_id_resident_optimal"] for r in answers if r["program_id_resident_optimal"]}
    hospitals = {r["program_id"]: r["resident_ids_in_order"].split("|") for r in rows}
    capacities = {r["program_id"]: int(r["positions"]) for r in rows}
    yield _accepting("hr_small", _ranks(residents), _ranks(hospitals), capacities, expected)


def _lower_quotas(folder: Path) -> Iterator[Classic]:
    told = json.loads((folder / "hrlq_instances.json").read_text())
    for each in told["instances"]:
        if "skipped" in each["computed"]:
            continue
        name, wishes = each["name"], _tied(each["prefs_A_tie_groups"])
        most = {h["id"]: h["upper_quota"] for h in each["side_B"]}
        least = {h["id"]: h["lower_quota"] for h in each["side_B"]}
        stable = told["expected"].get(name, {}).get("resident_optimal_stable")
        wants = _tied(each["prefs_B_tie_groups"])
        size = each["computed"]["resident_optimal_stable_size"]
        yield _accepting(name, wishes, wants, most, stable, size=size)
        size, rank = (
            each["computed"]["max_size_with_lower_and_upper_quotas"],
            each["computed"]["min_total_rank_at_max_size"],
        )
        seats = [seat(0, most[h], seat_id=h, opportunity_id=h, employer_id=h, min_count=least[h]) for h in most]
        jobs = [{"opportunity_id": h, "kind": "job"} for h in most]
        yield _most_people("hrlq", name, wishes, seats, jobs, [{"employer_id": h} for h in most], (size, rank))


def _quotas(each: Mapping[str, Any], known: Mapping[str, int], *, closing: bool) -> Iterator[Classic]:
    """Yield the largest plan at the least sum of ranks, and of their squares. A closed project need not meet its least."""
    wishes = {
        str(s["id"]): {str(p): at for at, tied in enumerate(s["prefs_tie_groups"], start=1) for p in tied}
        for s in each["agents1"]
    }
    projects, lecturers = each["agents2"], each.get("lecturers", ())
    employers = [{"employer_id": f"l{x['id']}", "max_placements": x["upper_quota"]} for x in lecturers]
    employers = employers or [{"employer_id": f"l{p['id']}"} for p in projects]
    seats, jobs = [], []
    for p in projects:
        name, least = str(p["id"]), p["lower_quota"]
        floor = {} if closing or not least else {"min_count": least}
        owner = f"l{p.get('lecturer', p['id'])}"
        seats.append(seat(0, p["upper_quota"], seat_id=name, opportunity_id=name, employer_id=owner, **floor))
        jobs.append({"opportunity_id": name, "kind": "job", **({"min_size": least} if closing and least else {})})
    floors = [
        {
            "kind": "group_quota", "group": {"cohort": "all"}, "min_count": x["lower_quota"],
            "scope": {"employer_id": [f"l{x['id']}"]},
        }
        for x in lecturers
        if x["lower_quota"]
    ]  # fmt: skip
    family = "quotas_closing" if closing else "quotas"
    for power, key in ((1, "optimal_maxsizemincost"), (2, "optimal_maxsizeminsqcost")):
        answer = (known["optimal_size"], known[key])
        name = each["name"] + ("" if power == 1 else " (squares)")
        yield _most_people(family, name, wishes, seats, jobs, employers, answer, power=power, rules=floors)


def _most_people(
    family: str,
    name: str,
    wishes: Ranks,
    seats: Sequence[Mapping[str, Any]],
    jobs: Sequence[Mapping[str, Any]],
    employers: Sequence[Mapping[str, Any]],
    known: tuple[int, int],
    *,
    power: int = 1,
    rules: Sequence[Mapping[str, Any]] = (),
) -> Classic:
    """Return the question for the largest plan, then the least sum of ranks: a place is worth more than all ranks."""
    ids = sorted(wishes)
    worst = max((rank**power for of in wishes.values() for rank in of.values()), default=1)
    each = worst * len(ids) + 1
    unit = power_of_ten(Decimal(each))
    pairs = [(who, where, float((each - rank**power) / unit)) for who in ids for where, rank in wishes[who].items()]
    value = Decimal(known[0] * each - known[1])
    return Classic(
        family, name, "most people, least ranks",
        {"participants": _people(ids), "employers": employers, "opportunities": jobs, "seats": seats},
        _frame(pairs), rules, least=value, most=value, factor=unit,
    )  # fmt: skip


def _accepting(
    name: str,
    wishes: Ranks,
    wants: Ranks,
    capacities: Mapping[str, int],
    expected: Mapping[str, str] | None,
    *,
    size: int | None = None,
) -> Classic:
    """Return the question for the stable plan that people like best. Its size is that of every stable plan."""
    ids = sorted(wishes)
    pairs = [(who, where, 1.0) for who in ids for where in wishes[who] if who in wants.get(where, {})]
    longest = 1 + max(len(of) for of in (*wishes.values(), *wants.values()))
    sides = {
        (who, where): (1 - wishes[who][where] / longest, 1 - wants[where][who] / longest) for who, where, _ in pairs
    }
    n = Decimal(len(expected)) if expected is not None else Decimal(size or 0)
    tables = {
        "participants": _people(ids),
        "employers": [{"employer_id": h} for h in capacities],
        "opportunities": [{"opportunity_id": h, "kind": "job"} for h in capacities],
        "seats": [seat(0, k, seat_id=h, opportunity_id=h, employer_id=h) for h, k in capacities.items()],
    }
    return Classic(
        "stable", name, "stable", tables, _frame(pairs),
        least=n, most=n, policy="deferred_acceptance", expected=expected, sides=sides,
    )  # fmt: skip


def _people(ids: Sequence[str]) -> list[dict[str, Any]]:
    return [{**person, "participant_id": who} for person, who in zip(people(len(ids)), ids, strict=True)]


def _frame(pairs: Sequence[tuple[str, str, float]]) -> pl.DataFrame:
    who, where, score = zip(*pairs, strict=True)
    ids = {"participant_id": pl.Series(who), "seat_id": pl.Series(where)}
    return score_frame([(0, 0, each) for each in score]).with_columns(**ids)


def _ranks(lists: Mapping[str, Sequence[str]]) -> Ranks:
    return {who: {other: at for at, other in enumerate(of, start=1)} for who, of in lists.items()}


def _tied(lists: Mapping[str, Sequence[Sequence[str]]]) -> Ranks:
    return {who: {x: at for at, tied in enumerate(of, start=1) for x in tied} for who, of in lists.items()}
