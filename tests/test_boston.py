"""Real positions that nobody here made: Boston's summer jobs for young people in 2018, end to end."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import matchmaker as mm

# Middles of the neighbourhoods, to about a kilometre: approximations made for this test.
CENTRES = {
    "Allston": (42.354, -71.132), "Back Bay": (42.350, -71.081), "Charlestown": (42.378, -71.060),
    "Chinatown": (42.351, -71.062), "Dorchester": (42.300, -71.067), "Downtown": (42.356, -71.058),
    "East Boston": (42.375, -71.039), "Fenway": (42.345, -71.095), "Hyde Park": (42.256, -71.124),
    "Jamaica Plain": (42.310, -71.115), "Mattapan": (42.277, -71.092), "Mission Hill": (42.332, -71.104),
    "Roslindale": (42.285, -71.128), "Roxbury": (42.323, -71.085), "Roxbury Crossing": (42.331, -71.095),
    "South Boston": (42.336, -71.046), "South End": (42.341, -71.072), "West Roxbury": (42.281, -71.158),
}  # fmt: skip
N_PARTICIPANTS = 500


@pytest.fixture(scope="module")
def positions(shared: Path) -> pl.DataFrame:
    file = shared / "boston_youth_jobs" / "successlink_positions_2018.csv"
    if not file.is_file():
        pytest.skip("the list of Boston's positions is not beside this checkout")
    return pl.read_csv(file, infer_schema=False)


def _seats(positions: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """One place per position; the sites are the employers; every position is an opportunity of its own."""
    sites = positions["site_name"].unique(maintain_order=True)
    centres = pl.DataFrame([{"neighborhood": n, "latitude": a, "longitude": b} for n, (a, b) in CENTRES.items()])
    placed = positions.join(centres, on="neighborhood", how="left", maintain_order="left").join(
        pl.DataFrame({"site_name": sites, "employer_id": [f"E{i:03d}" for i in range(sites.len())]}),
        on="site_name",
        maintain_order="left",
    )
    return {
        "employers": placed.select("employer_id", name="site_name").unique(maintain_order=True),
        "opportunities": placed.select(
            opportunity_id="position_id", kind=pl.lit("job"), name="title", field="category", region="neighborhood"
        ),
        "seats": placed.select(
            "employer_id",
            "latitude",
            "longitude",
            seat_id="position_id",
            opportunity_id="position_id",
            count=pl.lit(1),
            occupation="title",
        ),
    }


def _young_people(positions: pl.DataFrame) -> pl.DataFrame:
    """Made-up people who live where the positions are and wish for one or two of their categories."""
    rng = np.random.default_rng(2018)
    homes = rng.choice(positions["neighborhood"].to_numpy(), N_PARTICIPANTS)
    wishes = rng.choice(positions["category"].to_numpy(), (N_PARTICIPANTS, 2))
    shift = rng.uniform(-0.008, 0.008, (N_PARTICIPANTS, 2))
    rows: list[dict[str, Any]] = [
        {
            "participant_id": f"Y{i:03d}",
            "gender": "female" if rng.random() < 0.5 else "male",
            "latitude": CENTRES[home][0] + float(shift[i, 0]),
            "longitude": CENTRES[home][1] + float(shift[i, 1]),
            "travel_modes": ["transit", "walk"],
            "wished_fields": list(dict.fromkeys(wishes[i].tolist())),
            "earliest_start": None,
        }
        for i, home in enumerate(homes)
    ]
    return pl.DataFrame(rows)


@pytest.fixture(scope="module")
def result(positions: pl.DataFrame) -> mm.Result:
    tables = {"participants": _young_people(positions), **_seats(positions)}
    region = {"south": 42.2, "north": 42.4, "west": -71.2, "east": -71.0}
    settings = {"programme": "general", "region": region, "constraint": [{"kind": "commute_limit", "minutes": 40}]}
    problem = mm.read_tables(tables, settings=settings)
    return mm.allocate(problem, mm.score(problem))


def test_the_whole_chain_runs_on_positions_nobody_here_made(result: mm.Result) -> None:
    """A proven optimal, verified plan of Boston's 365 positions of 2018 places most of the seats."""
    assert result.status == "optimal"
    assert mm.verify(result) == []
    assert result.plan.n_placed > 0.9 * 365
    assert result.objective <= result.bound


def test_everyone_placed_travels_within_the_limit(result: mm.Result) -> None:
    """Nobody in the plan is known to travel longer than the 40 minutes asked for."""
    row = {p: i for i, p in enumerate(result.problem.participants["participant_id"])}
    column = {s: i for i, s in enumerate(result.problem.seats["seat_id"])}
    people = np.array([row[p] for p in result.plan.seats])
    places = np.array([column[s] for s in result.plan.seats.values()])
    assert (result.commutes.of(people, places) <= 40).all()


def test_wishes_are_answered(result: mm.Result) -> None:
    """Far more of those placed work in a field they wished for than would by chance."""
    wished = dict(result.problem.participants.select("participant_id", "wished_fields").iter_rows())
    field = dict(result.problem.opportunities.select("opportunity_id", "field").iter_rows())
    granted = [field[seat_id] in wished[participant_id] for participant_id, seat_id in result.plan.seats.items()]
    popular = result.problem.opportunities["field"].value_counts(normalize=True)["proportion"]
    by_chance = 2 * float((popular**2).sum())
    assert np.mean(granted) > 1.5 * by_chance


def test_the_objective_is_the_exact_sum_of_scores(result: mm.Result) -> None:
    """The objective equals the sum, in decimals, of the scores of the pairs in the plan."""
    pairs = result.scores.pairs
    row = {p: i for i, p in enumerate(pairs.participant_ids)}
    column = {s: i for i, s in enumerate(pairs.seat_ids)}
    at = [pairs.position(row[p], column[s]) for p, s in result.plan.seats.items()]
    total = sum((Decimal(repr(float(result.scores.total[i]))) for i in at), Decimal(0))
    assert total == result.objective
