"""World: everything in which one generated cohort differs from another."""

from __future__ import annotations

from matchmaker.generation.worlds.market import (
    DecisionsPart,
    EmployersPart,
    HistoryPart,
    Offers,
    OrganisationsPart,
    PlacedPart,
    Rules,
)
from matchmaker.generation.worlds.part import Part
from matchmaker.generation.worlds.population import Population
from matchmaker.generation.worlds.profile import Background, Records, Wishes
from matchmaker.generation.worlds.situation import Contacts, Requests, Situation


class World(Part):
    """A region and the programmes that work in it, in one folder of ``data/``: the generator's only input but the sizes.

    ``programmes`` are the built-in programmes whose cohorts it stands for. Beside ``world.toml`` the folder holds
    ``localities.csv`` (facts), ``travel.csv`` and ``fields.toml``.
    """

    name: str
    programmes: tuple[str, ...]
    labour_force_share: float | None = None
    population: Population
    background: Background
    wishes: Wishes
    records: Records
    situation: Situation
    employers: EmployersPart
    organisations: OrganisationsPart
    offers: Offers
    history: HistoryPart
    placed: PlacedPart | None = None
    rules: Rules
    decisions: DecisionsPart
    requests: Requests
    contacts: Contacts
