"""The tables of a problem: their names, record classes, keys, and whether they must be there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from matchmaker.model.contact import Contact
from matchmaker.model.decision import Decision
from matchmaker.model.employer import Employer
from matchmaker.model.fields import Column, Kind, Record, columns
from matchmaker.model.given_score import GivenScore
from matchmaker.model.locality import Locality
from matchmaker.model.opportunity import Opportunity
from matchmaker.model.organisation import Organisation
from matchmaker.model.outcome import Outcome
from matchmaker.model.participant import Participant
from matchmaker.model.request import Request
from matchmaker.model.seat import Seat
from matchmaker.model.travel_time import TravelTime

MONEY = pl.Decimal(18, 2)

_DTYPES: Mapping[Kind, pl.DataType | type[pl.DataType]] = MappingProxyType(
    {
        "id": pl.String,
        "text": pl.String,
        "choice": pl.String,
        "integer": pl.Int64,
        "number": pl.Float64,
        "money": MONEY,
        "boolean": pl.Boolean,
        "date": pl.Date,
        "texts": pl.List(pl.String),
        "choices": pl.List(pl.String),
        "numbers": pl.List(pl.Float64),
    }
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: ``key`` columns are unique together; ``required`` tables must exist and hold a row.

    ``sheet`` names in a workbook and file stems in a folder equal ``name``.
    """

    name: str
    record: type[Record]
    key: tuple[str, ...]
    required: bool

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of the record class by name."""
        return columns(self.record)

    @property
    def schema(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """The polars type of every column, in order."""
        return {name: _DTYPES[column.kind] for name, column in self.columns.items()}


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            Table("participants", Participant, ("participant_id",), required=True),
            Table("employers", Employer, ("employer_id",), required=True),
            Table("organisations", Organisation, ("organisation_id",), required=False),
            Table("opportunities", Opportunity, ("opportunity_id",), required=True),
            Table("seats", Seat, ("seat_id",), required=True),
            Table("localities", Locality, ("locality_id",), required=False),
            Table("travel", TravelTime, ("origin", "destination", "mode"), required=False),
            Table("history", Outcome, (), required=False),
            Table("contacts", Contact, (), required=False),
            Table("decisions", Decision, ("participant_id", "seat_id", "decision"), required=False),
            Table("requests", Request, ("request_id",), required=False),
            Table("scores", GivenScore, ("participant_id", "seat_id"), required=False),
        )
    }
)
