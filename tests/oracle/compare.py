"""Asking the service and the oracle the same, and holding the answers against each other."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dimensions import DIMENSIONS
from fill.chance import day
from measures import MEASURES
from reckoning import Figure
from service import Caller
from table import TOTAL, Oracle, Question, Rows

MEASURES_AT_ONCE = 20
ASKING = 4
Fields = dict[str, Any]
NEEDS_CATEGORY = "share_of_cases"
"""It counts representations beside concerns, and cannot be asked without the dimension category."""


@dataclass(frozen=True)
class Catalogue:
    """What can be asked for, as the service says it."""

    measures: tuple[dict[str, Any], ...]
    dimensions: dict[str, set[str]]

    @classmethod
    def of(cls, caller: Caller) -> "Catalogue":
        from redress.v1.statistics_pb2 import Basis, Unit

        said = caller.call("GetCatalogue")
        measures = tuple(
            {"id": measure.id, "unit": Unit.Name(measure.unit).removeprefix("UNIT_"),
             "own": Basis.Name(measure.default_basis).removeprefix("BASIS_"),
             "bases": [Basis.Name(basis).removeprefix("BASIS_") for basis in measure.bases]}
            for measure in said.measures)
        return cls(measures, {
            dimension.id: {Unit.Name(unit).removeprefix("UNIT_") for unit in dimension.units}
            for dimension in said.dimensions})

    def without_counterpart(self) -> list[str]:
        """Measures and dimensions that one of the two knows and the other does not."""
        known = {measure["id"] for measure in self.measures}
        return sorted((known ^ set(MEASURES)) | (set(self.dimensions) ^ set(DIMENSIONS)))

    def batches(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Every measure on every basis that it takes, those that can be asked for together in one."""
        alike: dict[tuple[str, str, bool, bool], list[str]] = {}
        for measure in self.measures:
            for basis in measure["bases"]:
                apart = (measure["id"] == NEEDS_CATEGORY, basis == measure["own"])
                alike.setdefault((measure["unit"], basis, *apart), []).append(measure["id"])
        for (unit, basis, _, _), ids in alike.items():
            for first in range(0, len(ids), MEASURES_AT_ONCE):
                yield unit, basis, tuple(ids[first:first + MEASURES_AT_ONCE])

    def is_own(self, measures: tuple[str, ...], basis: str) -> bool:
        """Whether a basis is the one that these measures take when none is asked for."""
        return all(measure["own"] == basis for measure in self.measures if measure["id"] in measures)

    def sound(self, unit: str, basis: str) -> list[str]:
        """The dimensions of a unit; what is present in a period has no one date, and so no month."""
        return [name for name, units in self.dimensions.items()
                if unit in units and not (name == "month" and basis == "PRESENT")]


@dataclass
class Outcome:
    """What came of comparing."""

    cells: int = 0
    questions: int = 0
    differences: list[str] = field(default_factory=list)
    different: Counter[str] = field(default_factory=Counter)
    counted: set[str] = field(default_factory=set)

    def add(self, other: "Outcome") -> None:
        self.cells += other.cells
        self.questions += other.questions
        self.differences += other.differences
        self.different.update(other.different)
        self.counted |= other.counted

    def hold(self, question: Question, theirs: Rows, ours: Rows) -> None:
        """Compares two answers, row by row."""
        self.questions += 1
        for keys in sorted(theirs.keys() | ours.keys()):
            row = "the total" if keys == TOTAL and len(ours) else " and ".join(keys)
            if keys not in theirs or keys not in ours:
                self._differs("rows", f"{', '.join(question.measures[:2])}… {question.told()}: only "
                                      f"{'the oracle' if keys in ours else 'the service'} has the row {row}")
                continue
            for measure, their, our in zip(question.measures, theirs[keys], ours[keys], strict=True):
                self.cells += 1
                if our.numerator or our.value:
                    self.counted.add(measure)
                if not our.is_as(their):
                    self._differs(measure, f"{measure} {question.told()}, {row}: the oracle has {shown(our)}, the service "
                                           f"{shown(their)}")

    def _differs(self, what: str, text: str) -> None:
        self.different[what] += 1
        self.differences.append(text)


def shown(figure: Figure) -> str:
    if figure.state != "NUMBER":
        return figure.state.lower().replace("_", " ")
    of = f" ({figure.numerator} of {figure.denominator})" if figure.denominator else ""
    return f"{figure.value:g}{of}"


def answer(caller: Caller, parent: str, position: int, question: Question, **more: Any) -> tuple[Rows, Any]:
    """The service's answer, in the oracle's form."""
    start, end = (day(date.fromisoformat(on)) for on in (question.start, question.end))
    said = caller.call("QueryStatistics", **{
        "parent": parent, "position": position, "measures": question.measures, "dimensions": question.dimensions,
        "basis": f"BASIS_{question.basis}", "period": {"range": {"start_date": start, "end_date": end}},
        "filters": [{"dimension": name, "values": kept} for name, kept in question.filters], **more})
    return rows(said), said


def rows(said: Any) -> Rows:
    """The rows of a table, or of a point of a series."""
    return {**{tuple(key.value for key in row.keys): figures(row) for row in said.rows}, TOTAL: figures(said.total)}


STATES = {1: "NUMBER", 2: "SUPPRESSED", 3: "UNKNOWN", 4: "NOT_APPLICABLE"}


def figures(row: Any) -> list[Figure]:
    return [Figure(STATES[figure.state], figure.value, figure.numerator, figure.denominator) for figure in row.figures]


def compare(caller: Caller, parent: str, position: int, oracle: Oracle, questions: list[Question]) -> Outcome:
    """Asks everything of both; the service works while the oracle reckons."""
    outcome = Outcome()
    with ThreadPoolExecutor(ASKING) as pool:
        asked = [(question, pool.submit(answer, caller, parent, position, question)) for question in questions]
        for question, theirs in asked:
            ours = oracle.rows(question)
            outcome.hold(question, theirs.result()[0], ours)
    return outcome


def compare_series(
    caller: Caller, parent: str, position: int, oracle: Oracle, asked: list[tuple[Question, Fields, Fields]]
) -> Outcome:
    """Series: a named period, cut into parts and set beside years before; each part is a question of the oracle's."""
    outcome = Outcome()
    for question, period, series in asked:
        _, said = answer(caller, parent, position, question, period=period, series=series)
        for point in said.series:
            first, last = (date(of.year, of.month, of.day).isoformat() for of in (point.start_date, point.end_date))
            part = replace(question, start=first, end=last)
            outcome.hold(part, rows(point), oracle.rows(part))
        if not said.series:
            outcome.hold(question, {}, {TOTAL: []})
    return outcome
