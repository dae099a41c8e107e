"""Check the travel estimate against real distances, real buses and real headways, and write RESULTS.md.

    python benchmarks/travel/run.py ../shared/data

The folder must hold ``israel_localities`` (coordinates), ``israel_socioeconomic`` (km to the Tel Aviv district) and
``israel_transit_negev`` (stop-to-stop seconds of Be'er Sheva's urban buses in 2017, daily headways of zones).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from matchmaker.candidates import generate_pairs, pairs_of_scores
from matchmaker.model import Problem
from matchmaker.text.resolution import Resolution
from matchmaker.travel import TravelSettings, commutes
from matchmaker.travel.distance import distance_km

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
TEL_AVIV_DISTRICT = "5"
SOUTH = ["באר שבע", "רהט להבים", "אופקים", "נתיבות שדרות", "ערד דימונה", "ירוחם"]


def quantiles(values: npt.NDArray[np.float64], digits: int = 2) -> str:
    """Return the quantiles of values as cells of a table."""
    return " | ".join(f"{value:.{digits}f}" for value in np.quantile(values, QUANTILES))


def distances(data: Path) -> list[str]:
    """Compare great-circle km with the bureau's km to the Tel Aviv district, per locality."""
    places = pl.read_csv(data / "israel_localities" / "cbs_localities.csv", infer_schema_length=0).select(
        pl.col("id").cast(pl.Int64),
        "district_id",
        latitude=pl.col("coordinates_wgs84_latitude").cast(pl.Float64),
        longitude=pl.col("coordinates_wgs84_longitude").cast(pl.Float64),
    )
    index = data / "israel_socioeconomic" / "cbs_peripherality_2020_localities.csv"
    known = pl.read_csv(index, infer_schema_length=0).select(
        id=pl.col("locality_code").cast(pl.Int64, strict=False),
        km=pl.col("km_from_tlv").cast(pl.Float64, strict=False),
        subdistrict="subdistrict",
    )
    joined = known.join(places, on="id").drop_nulls(["km", "latitude", "longitude"])
    centre = places.filter(pl.col("district_id") == TEL_AVIV_DISTRICT).drop_nulls("latitude")
    far = distance_km(
        joined["latitude"].to_numpy()[:, None],
        joined["longitude"].to_numpy()[:, None],
        centre["latitude"].to_numpy(),
        centre["longitude"].to_numpy(),
    ).min(axis=1)
    km = joined["km"].to_numpy()
    rows = []
    for name, chosen in (
        ("all farther than 20 km", far > 20),
        ("of them, Be'er Sheva subdistrict", (far > 20) & (joined["subdistrict"] == "62").to_numpy()),
    ):
        slope = (km[chosen] @ far[chosen]) / (far[chosen] @ far[chosen])
        r = np.corrcoef(km[chosen], far[chosen])[0, 1]
        rows.append(f"| {name} | {chosen.sum()} | {slope:.3f} | {r:.4f} | {quantiles(km[chosen] / far[chosen])} |")
    return rows


def buses(data: Path) -> tuple[list[str], str]:
    """Compare the fastest bus routes between stops with the estimate, by distance; and the speed from stop to stop."""
    folder = data / "israel_transit_negev"
    stops = pl.read_csv(folder / "beersheva_urban_2017_stops.csv")
    edges = pl.read_csv(folder / "beersheva_urban_2017_stop_edges_derived.csv")
    at = {stop: row for row, stop in enumerate(stops["stop_id"])}
    ends = [np.array([at[stop] for stop in edges[name]]) for name in ("from_stop_id", "to_stop_id")]
    seconds = edges["median_sec"].to_numpy()
    latitude, longitude = stops["stop_lat"].to_numpy(), stops["stop_lon"].to_numpy()
    km = distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    fastest = dijkstra(csr_array((seconds, tuple(ends)), shape=km.shape)) / 60
    transit = TravelSettings().transit
    in_vehicle = transit.minutes(km) - transit.access_minutes - transit.waiting_minutes
    rows = []
    for low, high in ((1, 2), (2, 3), (3, 5), (5, 9)):
        chosen = np.isfinite(fastest) & (km > low) & (km <= high)
        real, made = fastest[chosen], in_vehicle[chosen]
        rows.append(
            f"| {low} to {high} | {chosen.sum()} | {np.median(km[chosen] / real * 60):.1f} | {np.median(real):.1f} | "
            f"{np.median(made):.1f} | {np.median(made / real):.2f} |"
        )
    hop, trips = km[tuple(ends)], edges["trips"].to_numpy()
    return rows, f"{(hop @ trips) / (seconds @ trips) * 3600:.1f}"


