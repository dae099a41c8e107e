"""Why there is no plan, what would have to give way, and what would place a person."""

from matchmaker.decisions.diagnosis.diagnose import diagnose
from matchmaker.decisions.diagnosis.diagnosis import Clashing, Diagnosis, Given, Option
from matchmaker.decisions.diagnosis.nearest_place import NearestPlace, nearest_place
from matchmaker.decisions.diagnosis.relaxation_costs import RelaxationCosts

__all__ = ["Clashing", "Diagnosis", "Given", "NearestPlace", "Option", "RelaxationCosts", "diagnose", "nearest_place"]
