"""The oracle's own answer to a question: units of a period, put into rows, and a figure of each measure in each."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dimensions import values
from measures import MEASURES
from reckoning import Added, Figure, Gathered, Reckoning, Sums, View
from units import Frames
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

    def told(self) -> str:
        by = f" by {' and '.join(self.dimensions)}" if self.dimensions else ""
        kept = "".join(f" where {name} is {' or '.join(kept)}" for name, kept in self.filters)
        return f"{by.strip() or 'in all'}{kept} on the basis {self.basis.lower()} from {self.start} to {self.end}"


class Oracle:
    """Answers questions from frames."""

    def __init__(self, frames: Frames, today: str) -> None:
        self.frames, self.today = frames, today
        self._kept: tuple[Question, View, list[Prepared]] | None = None

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
        view, asked = self._prepared(question)
        everyone = np.arange(len(view.frame))
        found: Rows = {TOTAL: [measure.figure(everyone, view) for measure in asked]}
        if question.dimensions:
            keys = [values(dimension, view).to_numpy() for dimension in question.dimensions]
            for key, places in pd.Series(everyone).groupby(keys if len(keys) > 1 else keys[0], sort=False).indices.items():
                found[key if isinstance(key, tuple) else (key,)] = [measure.figure(places, view) for measure in asked]
        return found

    def _prepared(self, question: Question) -> tuple[View, list["Prepared"]]:
        """What each unit adds to each measure; the same for every dimension, and so kept for the next question."""
        alike = replace(question, dimensions=())
        if self._kept is None or self._kept[0] != alike:
            view = self.view(question)
            self._kept = (alike, view, [Prepared.of(measure, view) for measure in question.measures])
        return self._kept[1], self._kept[2]


@dataclass(frozen=True)
class Prepared:
    """A measure with what each unit of a view adds to it."""

    reckoning: Reckoning
    numbers: tuple[np.ndarray, np.ndarray] | None
    whole: Sums
    gathered: pd.Series | None

    @classmethod
    def of(cls, measure: str, view: View) -> "Prepared":
        reckoning = MEASURES[measure]
        if isinstance(reckoning, Gathered):
            return cls(reckoning, None, {}, reckoning.values(view))
        upper, lower = (part.to_numpy(dtype=np.int64) for part in reckoning.parts(view))
        return cls(reckoning, (upper, lower), {"n": int(upper.sum()), "d": int(lower.sum())}, None)

    def figure(self, places: np.ndarray, view: View) -> Figure:
        """The figure of the units at these places."""
        if isinstance(self.reckoning, Added):
            upper, lower = self.numbers
            sums = {"n": int(upper[places].sum()), "d": int(lower[places].sum())}
            return self.reckoning.figure(sums, self.whole, view)
        return self.reckoning.figure(self.gathered.iloc[places], self.gathered)
