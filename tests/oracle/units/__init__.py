"""Frames of what figures count, one row a unit, made of raw records and of nothing else."""

from export import Records
from units import learning, ombudsman, parts, representations, stages
from units.clocks import Clocks
from units.days import Calendar
from units.frame import Frame
from units.given import given

Frames = dict[str, Frame]


def frames(records: Records) -> Frames:
    """Every unit of the catalogue by its name."""
    clocks = Clocks(records, Calendar(records))
    whole = representations.frame(records, clocks)
    cases = ombudsman.cases(records, whole)
    actions = learning.actions(records)
    return {
        "REPRESENTATION": whole,
        "STAGE": stages.frame(records, whole, clocks),
        "CONCERN": parts.concerns(records, whole),
        "THEME": parts.themes(records, whole),
        "SPELL": parts.spells(records, whole),
        "COST": parts.costs(records, whole),
        "OMBUDSMAN_CASE": cases,
        "ENQUIRY": ombudsman.enquiries(records, cases, clocks),
        "REMEDY": ombudsman.remedies(records, cases),
        "DRAFT": ombudsman.drafts(records, cases, clocks),
        "DUTY": ombudsman.duties(records, cases),
        "ACTION": actions,
        "ACTION_TYPE": learning.types(records, actions),
        "GIVEN": given(records),
    }
