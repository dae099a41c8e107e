"""The review list of localities."""

from matchmaker.travel import unresolved_localities
from tests.travel.worlds import Meridian, world


def test_rows_without_a_place_are_listed():
    """Unknown and ambiguous localities are warnings by file and row; known, given or pointed ones are not listed."""
    people = [
        {"locality": "A"},
        {"locality": "Atlantis"},
        {"locality": "Twin"},
        {"locality": None},
        {"locality": "Atlantis", "latitude": 31.0, "longitude": 34.8},
        {"locality": "Tel X"},
    ]
    problem = world(
        people, [{"locality": "Atlantis"}], employer={"locality": "Mu"}, travel=[("tel x", "A", "car", 1.0)]
    )
    found = unresolved_localities(problem.replace(files={"participants": "people.csv"}), Meridian())
    assert [(finding.file, finding.row, finding.code, finding.value) for finding in found] == [
        ("people.csv", 3, "unknown-locality", "Atlantis"),
        ("people.csv", 4, "ambiguous-locality", "Twin"),
        ("employers.csv", 2, "unknown-locality", "Mu"),
        ("seats.csv", 2, "unknown-locality", "Atlantis"),
    ]
    assert all(finding.severity == "warning" and finding.column == "locality" for finding in found)
    assert "A or B" in found[1].hint


def test_nothing_to_review():
    """A problem without names of localities has no review list."""
    assert unresolved_localities(world([{}], [{}]), Meridian()) == ()
