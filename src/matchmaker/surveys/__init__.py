"""The employers' survey: the form, its reading with every error, and what of it is stale."""

from matchmaker.surveys.read_survey import read_survey
from matchmaker.surveys.stale import stale_surveys
from matchmaker.surveys.stale_warnings import stale_warnings
from matchmaker.surveys.survey import Survey
from matchmaker.surveys.template import write_template

__all__ = ["Survey", "read_survey", "stale_surveys", "stale_warnings", "write_template"]
