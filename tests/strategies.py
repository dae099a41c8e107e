"""Hypothesis strategies: whole small problems with every kind of rule, and commutes to go with them.

`problems` draws a `Problem` whose tables, decisions, given scores and settings hang together; `commutes_for` draws the
minutes of one; `cases` draws both. Names of rules in `KINDS` can be picked singly, so that a test may draw problems
with one kind of rule only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from hypothesis import strategies as st

from matchmaker.candidates import Pairs
from matchmaker.model import TABLES, Problem, Record, Settings, frame_of
from matchmaker.travel import Commutes

KINDS = (
    "commute_limit",
    "eligibility",
    "opportunity_requirements",
    "opening_conditions",
    "absorption_limit",
    "placement_commitment",
    "group_quota",
    "prerequisites",
    "budget",
    "employer_maximum",
    "shared_capacity",
    "keep_together",
    "keep_apart",
    "placement_floor",
    "score_floor",
)
"""Rules that settings may hold. Seat counts, cohort sizes, decisions and own limits are always on."""

MINUTES = (0.0, 10.1, 30.0, 45.0, 45.3, 60.0, 90.0, float("inf"), float("nan"))
SHARES = (0.0, 0.1, 0.25, 0.333333333, 0.333333334, 0.35, 0.5, 0.666666666, 0.7, 1.0)
COSTS = tuple(Decimal(text) for text in ("0", "0.1", "0.2", "0.3", "100.55", "4000", "7000"))
BUDGETS = (0, 0.3, 0.6, 100.55, 4000, 4000.3, 12000)
OPPORTUNITY_KINDS = (
    "triangle_training", "triangle_training", "job", "job", "on_the_job_training", "practicum", "technology_class",
    "workshop", "pre_employment",
)  # fmt: skip
REGIONS = ("south", "north")
CENTRES = ("lod", "rahat")
HOUSEHOLDS = ("h1", "h2")
OWN_HOURS = ("0", "0.5", "1.2", "2")
PENALTIES = (None, 0.0, 0.1, 0.75, 2.5)
POINTS = (None, None, (31.25, 34.75), (31.3, 34.8))


@dataclass(frozen=True)
class Case:
    """A problem and the commutes between its participants and seats."""

    problem: Problem
    commutes: Commutes


def all_pairs(problem: Problem) -> Pairs:
    """Return every (participant, seat) pair of the problem as candidates."""
    n, s = problem.n_participants, problem.n_seats
    return Pairs(
        participant_ids=np.array(problem.participants["participant_id"].to_list(), object),
        seat_ids=np.array(problem.seats["seat_id"].to_list(), object),
        indptr=np.arange(n + 1, dtype=np.int64) * s,
        seat=np.tile(np.arange(s, dtype=np.int32), n),
    )


def commutes_of(minutes: Sequence[Sequence[float]]) -> Commutes:
    """Return commutes from a table with one row per participant and one column per seat."""
    table = np.array(minutes, np.float32)
    rows, columns = table.shape
    return Commutes(table, np.arange(rows, dtype=np.int32), np.arange(columns, dtype=np.int32), digest="0" * 64)


def problem_of(
    participants: Sequence[dict[str, Any]],
    seats: Sequence[dict[str, Any]],
    opportunities: Sequence[dict[str, Any]],
    constraint: Sequence[dict[str, Any]] = (),
    **tables: Sequence[dict[str, Any]],
) -> Problem:
    """Return a problem from plain dicts; employers that seats name and nobody describes are added by id."""
    named = dict.fromkeys(row["employer_id"] for row in seats)
    employers = {row["employer_id"]: row for row in tables.pop("employers", ())}
    rows: dict[str, Sequence[dict[str, Any]]] = {
        "participants": participants,
        "seats": seats,
        "opportunities": opportunities,
        "employers": [employers.get(e, {"employer_id": e}) for e in {**employers, **named}],
        **tables,
    }
    frames = {name: frame_of([_record(name, row) for row in given], TABLES[name]) for name, given in rows.items()}
    return Problem.from_frames(frames, settings=Settings(constraint=tuple(constraint)))


def _record(table: str, row: dict[str, Any]) -> Record:
    return TABLES[table].record(**{key: value for key, value in row.items() if value is not None})


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw a value, or ``None`` for "not known"."""
    return st.none() | values