def inside_town(data: Path) -> str:
    """Say how far apart the bus stops of Be'er Sheva are, pair by pair."""
    stops = pl.read_csv(data / "israel_transit_negev" / "beersheva_urban_2017_stops.csv")
    latitude, longitude = stops["stop_lat"].to_numpy(), stops["stop_lon"].to_numpy()
    km = distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    km = km[np.triu_indices(len(latitude), 1)]
    low, high = np.quantile(km, (0.25, 0.75))
    return f"{km.mean():.1f} km on the mean, {low:.1f} to {high:.1f} for the middle half"


def headways(data: Path) -> list[str]:
    """Return the median headway on working days of some zones, as rows of a table."""
    file = data / "israel_transit_negev" / "zone_headway_trips_daily_2017-10_2018-07.csv"
    table = (
        pl.read_csv(file, infer_schema_length=0)
        .with_columns(pl.col("mean_headway").cast(pl.Float64, strict=False), pl.col("num_trips").cast(pl.Float64))
        .filter(pl.col("dayofweek").is_in(["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday"]))
        .drop_nulls("mean_headway")
        .group_by("start_zone")
        .agg(pl.col("mean_headway").median(), pl.col("num_trips").median())
        .sort("mean_headway")
    )
    south = table.filter(
        pl.col("start_zone").is_in(["באר שבע", "רהט להבים", "אופקים", "נתיבות שדרות", "ערד דימונה", "ירוחם"])
    )
    rows = [f"| {zone} | {headway:.0f} | {trips:.0f} |" for zone, headway, trips in south.iter_rows()]
    return [*rows, f"| median of {table.height} zones | {table['mean_headway'].median():.0f} | |"]


