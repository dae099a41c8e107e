"""Totals that may be shown outside: counted, with small cells and what would give them away hidden."""

from matchmaker.disclosure.aggregate_table import Aggregate, AggregateCell
from matchmaker.disclosure.aggregated import aggregated
from matchmaker.disclosure.cube import Cube, cube_of
from matchmaker.disclosure.suppress import can_hide, suppress, unsafe_counts

__all__ = ["Aggregate", "AggregateCell", "Cube", "aggregated", "can_hide", "cube_of", "suppress", "unsafe_counts"]
