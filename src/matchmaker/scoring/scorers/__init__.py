"""The scorers, one per file. A new one is a file here, a test, a line in `SCORERS` and a weight in a profile.

Two dimensions of DOMAIN section 6 are left out on purpose. *Field diversity* (000:2776) is a property of the whole
catalogue or plan, not of one pair. *Fields attracting women* (000:2778) is a judgement on an opportunity that no
column records; to infer it from a participant's gender would read a protected field.
"""

from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.scorers.barrier_support import BarrierSupport
from matchmaker.scoring.scorers.commute import Commute
from matchmaker.scoring.scorers.education import Education
from matchmaker.scoring.scorers.employer_quality import EmployerQuality
from matchmaker.scoring.scorers.environment import Environment
from matchmaker.scoring.scorers.experience import Experience
from matchmaker.scoring.scorers.language import Language
from matchmaker.scoring.scorers.licence import Licence
from matchmaker.scoring.scorers.must_skills import MustSkills
from matchmaker.scoring.scorers.nice_skills import NiceSkills
from matchmaker.scoring.scorers.occupation_similarity import OccupationSimilarity
from matchmaker.scoring.scorers.occupation_stretch import OccupationStretch
from matchmaker.scoring.scorers.paid_meanwhile import PaidMeanwhile
from matchmaker.scoring.scorers.promotion import Promotion
from matchmaker.scoring.scorers.quality_employment import QualityEmployment
from matchmaker.scoring.scorers.room_for_work import RoomForWork
from matchmaker.scoring.scorers.schedule import Schedule
from matchmaker.scoring.scorers.short_duration import ShortDuration
from matchmaker.scoring.scorers.small_business import SmallBusiness
from matchmaker.scoring.scorers.survey_freshness import SurveyFreshness
from matchmaker.scoring.scorers.track import Track
from matchmaker.scoring.scorers.wage import Wage
from matchmaker.scoring.scorers.wish_field import WishField
from matchmaker.scoring.scorers.wish_occupation import WishOccupation

SCORERS: tuple[Scorer, ...] = (
    WishField(),
    WishOccupation(),
    OccupationSimilarity(),
    OccupationStretch(),
    Wage(),
    PaidMeanwhile(),
    RoomForWork(),
    Schedule(),
    Commute(),
    Environment(),
    Promotion(),
    ShortDuration(),
    MustSkills(),
    NiceSkills(),
    Language(),
    Education(),
    Licence(),
    Experience(),
    Track(),
    BarrierSupport(),
    EmployerQuality(),
    SmallBusiness(),
    QualityEmployment(),
    SurveyFreshness(),
)
"""Every scorer with its default parameters, in the order of a score table's parts: side after side."""

__all__ = ["SCORERS"]