class Grid:
    """A gazetteer of a thousand places on a grid over the Negev, to time the work without resolving names."""

    def resolve(self, names: list[str]) -> list[Resolution]:
        """Resolve every name to itself."""
        return [Resolution(name, "resolved", name, 1.0) for name in names]

    def coordinates(self, ids: list[str]) -> npt.NDArray[np.float64]:
        """Place ``place N`` on the grid."""
        at = np.array([int(name.split()[1]) for name in ids])
        return np.column_stack([30.5 + at % 40 / 40, 34.4 + at // 40 / 40])


def timings() -> list[str]:
    """Time commutes and candidates of 10,000 participants in 1,000 homes x 1,000 sites; CPU seconds, best of five."""
    rng = np.random.default_rng(0)
    n_people, n_seats = 10_000, 1_000
    names = np.array([f"place {i}" for i in range(1_000)])
    people = {"participant_id": [f"p{i}" for i in range(n_people)], "locality": names[rng.integers(0, 1_000, n_people)]}
    seats = {
        "seat_id": [f"s{i}" for i in range(n_seats)], "opportunity_id": ["o"] * n_seats, "employer_id": ["e"] * n_seats,
        "count": [1] * n_seats, "locality": names,
    }  # fmt: skip
    problem = Problem.from_frames(
        {
            "participants": pl.DataFrame(people).with_columns(car=pl.Series(rng.random(n_people) < 0.5)),
            "seats": pl.DataFrame(seats),
            "employers": pl.DataFrame({"employer_id": ["e"]}),
            "opportunities": pl.DataFrame({"opportunity_id": ["o"], "kind": ["job"]}),
        }
    )
    made = commutes(problem, gazetteer=Grid())
    chosen = rng.choice(n_people * n_seats, 500_000, replace=False)
    scores = pl.DataFrame(
        {
            "participant_id": [f"p{i}" for i in chosen // n_seats],
            "seat_id": [f"s{i}" for i in chosen % n_seats],
            "score": rng.random(chosen.size),
        }
    )

    def best(work: object) -> str:
        spent = []
        for _ in range(5):
            start = time.process_time()
            work()  # type: ignore[operator]
            spent.append(time.process_time() - start)
        return f"{min(spent):.3f}"

    works = {
        "commutes, 10,000 people in 1,000 homes (with and without a car) x 1,000 sites": lambda: commutes(
            problem, gazetteer=Grid()
        ),
        "candidates, 10,000 x 1,000 pairs, no rules": lambda: generate_pairs(problem, made, []),
        "pairs of 500,000 given scores": lambda: pairs_of_scores(problem, scores),
    }
    return [f"| {name} | {best(work)} |" for name, work in works.items()]


def main(data: Path) -> None:
    """Measure everything and write the table beside this file."""
    bus_rows, hop_speed = buses(data)
    names = " | ".join(f"{quantile:.0%}" for quantile in QUANTILES)
    transit = TravelSettings().transit
    text = [
        "# Travel: the estimate against what is known",
        "",
        "Made by `python benchmarks/travel/run.py DATA`. Default settings throughout.",
        "",
        "## Distances",
        "",
        "Road km to the Tel Aviv district (Central Bureau of Statistics, periphery index 2020) over great-circle km",
        "from the locality's point to the nearest locality of the district. The slope of all is where the default",
        f"`circuity` of {transit.circuity} comes from.",
        "",
        f"| Localities | n | slope | r | {names} |",
        "|---|---|---|---|---|---|---|---|---|",
        *distances(data),
        "",
        "## Buses in town",
        "",
        "Fastest way between stops over Be'er Sheva's urban lines (2017, median seconds of each hop, changes free)",
        "against the in-vehicle part of the default transit estimate. Minutes, medians.",
        "",
        "| km apart | pairs | real km/h, great circle | real minutes | estimate | estimate / real |",
        "|---|---|---|---|---|---|",
        *bus_rows,
        "",
        f"From one stop to the next buses do {hop_speed} km/h; the rest is detours of lines. The default local",
        f"speed, {transit.local_speed_kmh:.0f} km/h over {transit.local_km:.0f} road km, suits trips of 3 to 9 km.",
        "Below 2 km people would walk, and so does the estimate where walking is among a person's modes.",
        "",
        "## Inside a town",
        "",
        f"Pairs of Be'er Sheva's bus stops are {inside_town(data)}.",
        f"The default `same_locality_km` of {TravelSettings().same_locality_km} is that of a town of 50,000, if areas go with people",
        "(Be'er Sheva: 211,000). That they do is [assumed].",
        "",
        "## Headways",
        "",
        "Median of the daily mean headway of a line, working days, October 2017 to July 2018. Half of it would be the",
        "wait of someone who does not know the timetable; the default of",
        f"{transit.waiting_minutes:.0f} minutes is the wait of someone who does, and is silent on hours lost because",
        "no bus fits the shift. It is [assumed], and in the south it may well be too low: raise `waiting_minutes` of",
        "`[travel.transit]`, or give a travel table.",
        "",
        "| Zone | minutes | trips a day |",
        "|---|---|---|",
        *headways(data),
        "",
        "Speeds between towns and all speeds of cars and shuttles have no source here: they are [assumed].",
        "",
        "## Time",
        "",
        "| Work | CPU seconds over all cores, best of five |",
        "|---|---|",
        *timings(),
        "",
    ]
    (Path(__file__).parent / "RESULTS.md").write_text("\n".join(text), encoding="utf-8")
    print("\n".join(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