@st.composite
def participants(draw: st.DrawFn, n: int) -> list[dict[str, Any]]:
    """Draw the rows of ``n`` participants, with facts that groups, limits and requirements read."""
    return [
        {
            "participant_id": f"p{i}",
            "gender": draw(st.sampled_from((None, "female", "male", "other"))),
            "birth_date": draw(st.sampled_from((None, date(1970, 5, 1), date(2001, 1, 1), date(2006, 6, 30)))),
            "district": draw(st.sampled_from((None, "Southern", "Northern"))),
            "socioeconomic_cluster": draw(maybe(st.integers(1, 10))),
            "in_quality_employment": draw(st.sampled_from((None, False, True))),
            "low_basic_skills": draw(st.sampled_from((None, False, True))),
            "family_backing": draw(st.sampled_from((None, False, True))),
            "schooling_years": draw(st.sampled_from((None, 8.0, 11.999, 12.0, 15.0))),
            "matriculation": draw(st.sampled_from((None, "none", "full"))),
            "maturity": draw(st.sampled_from((None, "initial", "medium", "high"))),
            "certificates": draw(st.sampled_from((None, ("welding",)))),
            "completed": draw(st.sampled_from((None, ("none",)))),
            "hebrew_level": draw(st.sampled_from((None, "none", "basic"))),
            "wished_fields": draw(st.sampled_from((None, ("cooking",), ("gardens", "cars")))),
            "wage_floor": draw(st.sampled_from((None, Decimal("0.1"), Decimal("0.3"), Decimal("5000.55")))),
            "max_commute_minutes": draw(st.sampled_from((None, 30.0, 45.3, 60.0))),
            # columns of the file's own: they are there because somebody has a value in them
            "centre": draw(st.sampled_from(CENTRES) if i == 0 else maybe(st.sampled_from(CENTRES))),
            "household_id": draw(st.sampled_from(HOUSEHOLDS) if i == 0 else maybe(st.sampled_from(HOUSEHOLDS))),
            "own_hours": draw(st.sampled_from(OWN_HOURS)),
        }
        for i in range(n)
    ]


@st.composite
def opportunities(draw: st.DrawFn, n: int) -> list[dict[str, Any]]:
    """Draw the rows of ``n`` opportunities: cohorts, capped trainings and plain jobs."""
    rows = []
    for o in range(n):
        low, high = draw(st.sampled_from(((None, None), (None, 1), (0, 2), (1, None), (1, 2), (2, 2), (2, 3), (3, 4))))
        kind = draw(st.sampled_from(OPPORTUNITY_KINDS))
        rows.append(
            {
                "opportunity_id": f"o{o}",
                "kind": kind,
                "min_size": low,
                "max_size": high,
                "opening_penalty": draw(st.sampled_from(PENALTIES)) if low else None,
                "start_date": draw(maybe(st.sampled_from((date(2019, 1, 1), date(2024, 6, 30))))),
                "region": draw(maybe(st.sampled_from(REGIONS))),
                "training_body_id": draw(st.sampled_from((None, "g0", "g1"))),
                "companion_org_id": draw(st.sampled_from((None, None, "g0", "g1"))),
                "companion_candidates": draw(st.sampled_from((None, ("g0", "g1"), ("g1",)))),
                "companion_hours": draw(st.sampled_from((None, 0.5, 1.2))),
                "companion_hours_each": draw(st.sampled_from((None, 0.8, 1.0))),
                "field": draw(st.sampled_from((None, "cooking", "cars"))),
                "quality_employment": draw(st.sampled_from((None, True, False, True))),
                "demanded_field": draw(st.sampled_from((None, True, False))),
                "no_alternative_training": draw(st.sampled_from((None, True, False))),
                "committed_places": draw(maybe(st.integers(0, 3))),
            }
        )
    return rows


