"""check_protected_grounds: no employer asks for an age, a gender, a religion ..., unless a law that allows it is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from matchmaker.io.findings import Findings
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES

ASKING = ("employers", "opportunities", "seats")
"""Tables of those who offer work or training; the law covers vocational training too (DOMAIN section 6)."""

LEGAL_GROUND = "legal_ground"
"""Column that records the law or permit under which a condition on a protected ground is lawful."""

# What a column's name holds by the ground it speaks of: single words, and words joined by + that must stand together,
# because each alone is harmless ("family business", "public sector").
_GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "age": "age ages aged birthdate birthday birth+date birth+year גיל גילאי גילאים תאריך+לידה שנת+לידה",
        "gender": "gender sex male males female females man men woman women מגדר מין גבר גברים נשים",
        "sexual orientation": "orientation נטיה נטייה",
        "pregnancy": "pregnancy pregnant fertility הריון היריון פוריות",
        "parenthood": "parent parents parenthood mother mothers father fathers children הורה הורים הורות ילדים",
        "family status": "marital married unmarried divorced family+status מצב+משפחתי נשוי נשואה רווק רווקה",
        "population group": "ethnic ethnicity race racial population+group population+sector גזע עדה מוצא מגזר+אוכלוסייה",
        "nationality": "nationality citizen citizens citizenship לאום לאומיות אזרח אזרחים אזרחות",
        "religion": "religion religions religious jewish muslim christian druze דת דתי דתיים יהודי יהודים מוסלמי נוצרי",
        "outlook": "outlook belief beliefs opinion opinions השקפה השקפת אמונה",
        "party": "party political מפלגה פוליטי פוליטית",
        "reserve duty": "reserve+duty reservist reservists מילואים",
        "disability": "disability disabilities disabled handicap מוגבלות מוגבלויות נכה נכות",
        "place of residence": (
            "residence resident residents residency domicile required+locality required+city candidate+locality "
            "candidate+city מגורים תושב תושבי תושבים"
        ),
        "economic background": "economic+background socioeconomic poverty רקע+כלכלי סוציואקונומי",
        "justice record": "criminal conviction convictions פלילי פלילית",
    }
)
_PHRASES = tuple((ground, frozenset(each.split("+"))) for ground, names in _GROUNDS.items() for each in names.split())


def ground_of(column: str) -> str | None:
    """Return the protected ground that the name of a column speaks of, in English or Hebrew, or ``None``.

    >>> ground_of("required_gender"), ground_of("גיל מקסימלי"), ground_of("maxAge"), ground_of("language")
    ('gender', 'age', 'age', None)
    """
    found = [word.lower() for word in re.findall("[A-Z]?[a-z]+|[A-Z]+|[א-ת]+", column)]
    # Hebrew writes "the", "and", "to", "from" as first letters of the word.
    words = {*found, *(word[1:] for word in found if word[0] in "הובכלמש")}
    return next((ground for ground, phrase in _PHRASES if phrase <= words), None)


def check_protected_grounds(raw: RawTable, findings: Findings) -> None:
    """Report each cell that states a condition on a protected ground in a row that names no legal ground for it.

    A condition is a filled cell of a column that no record knows and whose name speaks of a ground (`ground_of`). With a
    legal ground the column is kept and shown like any other of one's own, and no scorer or rule reads it.
    """
    if raw.name not in ASKING:
        return
    known, frame = TABLES[raw.name].columns, raw.frame
    for name in frame.columns:
        ground = None if name in known else ground_of(name)
        if ground is None:
            continue
        stated = frame[name].is_not_null()
        if LEGAL_GROUND in frame.columns:
            stated &= frame[LEGAL_GROUND].is_null()
        for index in stated.arg_true():
            findings.error(
                raw.file, "protected-ground", f"this is a condition on a protected ground ({ground})", sheet=raw.sheet,
                row=raw.row(index), column=name, value=frame[name][index],
                expected=f"no such condition, or in {LEGAL_GROUND} the law or permit that allows it",
                hint="empty the cell; what the role itself asks for stands in skills, licences and language levels",
            )  # fmt: skip
