"""Checks on coordinates: whole, inside the region, not swapped."""

from __future__ import annotations

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.raw_table import RawTable
from matchmaker.model.settings import Region


def check_coordinates(raw: RawTable, frame: pl.DataFrame, region: Region, findings: Findings) -> None:
    """Report coordinates outside ``region``, and half coordinates.

    Where latitude and longitude would lie inside when exchanged, the exchange is offered, never made (HOSTILE 79).
    """
    if not {"latitude", "longitude"} & set(frame.columns):
        return
    given = frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.Float64).alias(name)
        for name in ("latitude", "longitude")
    )
    latitude, longitude = given.get_columns()
    inside, swapped = _inside(latitude, longitude, region), _inside(longitude, latitude, region)
    whole = latitude.is_not_null() & longitude.is_not_null()
    expected = f"latitude {region.south} to {region.north}, longitude {region.west} to {region.east}"
    for index in (whole & ~inside).arg_true():
        code, message = "coordinates-outside", "the place lies outside the region"
        hint = "write the latitude first; another region is named by [region] in settings.toml"
        if swapped[index]:
            code, message = "coordinates-swapped", "latitude and longitude look swapped"
            hint = f"latitude {longitude[index]}, longitude {latitude[index]}?"
        findings.error(
            raw.file, code, message, sheet=raw.sheet, row=raw.row(index), column="latitude",
            value=f"{latitude[index]}, {longitude[index]}", expected=expected, hint=hint,
        )  # fmt: skip
    for index in (latitude.is_null() != longitude.is_null()).arg_true():
        column = "longitude" if longitude[index] is None else "latitude"
        if column in raw.frame.columns and raw.frame[column][index] is not None:
            continue  # it was given and has an error of its own
        message = "half of the coordinates is missing; the other half will not be used"
        findings.warning(raw.file, "half-coordinates", message, sheet=raw.sheet, row=raw.row(index), column=column)


def _inside(latitude: pl.Series, longitude: pl.Series, region: Region) -> pl.Series:
    return latitude.is_between(region.south, region.north) & longitude.is_between(region.west, region.east)
