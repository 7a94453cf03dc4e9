"""What each measure of the catalogue says, as data: its id, and how it is reckoned by which rules."""

from measures import given, learning, ombudsman, representations, stages
from reckoning import Reckoning

MEASURES: dict[str, Reckoning] = {
    **representations.MEASURES, **representations.PARTS, **stages.MEASURES, **ombudsman.MEASURES, **learning.MEASURES,
    **given.MEASURES,
}
