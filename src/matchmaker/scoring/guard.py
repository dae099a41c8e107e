"""guard: no scorer reads a protected field, by whatever name it declares it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matchmaker.errors import Finding, ProtectedInputError
from matchmaker.features import CommuteMinutes
from matchmaker.model import TABLES
from matchmaker.programmes import Programme
from matchmaker.scoring.scorer import Scorer

PROTECTED = frozenset(
    f"{name}.{column.name}" for name, table in TABLES.items() for column in table.columns.values() if column.protected
)
"""Qualified names of the columns no scorer reads unless a profile allows it with a reason (DOMAIN section 6)."""


def guard(scorers: Iterable[Scorer], programme: Programme) -> None:
    """Raise `ProtectedInputError` where a scorer declares what it may not read, with every such column.

    What counts is what the extractor declares as well as what the scorer says of itself. A protected column passes
    where the profile allows it to that scorer, with a reason. Places of travel (``commutes.*``) stand for residence and
    pass for `CommuteMinutes` alone, which gives minutes; no profile opens them. What is declared nowhere is not handed
    out at all (`matchmaker.features.narrowed`).
    """
    allowed = {(use.scorer, use.field) for use in programme.protected_allowed}
    findings = [
        Finding(
            f"{programme.name}.toml", "protected-input",
            f"the scorer {scorer.name} would read the protected column {column}",
            column=f"weights.{scorer.name}", value=column,
            expected="no protected input, or an entry in protected_allowed with the legal ground"
            if column in PROTECTED else "travel time, as CommuteMinutes gives it",
        )
        for scorer in scorers
        for column in _refused(scorer)
        if (scorer.name, column) not in allowed
    ]  # fmt: skip
    if findings:
        raise ProtectedInputError(findings)


def _refused(scorer: Scorer) -> Iterator[str]:
    """Yield each declared column that is protected or a place of travel, once."""
    extractor = scorer.extractor
    travels = type(extractor) is CommuteMinutes
    for column in dict.fromkeys((*extractor.left, *extractor.right, *extractor.inputs, *scorer.inputs)):
        if column in PROTECTED or (column.startswith("commutes.") and not travels):
            yield column