@st.composite
def seats(draw: st.DrawFn, n: int, n_opportunities: int, n_employers: int, floors: bool) -> list[dict[str, Any]]:
    """Draw the rows of ``n`` seats; every opportunity gets at least one where ``n`` allows."""
    rows = []
    for s in range(n):
        count = draw(st.integers(0, 3))
        latitude, longitude = draw(st.sampled_from(POINTS)) or (None, None)
        rows.append(
            {
                "seat_id": f"s{s}",
                "opportunity_id": f"o{s if s < n_opportunities else draw(st.integers(0, n_opportunities - 1))}",
                "employer_id": f"e{draw(st.integers(0, n_employers - 1))}",
                "count": count,
                "min_count": draw(maybe(st.integers(0, min(count, 2)))) if floors else None,
                "cost": draw(st.sampled_from(COSTS)),
                "latitude": latitude,
                "longitude": longitude,
                "position_percent": draw(st.sampled_from((None, 50.0, 75.0, 100.0))),
                "agreement_signed": draw(st.sampled_from((None, False, True))),
                "mentor_named": draw(st.sampled_from((None, False, True))),
            }
        )
    return rows


@st.composite
def scopes(draw: st.DrawFn, n_opportunities: int, n_employers: int) -> Any:
    """Draw where a quota or budget binds."""
    return draw(
        st.sampled_from(
            [
                "plan",
                "each_cohort",
                "each_opportunity",
                "each_employer",
                {"opportunity_id": [f"o{n_opportunities - 1}"]},
                {"employer_id": [f"e{e}" for e in range(n_employers)]},
                {"region": "south"},
            ]
        )
    )


GROUPS: tuple[dict[str, Any], ...] = (
    {"gender": "female"},
    {"gender": ["male", "other"]},
    {"gender": "female", "centre": "lod"},
    {"centre": list(CENTRES)},
    {"certificates": "welding"},
    {"socioeconomic_cluster": [1, 2, 3, 4, 5]},
    {"low_basic_skills": True},
)


FIRST: tuple[dict[str, Any], ...] = (
    {},
    {
        "items": {"welding": {"en": "welding", "he": "ריתוך", "basis": "assumed"}},
        "rules": {
            "certified": {
                "kinds": ["triangle_training", "job"],
                "requires": [
                    {"kind": "completed", "item": "welding"},
                    {"kind": "language", "language": "hebrew", "level": "basic"},
                ],
                "en": "welding first", "he": "תחילה ריתוך", "basis": "assumed",
            }
        },
    },
)  # fmt: skip


CRITERIA: tuple[dict[str, Any], ...] = (
    {"column": "age", "min": 18, "max": 25},
    {"column": "age", "values": [17, 18, 49]},
    {"column": "age", "min": 17.5, "max": 49.1},
    {"column": "schooling_years", "max": 11.999},
    {"column": "schooling_years", "values": [8, 11.999]},
    {"column": "socioeconomic_cluster", "min": 2.5, "max": 6},
    {"column": "socioeconomic_cluster", "values": [1, 2.5, 6]},
    {"column": "wage_floor", "min": 0.1, "max": 0.3},
    {"column": "wage_floor", "values": [0.1, 5000.55]},
    {"column": "wage_floor", "min": 0.100000001},
    {"column": "birth_date", "min": date(2001, 1, 1)},
    {"column": "birth_date", "values": [date(1970, 5, 1), date(2006, 6, 30)]},
    {"column": "certificates", "values": "welding"},
    {"column": "centre", "values": "lod"},
    {"column": "in_quality_employment", "values": False},
    {
        "at_least": 2,
        "of": [
            {"column": "socioeconomic_cluster", "max": 6},
            {"column": "low_basic_skills", "values": True},
            {"column": "matriculation", "values": ["none", "partial"]},
        ],
    },
)


