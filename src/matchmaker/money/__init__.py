"""Money: what a programme owes employers and grants participants, in exact amounts and with its conditions."""

from matchmaker.money.check import Check
from matchmaker.money.incentive_line import IncentiveLine, Instalment
from matchmaker.money.incentive_lines import incentive_lines
from matchmaker.money.make_statement import make_statement
from matchmaker.money.request_decision import RequestDecision
from matchmaker.money.request_decisions import request_decisions
from matchmaker.money.seat_costs import COST_COLUMNS, with_costs
from matchmaker.money.statement import EmployerStatement, Statement, Total
from matchmaker.money.statement_frame import statement_frame

__all__ = [
    "COST_COLUMNS",
    "Check",
    "EmployerStatement",
    "IncentiveLine",
    "Instalment",
    "RequestDecision",
    "Statement",
    "Total",
    "incentive_lines",
    "make_statement",
    "request_decisions",
    "statement_frame",
    "with_costs",
]
