"""The domain's records and the problem they make up. Nothing here knows scoring, rules, solving or reports."""

from matchmaker.model.contact import Contact
from matchmaker.model.decision import Decision
from matchmaker.model.employer import Employer
from matchmaker.model.fields import LIST_SEPARATOR, Column, Record, columns
from matchmaker.model.given_score import GivenScore
from matchmaker.model.locality import Locality
from matchmaker.model.opportunity import Opportunity
from matchmaker.model.organisation import Organisation
from matchmaker.model.outcome import Outcome
from matchmaker.model.participant import Participant
from matchmaker.model.plan import Plan
from matchmaker.model.problem import Problem, frame_of
from matchmaker.model.request import Request
from matchmaker.model.seat import Seat
from matchmaker.model.settings import Settings
from matchmaker.model.tables import MONEY, TABLES, Table
from matchmaker.model.travel_time import TravelTime

__all__ = [
    "LIST_SEPARATOR",
    "MONEY",
    "TABLES",
    "Column",
    "Contact",
    "Decision",
    "Employer",
    "GivenScore",
    "Locality",
    "Opportunity",
    "Organisation",
    "Outcome",
    "Participant",
    "Plan",
    "Problem",
    "Record",
    "Request",
    "Seat",
    "Settings",
    "Table",
    "TravelTime",
    "columns",
    "frame_of",
]
