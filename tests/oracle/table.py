"""The oracle's own answer to a question: units of a period, put into rows, and a figure of each measure in each."""

from dataclasses import dataclass, field, replace

import pandas as pd

from dimensions import values
from measures import MEASURES
from reckoning import Added, Figure, Gathered, View
from units import Frames
from units.frame import Frame
from units.given import residents

Keys = tuple[str, ...]
Rows = dict[Keys, list[Figure]]
TOTAL: Keys = ()

BASES: dict[str, dict[str, str]] = {
    "REPRESENTATION": {"RECEIVED": "received_on", "CONCLUDED": "closed_on"},
    "CONCERN": {"RECEIVED": "received_on", "CONCLUDED": "closed_on"},
    "THEME": {"RECEIVED": "received_on"},
    "STAGE": {"RECEIVED": "received_on", "STARTED": "started_on", "CONCLUDED": "ended_on", "DUE": "agreed_due_on"},
    "COST": {"RECEIVED": "received_on", "CONCLUDED": "paid_on"},
    "OMBUDSMAN_CASE": {"RECEIVED": "received_on", "CONCLUDED": "decided_on", "RECORDED": "compliance_on"},
    "ENQUIRY": {"RECEIVED": "received_on", "CONCLUDED": "answered_on", "DUE": "due_on"},
    "REMEDY": {"CONCLUDED": "completed_on", "DUE": "due_on", "RECORDED": "paid_on"},
    "DRAFT": {"RECEIVED": "received_on"},
    "DUTY": {"RECEIVED": "assessed_on"},
    "ACTION": {"STARTED": "raised_on", "DUE": "due_on", "CONCLUDED": "done_on"},
    "ACTION_TYPE": {"STARTED": "raised_on", "DUE": "due_on", "CONCLUDED": "done_on"},
    "GIVEN": {"RECEIVED": "begins_on"},
    "SPELL": {},
}
"""The date that puts a unit into a period, by basis."""
PRESENT = {"SPELL": ("entered_on", "left_on"), "STAGE": ("started_on", "settled_on"), "ACTION": ("raised_on", "settled_on")}
"""From when until when a unit is there, for those that can be asked for so."""


@dataclass(frozen=True)
class Question:
    """Measures of one unit by some dimensions, for a period."""

    unit: str
    measures: tuple[str, ...]
    basis: str
    start: str
    end: str
    dimensions: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    for_caller: dict[str, object] = field(default_factory=dict, compare=False)

    def told(self) -> str:
        by = f" by {' and '.join(self.dimensions)}" if self.dimensions else ""
        kept = "".join(f" where {name} is {' or '.join(kept)}" for name, kept in self.filters)
        return f"{by.strip() or 'in all'}{kept} on the basis {self.basis.lower()} from {self.start} to {self.end}"


class Oracle:
    """Answers questions from frames."""

    def __init__(self, frames: Frames, today: str) -> None:
        self.frames, self.today = frames, today
        self._parts: dict[tuple[object, ...], tuple[View, Frame]] = {}

    def view(self, question: Question) -> View:
        """The units of a question's period that its filters keep."""
        frame = self.frames[question.unit]
        if question.basis == "PRESENT":
            since, until = PRESENT[question.unit]
            kept = frame[(frame[until] >= question.start) & (frame[since] <= question.end)]
        else:
            dates = frame[BASES[question.unit][question.basis]]
            kept = frame[dates.notna() & dates.fillna("").between(question.start, question.end)]
            kept = kept.assign(basis_on=dates.loc[kept.index])
        view = View(kept, question.start, question.end, self.today, residents(self.frames["GIVEN"], question.end))
        for dimension, wanted in question.filters:
            view = replace(view, frame=view.frame[values(dimension, view).isin(wanted)])
        return view

    def rows(self, question: Question) -> Rows:
        """Every row of the answer, the total under no keys."""
        view, parts = self._added(question)
        keys = [values(dimension, view) for dimension in question.dimensions]
        whole = {column: int(number) for column, number in parts.sum().items()}
        found: Rows = {TOTAL: self._figures(question, whole, whole, view, view)}
        if not keys:
            return found
        groups = parts.groupby(keys, sort=False)
        gathers = any(isinstance(MEASURES[measure], Gathered) for measure in question.measures)
        within = {self._keys(key): view.frame.loc[place] for key, place in groups.groups.items()} if gathers else {}
        for key, row in groups.sum().iterrows():
            sums = {column: int(number) for column, number in row.items()}
            units = replace(view, frame=within[self._keys(key)]) if gathers else view
            found[self._keys(key)] = self._figures(question, sums, whole, units, view)
        return found

    @staticmethod
    def _keys(key: object) -> Keys:
        return tuple(str(value) for value in key) if isinstance(key, tuple) else (str(key),)

    def _added(self, question: Question) -> tuple[View, Frame]:
        """What each unit adds to each measure; the same for every dimension, and so kept."""
        known = (question.unit, question.measures, question.basis, question.start, question.end, question.filters)
        if known not in self._parts:
            view = self.view(question)
            columns: dict[str, pd.Series] = {"units": pd.Series(1, index=view.frame.index)}
            for measure in question.measures:
                reckoning = MEASURES[measure]
                if isinstance(reckoning, Added):
                    columns[f"{measure} n"], columns[f"{measure} d"] = reckoning.parts(view)
            self._parts = {known: (view, pd.DataFrame(columns, index=view.frame.index).astype("int64"))}
        return self._parts[known]

    @staticmethod
    def _figures(question: Question, row: dict[str, int], table: dict[str, int], units: View, all_units: View) -> list[Figure]:
        figures = []
        for measure in question.measures:
            reckoning = MEASURES[measure]
            if isinstance(reckoning, Added):
                sums = [{"n": of[f"{measure} n"], "d": of[f"{measure} d"]} for of in (row, table)]
                figures.append(reckoning.figure(sums[0], sums[1], all_units))
            else:
                figures.append(reckoning.figure(units, all_units))
        return figures
