"""How figures are reckoned: each way once, in terms of rules that units meet and of columns that are added up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isclose
from typing import NamedTuple

import pandas as pd

from units.frame import Frame

Series = pd.Series


@dataclass(frozen=True)
class View:
    """The units of a period, and what rules may ask of the period."""

    frame: Frame
    start: str
    end: str
    today: str
    residents: int | None

    def __getitem__(self, column: str) -> Series:
        return self.frame[column]

    def weight(self) -> Series:
        """For how many a unit counts: one, but for figures that were given."""
        return self.frame["weight"].astype("int64") if "weight" in self.frame else pd.Series(1, index=self.frame.index)


Rule = Callable[[View], Series]
Sums = Mapping[str, int]


class Figure(NamedTuple):
    """A figure as the API has it; numerator and denominator are 0 where there is no value."""

    state: str
    value: float = 0.0
    numerator: int = 0
    denominator: int = 0

    def is_as(self, other: "Figure") -> bool:
        """Whether two are the same; a value may differ in the last bit, as a sum of fractions does with its order."""
        same = (self.state, self.numerator, self.denominator) == (other.state, other.numerator, other.denominator)
        return same and isclose(self.value, other.value, rel_tol=1e-12, abs_tol=1e-12)


UNKNOWN, NOT_APPLICABLE = Figure("UNKNOWN"), Figure("NOT_APPLICABLE")


def number(value: float, numerator: int, denominator: int = 0) -> Figure:
    return Figure("NUMBER", float(value), numerator, denominator)


def percentage(numerator: int, denominator: int) -> Figure:
    return number(100 * numerator / denominator, numerator, denominator) if denominator else NOT_APPLICABLE


# Rules.

def every(view: View) -> Series:
    return pd.Series(True, index=view.frame.index)


def among(column: str, *values: str) -> Rule:
    """Whose column has one of these values."""
    return lambda view: view[column].isin(values)


def known(column: str) -> Rule:
    """Whose column has a value."""
    return lambda view: view[column].notna()


def both(*rules: Rule) -> Rule:
    """Who meets every one of these rules."""
    def holds(view: View) -> Series:
        met = every(view)
        for rule in rules:
            met &= rule(view)
        return met

    return holds


def unless(rule: Rule) -> Rule:
    return lambda view: ~rule(view)


def before(column: str) -> Rule:
    """Whose date lies before the period."""
    return lambda view: view[column].notna() & (view[column].fillna("") < view.start)


def within(column: str) -> Rule:
    """Whose date lies in the period."""
    return lambda view: view[column].notna() & view[column].fillna("").between(view.start, view.end)


def after(column: str) -> Rule:
    """Whose date lies after the period, or is not there."""
    return lambda view: view[column].isna() | (view[column].fillna("") > view.end)


# Reckonings that add up: what each unit adds to the numerator and to the denominator, and the figure of the sums.

@dataclass(frozen=True)
class Added:
    """A reckoning whose figure follows from sums over the row and over the table."""

    numerator: Rule
    denominator: Rule
    figure: Callable[[Sums, Sums, View], Figure]

    def parts(self, view: View) -> tuple[Series, Series]:
        weight = view.weight()
        return self._number(self.numerator(view), weight), self._number(self.denominator(view), weight)

    @staticmethod
    def _number(met: Series, weight: Series) -> Series:
        return met.astype("int64") * weight


def count(rule: Rule) -> Added:
    return Added(rule, rule, lambda row, _table, _view: number(row["n"], row["n"]))


def share(rule: Rule) -> Added:
    """Of all in the table that meet the rule, the percentage that is in the row."""
    return Added(rule, rule, lambda row, table, _view: percentage(row["n"], table["n"]))


def rate(of: Rule, all_of: Rule) -> Added:
    """Of those that meet one rule, the percentage that meets another too."""
    return Added(both(of, all_of), all_of, lambda row, _table, _view: percentage(row["n"], row["d"]))


def per_hundred(of: Rule, each: Rule) -> Added:
    """How many meet one rule for each hundred that meet another, whether they are the same or not."""
    return Added(of, each, lambda row, _table, _view: percentage(row["n"], row["d"]))


def excess(of: Rule, over: Rule) -> Added:
    """By how many per cent more meet one rule than another."""
    return Added(of, over, lambda row, _table, _view: percentage(row["n"] - row["d"], row["d"]))


def per_residents(rule: Rule, each: int) -> Added:
    def figure(row: Sums, _table: Sums, view: View) -> Figure:
        return number(row["n"] * each / view.residents, row["n"], view.residents) if view.residents else UNKNOWN

    return Added(rule, rule, figure)


def ratio(of: Rule, to: Rule, each: int) -> Added:
    """How many meet one rule for each so many that meet another."""
    return Added(of, to, lambda row, _table, _view:
                 number(row["n"] * each / row["d"], row["n"], row["d"]) if row["d"] else NOT_APPLICABLE)


def amount(rule: Rule, column: str) -> Rule:
    """What a column says of those that meet a rule, 0 of the others."""
    return lambda view: view[column].where(rule(view)).fillna(0).astype("int64")


def timed(rule: Rule, column: str) -> Rule:
    """Those that meet a rule and have a number in a column."""
    return both(rule, known(column))


def mean(rule: Rule, column: str) -> Added:
    return Added(amount(rule, column), timed(rule, column), lambda row, _table, _view:
                 number(row["n"] / row["d"], row["n"], row["d"]) if row["d"] else NOT_APPLICABLE)


def pounds(rule: Rule, column: str) -> Added:
    return Added(amount(rule, column), every, lambda row, _table, _view: number(row["n"] / 100, row["n"]))


def mean_pounds(rule: Rule, column: str) -> Added:
    return Added(amount(rule, column), timed(rule, column), lambda row, _table, _view:
                 number(row["n"] / 100 / row["d"], row["n"], row["d"]) if row["d"] else NOT_APPLICABLE)


def total(rule: Rule, column: str) -> Added:
    return Added(amount(rule, column), every, lambda row, _table, _view: number(row["n"], row["n"]))


def share_of_total(rule: Rule, column: str) -> Added:
    return Added(amount(rule, column), every, lambda row, table, _view: percentage(row["n"], table["n"]))


# Reckonings that need the units of a row before them, and not only sums.

@dataclass(frozen=True)
class Gathered:
    """A reckoning of what units have in a column, nothing for those that it leaves out: of the row, and of the table."""

    values: Callable[[View], Series]
    figure: Callable[[Series, Series], Figure]


def ranked(rule: Rule, column: str, of: Callable[[list[int]], float]) -> Gathered:
    def figure(row: Series, _table: Series) -> Figure:
        values = sorted(int(value) for value in row if not pd.isna(value))
        return number(of(values), 0, len(values)) if values else NOT_APPLICABLE

    return Gathered(lambda view: view[column].where(rule(view)), figure)


def median(rule: Rule, column: str) -> Gathered:
    return ranked(rule, column, lambda values: (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2)


def percentile_90(rule: Rule, column: str) -> Gathered:
    """By nearest rank: the smallest value that nine of ten do not exceed."""
    return ranked(rule, column, lambda values: values[-(-len(values) * 9 // 10) - 1])


def distinct(column: str) -> Gathered:
    """Of the different values of a column in the table, the percentage that the row has."""
    return Gathered(lambda view: view[column], lambda row, table: percentage(row.nunique(), table.nunique()))


def mean_of_rates(of: Rule, all_of: Rule, by: str) -> Gathered:
    """The unweighted mean of the percentages of several bodies, of those that have one."""
    def values(view: View) -> Series:
        upper, lower = view.weight() * both(of, all_of)(view), view.weight() * all_of(view)
        return pd.Series(zip(view[by], upper, lower, strict=True), index=view.frame.index, dtype=object)

    def figure(row: Series, _table: Series) -> Figure:
        sums: dict[str | None, tuple[int, int]] = {}
        for body, upper, lower in row:
            before = sums.get(body, (0, 0))
            sums[body] = (before[0] + int(upper), before[1] + int(lower))
        rates = [100 * upper / lower for upper, lower in sums.values() if lower]
        return number(sum(rates) / len(rates), 0, len(rates)) if rates else NOT_APPLICABLE

    return Gathered(values, figure)


Reckoning = Added | Gathered