@st.composite
def rule(
    draw: st.DrawFn,
    kind: str,
    n_opportunities: int,
    n_employers: int,
    always_feasible: bool,
    n_participants: int = 1,
) -> dict[str, Any]:
    """Draw one ``[[constraint]]`` of the given kind, as ``settings.toml`` would hold it."""
    if kind == "commute_limit":
        return {"kind": kind, "minutes": draw(st.sampled_from((0, 30, 45.3, 60)))}
    if kind == "eligibility":
        criteria = draw(st.lists(st.sampled_from(CRITERIA), min_size=1, max_size=3))
        day = draw(st.sampled_from(({}, {"as_of": date(2024, 5, 1)}, {"as_of": date(2019, 1, 2)})))
        return {"kind": kind, "criteria": criteria, **day}
    if kind == "opportunity_requirements":
        return {
            "kind": kind,
            "min_position_percent": draw(st.sampled_from((50, 74.9, 75, 100))),
            "on_the_job_position": draw(st.sampled_from(("at_least", "over"))),
            "class_sizes": draw(st.sampled_from((["large"], ["medium", "large"]))),
        }
    if kind == "opening_conditions":
        conditions = ["quality_field", "employer_demand", "participants_interest"]
        kinds = draw(st.sampled_from((["triangle_training"], ["triangle_training", "job"])))
        return {"kind": kind, "closes": draw(st.lists(st.sampled_from(conditions), unique=True)), "kinds": kinds}
    if kind == "absorption_limit":
        return {"kind": kind, "most": draw(st.integers(1, 2)), "kinds": ["triangle_training", "job"]}
    if kind == "placement_commitment":
        share, kinds = draw(st.sampled_from((0.7, 0.5, 1))), ["technology_class", "job"]
        return {"kind": kind, "share": share, "kinds": kinds}
    if kind == "budget":
        amount = draw(st.sampled_from(BUDGETS))
        return {"kind": kind, "cost": "cost", "max": amount, "scope": draw(scopes(n_opportunities, n_employers))}
    if kind == "employer_maximum":
        maximum = {"kind": kind, "max": draw(st.integers(0, 3))}
        return draw(st.sampled_from((maximum, {**maximum, "scope": {"employer_id": ["e0"]}})))
    if kind == "shared_capacity":
        owner = draw(st.sampled_from(("training_body_id", "companion_org_id")))
        uses: tuple[dict[str, Any], ...] = ({"use_per_participant": 1}, {"use_per_participant": 1.2}, {})
        columns: tuple[dict[str, Any], ...] = ({"use": "own_hours"}, {"use": "cost"})
        # A column cannot be used where the plan chooses the accompanying organisation.
        use = draw(st.sampled_from(uses + columns if owner == "training_body_id" else uses))
        return {"kind": kind, "owner": owner, "capacity": draw(st.sampled_from(("hours", "rooms"))), **use}
    if kind in ("keep_together", "keep_apart"):
        same = draw(st.sampled_from(("seat", "opportunity", "employer", "site")))
        whom: dict[str, Any] = {"by": "household_id"}
        if n_participants > 1 and draw(st.booleans()):
            ids = [f"p{i}" for i in range(n_participants)]
            group = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True)
            whom = {"groups": draw(st.lists(group, min_size=1, max_size=2))}
        return {"kind": kind, "same": same, **whom}
    if kind in ("placement_floor", "score_floor"):
        over = draw(st.sampled_from(({}, {"over": "everyone"}, {"over": "placed"})))
        least = 0 if always_feasible and (kind == "placement_floor" or over.get("over") == "everyone") else 1
        # coarse ones: a mean of scores of many decimals is refused as too fine
        share = draw(st.sampled_from([share for share in SHARES if round(share, 2) == share])) * least
        floor = {"min_rate": share} if kind == "placement_floor" else {"min_mean": share, **over}
        return {"kind": kind, "group": draw(st.sampled_from(GROUPS)), **floor}
    if kind == "prerequisites":
        return {"kind": kind, **draw(st.sampled_from(FIRST))}
    scope = draw(scopes(n_opportunities, n_employers))
    limits: dict[str, Any] = {}
    if draw(st.booleans()):
        low, high = sorted((draw(st.integers(0, 2)), draw(st.integers(0, 3))))
        limits = {"min_count": low, "max_count": high}
        if always_feasible and scope != "each_cohort":
            del limits["min_count"]
    else:
        small, large = sorted((draw(st.sampled_from(SHARES)), draw(st.sampled_from(SHARES))))
        limits = draw(
            st.sampled_from(({"min_share": small}, {"max_share": large}, {"min_share": small, "max_share": large}))
        )
    ground = {"legal_ground": "a permit"} if isinstance(scope, dict) else {}
    return {"kind": kind, "group": draw(st.sampled_from(GROUPS)), "scope": scope, **limits, **ground}


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    max_participants: int = 5,
    max_opportunities: int = 3,
    max_seats: int = 4,
    kinds: Collection[str] = KINDS,
    max_rules: int = 3,
    always_feasible: bool = False,
    with_decisions: bool = True,
    with_scores: bool = True,
) -> Problem:
    """Draw a whole small problem: tables, decisions, given scores for some of the pairs, and rules in its settings.

    ``always_feasible`` leaves out what can rule out the empty plan (pins, and floors outside cohorts), so that a plan
    always exists. Every pair may be given a score; pairs without one are not candidates when scores are given.
    """
    n_participants = draw(st.integers(1, max_participants))
    n_opportunities = draw(st.integers(1, min(max_opportunities, max_seats)))
    n_seats = draw(st.integers(n_opportunities, max_seats))
    n_employers = draw(st.integers(1, 2))
    employers = [
        {
            "employer_id": f"e{e}",
            "max_placements": draw(maybe(st.integers(0, 4))),
            "size": draw(st.sampled_from((None, "small", "medium", "large"))),
            "circle": draw(st.sampled_from((None, "first", "second", "first", "second", "disqualified"))),
        }
        for e in range(n_employers)
    ]
    organisations = [
        {
            "organisation_id": f"g{g}",
            "hours": draw(st.sampled_from((None, 0.0, 1.0, 2.4, 3.6))),
            "rooms": draw(maybe(st.integers(0, 3))),
        }
        for g in range(2)
    ]
    opportunity_rows = draw(opportunities(n_opportunities))
    seat_rows = draw(seats(n_seats, n_opportunities, n_employers, floors=True))
    if always_feasible:
        cohorts = {row["opportunity_id"] for row in opportunity_rows if row["min_size"]}
        seat_rows = [r if r["opportunity_id"] in cohorts else {**r, "min_count": None} for r in seat_rows]
    chosen = draw(st.lists(st.sampled_from(sorted(kinds)), max_size=max_rules)) if kinds else []
    rules = [draw(rule(kind, n_opportunities, n_employers, always_feasible, n_participants)) for kind in chosen]
    pairs = [(p, s) for p in range(n_participants) for s in range(n_seats)]
    tables: dict[str, list[dict[str, Any]]] = {}
    if with_decisions:
        names = ("veto", "override") if always_feasible else ("pin", "veto", "override")
        decided = draw(st.lists(st.tuples(st.sampled_from(pairs), st.sampled_from(names)), max_size=3, unique=True))
        tables["decisions"] = [
            {"participant_id": f"p{p}", "seat_id": f"s{s}", "decision": name, "reason": "agreed", "by": "Dana"}
            for (p, s), name in decided
        ]
    if with_scores:
        given = draw(st.lists(st.sampled_from(pairs), unique=True))
        tables["scores"] = [
            {"participant_id": f"p{p}", "seat_id": f"s{s}", "score": draw(st.integers(0, 100)) / 100}
            for p, s in sorted(given)
        ]
    return problem_of(
        draw(participants(n_participants)),
        seat_rows,
        opportunity_rows,
        rules,
        employers=employers,
        organisations=organisations,
        **tables,
    )


@st.composite
def commutes_for(draw: st.DrawFn, problem: Problem) -> Commutes:
    """Draw minutes between every participant and every seat, some not known and some out of reach."""
    shape = problem.n_participants * problem.n_seats
    flat = draw(st.lists(st.sampled_from(MINUTES), min_size=shape, max_size=shape))
    width = problem.n_seats
    return commutes_of([flat[i * width : (i + 1) * width] for i in range(problem.n_participants)])


@st.composite
def cases(draw: st.DrawFn, **options: Any) -> Case:
    """Draw a problem (options as in `problems`) with its commutes."""
    problem = draw(problems(**options))
    return Case(problem, draw(commutes_for(problem)))
